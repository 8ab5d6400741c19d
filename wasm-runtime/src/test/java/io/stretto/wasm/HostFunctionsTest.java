package io.stretto.wasm;

import static io.stretto.wasm.TestModule.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.host.HostFunctions;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every host function, called with every kind of hostile argument, in both engines. */
class HostFunctionsTest {

  private static final long[] HOSTILE = {
    0,
    1,
    2,
    8,
    16,
    100,
    2048,
    2049,
    65_535,
    65_536,
    65_537,
    1L << 20,
    (1L << 20) + 1,
    0x7fff_ffffL,
    0x8000_0000L,
    0xffff_ffffL,
    0x1_0000_0000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1,
    -2,
    -8,
    -65_536
  };

  private static final Set<ErrorCode> EXPECTED =
      EnumSet.of(
          ErrorCode.NONE,
          ErrorCode.TRAP,
          ErrorCode.PANIC,
          ErrorCode.LIMIT_EXCEEDED,
          ErrorCode.OUT_OF_GAS);

  /** A module that exports each host function, taking the arguments from the call's input. */
  static byte[] everyHostFunction() {
    TestModule module = new TestModule().memory(1);
    List<String> names = new ArrayList<>(new TreeMap<>(HostFunctions.signatures()).keySet());
    names.remove("env.input");
    names.remove("env.read_register");
    names.add(0, "env.input");
    names.add(1, "env.read_register");
    for (String name : names) {
      String[] parts = name.split("\\.", 2);
      module.importFunction(parts[0], parts[1], type(module, HostFunctions.signatures().get(name)));
    }
    int callable = module.type(new int[0]);
    for (int i = 0; i < names.size(); i++) {
      FunctionSignature signature = HostFunctions.signatures().get(names.get(i));
      module.export(names.get(i), module.function(callable, caller(i, signature)));
    }
    return module.build();
  }

  private static int type(TestModule module, FunctionSignature signature) {
    return module.type(
        signature.parameters().stream().mapToInt(ValueType::code).toArray(),
        signature.results().stream().mapToInt(ValueType::code).toArray());
  }

  private static byte[] caller(int index, FunctionSignature signature) {
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    code.writeBytes(bytes(0x42, 0, 0x10, 0)); // input(0)
    code.writeBytes(bytes(0x42, 0, 0x42, 0, 0x10, 1)); // read_register(0, 0)
    for (int i = 0; i < signature.parameters().size(); i++) {
      int load = signature.parameters().get(i) == ValueType.I32 ? 0x28 : 0x29;
      code.writeBytes(bytes(0x41, 0, load, 0, 8 * i));
    }
    code.writeBytes(bytes(0x10, TestModule.unsigned(index)));
    if (!signature.results().isEmpty()) {
      code.write(0x1a);
    }
    return code.toByteArray();
  }

  @Test
  void hostileArgumentsNeverDoMoreThanFail() {
    TestLedger interpreted =
        new TestLedger(EngineMode.INTERPRETED).with("host", everyHostFunction());
    TestLedger compiled = new TestLedger(EngineMode.COMPILED).with("host", everyHostFunction());
    Random random = new Random(2);
    for (String name : new TreeMap<>(HostFunctions.signatures()).keySet()) {
      Set<ErrorCode> seen = EnumSet.noneOf(ErrorCode.class);
      for (int i = 0; i < 400; i++) {
        long[] arguments = random.longs(9, 0, HOSTILE.length).map(k -> HOSTILE[(int) k]).toArray();
        ExecutionResult first = interpreted.call("host", name, arguments);
        ExecutionResult second = compiled.call("host", name, arguments);
        assertThat(Results.describe(second)).as(name).isEqualTo(Results.describe(first));
        seen.add(first.errorCode());
        if (first.errorCode() != ErrorCode.NONE) {
          assertThat(first.writes()).isEmpty();
        }
      }
      assertThat(EXPECTED).as(name).containsAll(seen);
      assertThat(compiled.content()).isEqualTo(interpreted.content());
    }
  }

  @Test
  void pointersOutOfBoundsTrap() {
    TestLedger ledger = new TestLedger(EngineMode.COMPILED).with("host", everyHostFunction());
    String[][] callsByPointer = {
      {"env.storage_read", "8", "@", "0"},
      {"env.storage_has_key", "8", "@"},
      {"env.storage_remove", "8", "@", "0"},
      {"env.storage_write", "8", "@", "8", "0", "0"},
      {"env.storage_write", "8", "0", "8", "@", "0"},
      {"env.read_register", "0", "@"},
      {"env.write_register", "0", "8", "@"},
      {"env.value_return", "8", "@"},
      {"env.log_utf8", "8", "@"},
      {"env.log_utf16", "8", "@"},
      {"env.panic_utf8", "8", "@"},
      {"env.sha256", "8", "@", "0"},
      {"env.keccak256", "8", "@", "0"},
      {"env.keccak512", "8", "@", "0"},
      {"env.ripemd160", "8", "@", "0"},
      {"env.ecrecover", "32", "@", "64", "0", "0", "0", "0"},
      {"env.ecrecover", "32", "0", "64", "@", "0", "0", "0"},
      {"env.ed25519_verify", "64", "@", "8", "0", "32", "0"},
      {"env.ed25519_verify", "64", "0", "8", "@", "32", "0"},
      {"env.ed25519_verify", "64", "0", "8", "0", "32", "@"},
      {"env.p256_verify", "64", "@", "8", "0", "33", "0"},
      {"env.p256_verify", "64", "0", "8", "@", "33", "0"},
      {"env.p256_verify", "64", "0", "8", "0", "33", "@"},
      {"env.account_locked_balance", "@"},
      {"env.account_balance", "@"},
      {"env.attached_deposit", "@"},
      {"stretto.get_storage", "@", "8", "0", "8"},
      {"stretto.get_storage", "0", "8", "@", "8"},
      {"stretto.set_storage", "@", "8", "0", "8"},
      {"stretto.set_storage", "0", "8", "@", "8"},
      {"stretto.remove_storage", "@", "8"},
    };
    long[] outside = {65_529, 65_536, 0x7fff_fff9L, 0xffff_fff8L};
    for (String[] call : callsByPointer) {
      for (long pointer : outside) {
        long[] arguments = new long[call.length - 1];
        for (int i = 0; i < arguments.length; i++) {
          arguments[i] = call[i + 1].equals("@") ? pointer : Long.parseLong(call[i + 1]);
        }
        ExecutionResult result = ledger.call("host", call[0], arguments);
        assertThat(result.errorCode()).as("%s at %s", call[0], pointer).isEqualTo(ErrorCode.TRAP);
        assertThat(result.gasUsed()).isEqualTo(TestLedger.GAS);
        assertThat(result.errorMessage())
            .isEqualTo("a host function was given memory out of bounds");
      }
    }
  }

  @Test
  void abortIsAPanicAndKeepsItsPlace() {
    TestLedger ledger = new TestLedger(EngineMode.COMPILED).with("host", everyHostFunction());
    ExecutionResult result = ledger.call("host", "env.abort", 0, 0, 12, 34);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.PANIC);
    assertThat(result.errorMessage()).isEqualTo(", filename: \"\" line: 12 col: 34");
    assertThat(result.gasUsed()).isLessThan(10_000);
  }
}
