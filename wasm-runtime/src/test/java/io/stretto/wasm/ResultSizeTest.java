package io.stretto.wasm;

import static io.stretto.wasm.TestModule.I32;
import static io.stretto.wasm.TestModule.I64;
import static io.stretto.wasm.TestModule.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.schemas.ResultBatchCodec;
import io.stretto.wasm.engine.EngineMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a contract does, what is to be said of it fits into a record of 16 MiB. */
class ResultSizeTest {

  private static final int RECORD_LIMIT_BYTES = 16 << 20;
  private static final long GAS = 100_000_000_000L;
  private static final String LIMIT =
      "bytes of all storage keys that one execution touches, the contract's name with each:"
          + " at most 4194304";

  /**
   * {@code has}, {@code set} and {@code remove} do so with as many keys as the first argument says,
   * each as long as the second says; {@code write} gives each a value of 1 MiB; {@code give} is
   * {@code has}, and returns 1 MiB; {@code call} calls contracts instead.
   */
  private static byte[] module() {
    TestModule module = new TestModule().memory(20);
    module.importFunction("env", "input", module.type(new int[] {I64}));
    module.importFunction("env", "read_register", module.type(new int[] {I64, I64}));
    module.importFunction("env", "storage_has_key", module.type(new int[] {I64, I64}, I64));
    int fourInts = module.type(new int[] {I32, I32, I32, I32});
    module.importFunction("stretto", "set_storage", fourInts);
    module.importFunction("stretto", "remove_storage", module.type(new int[] {I32, I32}, I32));
    module.importFunction("env", "value_return", module.type(new int[] {I64, I64}));
    int eightArguments = module.type(new int[] {I32, I32, I32, I32, I32, I32, I32, I64}, I32);
    module.importFunction("stretto", "call", eightArguments);
    byte[] has = bytes(0x41, 8, 0x28, 0, 0, 0xad, 0x42, 16, 0x10, 2, 0x1a);
    byte[] keyAndLength = bytes(0x41, 16, 0x41, 8, 0x28, 0, 0);
    byte[] set = bytes(keyAndLength, 0x41, 0, 0x41, 8, 0x10, 3);
    byte[] remove = bytes(keyAndLength, 0x10, 4, 0x1a);
    byte[] setMebibyte = bytes(keyAndLength, 0x41, 0, 0x41, 0x80, 0x80, 0xc0, 0, 0x10, 3);
    byte[] giveMebibyte = bytes(0x42, 0x80, 0x80, 0xc0, 0, 0x42, 0, 0x10, 5);
    int callable = module.type(new int[0]);
    byte[] locals = bytes(1, 1, I32);
    module.export("has", module.function(callable, locals, forEachKey(has)));
    module.export("set", module.function(callable, locals, forEachKey(set)));
    module.export("remove", module.function(callable, locals, forEachKey(remove)));
    module.export("give", module.function(callable, locals, bytes(forEachKey(has), giveMebibyte)));
    module.export("write", module.function(callable, locals, forEachKey(setMebibyte)));
    module.export("call", module.function(callable, locals, forEachKey(callAnother())));
    return module.build();
  }

  /** Calls a contract whose name is the counter in four letters, and which there is not. */
  private static byte[] callAnother() {
    byte[] address = bytes(0x41, 0x80, 8);
    byte[] name = {};
    for (int i = 0; i < 4; i++) {
      byte[] letter = bytes(0x20, 0, 0x41, 4 * i, 0x76, 0x41, 15, 0x71, 0x41, 0xe1, 0, 0x6a);
      name = bytes(name, address, letter, 0x3a, 0, i);
    }
    byte[] function = bytes(address, 0x41, 1);
    return bytes(
        name, address, 0x41, 4, function, 0x41, 0, 0x41, 0, 0x41, 0, 0x42, 63, 0x10, 6, 0x1a);
  }

  /** Loads the arguments, and counts the first down to 1 at the beginning of the key. */
  private static byte[] forEachKey(byte[] access) {
    return bytes(
        bytes(0x42, 0, 0x10, 0, 0x42, 0, 0x42, 0, 0x10, 1),
        bytes(0x41, 0, 0x28, 0, 0, 0x21, 0, 0x03, 0x40, 0x41, 16, 0x20, 0, 0x36, 0, 0),
        access,
        bytes(0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b));
  }

  private static ExecutionResult call(String function, long keys, long keyBytes) {
    return new TestLedger(EngineMode.COMPILED)
        .with("big", module())
        .execute(TestLedger.call("big", function, TestLedger.longs(keys, keyBytes), GAS));
  }

  private static int recordBytes(ExecutionResult result) {
    Result one = new Result(0, 0, "x".repeat(128), false, result);
    ResultBatch batch = new ResultBatch(0, 1, TestLedger.BLOCK.blockDigest(), 0, List.of(one));
    return new ResultBatchCodec().encode(batch).length;
  }

  @Test
  void keysAreLimitedInAllTheirBytesHoweverTheyAreTouched() {
    for (String function : List.of("has", "set", "remove")) {
      assertThat(call(function, 2_043, 2_048).errorCode()).as(function).isEqualTo(ErrorCode.NONE);
      ExecutionResult result = call(function, 2_044, 2_048);
      assertThat(result.errorCode()).as(function).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
      assertThat(result.errorMessage()).isEqualTo(LIMIT);
      assertThat(result.gasUsed()).isEqualTo(GAS);
      assertThat(result.writes()).isEmpty();
      assertThat(recordBytes(result)).isLessThan(RECORD_LIMIT_BYTES / 2);
    }
  }

  @Test
  void contractsThatAreNotThereAreKeysThatAreTouched() {
    assertThat(call("call", 19_900, 0).errorCode()).isEqualTo(ErrorCode.NONE);
    ExecutionResult result = call("call", 20_000, 0);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    assertThat(result.errorMessage())
        .isEqualTo("distinct storage keys that one execution touches: at most 20000");
  }

  @Test
  void theLargestResultsFitIntoARecord() {
    ExecutionResult manyKeys = call("set", 19_999, 200);
    assertThat(manyKeys.writes()).hasSize(19_999);
    assertThat(recordBytes(manyKeys)).isBetween(4 << 20, RECORD_LIMIT_BYTES / 2);
    ExecutionResult returning = call("give", 19_999, 200);
    assertThat(returning.returnValue()).hasSize(1 << 20);
    assertThat(recordBytes(returning)).isBetween(5 << 20, RECORD_LIMIT_BYTES / 2);
    ExecutionResult writing = call("write", 4, 2_048);
    assertThat(writing.writes()).hasSize(4);
    assertThat(recordBytes(writing)).isBetween(4 << 20, RECORD_LIMIT_BYTES / 2);
    assertThat(recordBytes(manyKeys) + recordBytes(returning) + recordBytes(writing))
        .as("no execution can do more than all of these together")
        .isLessThan(RECORD_LIMIT_BYTES);
  }
}
