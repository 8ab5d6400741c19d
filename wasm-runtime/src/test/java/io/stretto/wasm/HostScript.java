package io.stretto.wasm;

import static io.stretto.wasm.TestModule.bytes;
import static io.stretto.wasm.TestModule.signed;
import static io.stretto.wasm.TestModule.unsigned;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.host.HostFunctions;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls of host functions of {@code env}, one after the other in one execution, in both engines.
 * Bytes for them stand in memory from address 0 on. What a function returned and what the contract
 * asked to see at the end come back with the result.
 */
final class HostScript {

  /** A length that says that a byte string is the content of a register. */
  static final long REGISTER = -1;

  private static final int PAGES = 40;
  private static final int RESULTS = (PAGES - 1) << 16;
  private static final long SCRATCH_REGISTER = 1L << 40;

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final List<String> functions = new ArrayList<>(List.of("input", "read_register"));
  private final ByteArrayOutputStream code = new ByteArrayOutputStream();
  private int results;

  HostScript() {
    emit("input", SCRATCH_REGISTER);
    emit("read_register", SCRATCH_REGISTER, 0);
  }

  /** Puts bytes into memory; returns where they are. */
  long put(byte[] bytes) {
    int address = data.size();
    data.writeBytes(bytes);
    return address;
  }

  /** Puts a text into memory. */
  long put(String text) {
    return put(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Calls a function and keeps its result. */
  HostScript call(String function, long... arguments) {
    FunctionSignature signature = HostFunctions.signatures().get("env." + function);
    if (signature.results().isEmpty()) {
      emit(function, arguments);
      return this;
    }
    code.writeBytes(bytes(0x41, signed(RESULTS + 8L * results++)));
    emit(function, arguments);
    code.writeBytes(signature.results().contains(ValueType.I32) ? bytes(0xad) : new byte[0]);
    code.writeBytes(bytes(0x37, 0, 0));
    return this;
  }

  private void emit(String function, long... arguments) {
    FunctionSignature signature = HostFunctions.signatures().get("env." + function);
    for (int i = 0; i < arguments.length; i++) {
      boolean small = signature.parameters().get(i) == ValueType.I32;
      code.writeBytes(bytes(small ? 0x41 : 0x42, signed(arguments[i])));
    }
    if (!functions.contains(function)) {
      functions.add(function);
    }
    code.writeBytes(bytes(0x10, unsigned(functions.indexOf(function))));
  }

  /** Runs the calls; returns what the functions returned, in their order. */
  long[] results() {
    emit("value_return", 8L * results, RESULTS);
    long[] values = new long[results];
    ByteBuffer.wrap(succeed()).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values);
    return values;
  }

  /** Runs the calls; returns what a register holds at the end. */
  byte[] register(long register) {
    emit("value_return", REGISTER, register);
    return succeed();
  }

  private byte[] succeed() {
    ExecutionResult result = run();
    assertThat(result.errorCode()).as(result.errorMessage()).isEqualTo(ErrorCode.NONE);
    return result.returnValue();
  }

  /** Runs the calls on a ledger without entries; the outcome is the same in both engines. */
  ExecutionResult run() {
    ExecutionResult interpreted = run(EngineMode.INTERPRETED);
    ExecutionResult compiled = run(EngineMode.COMPILED);
    assertThat(Results.describe(compiled)).isEqualTo(Results.describe(interpreted));
    assertThat(compiled.returnValue()).isEqualTo(interpreted.returnValue());
    assertThat(compiled.logs()).isEqualTo(interpreted.logs());
    return compiled;
  }

  private ExecutionResult run(EngineMode mode) {
    return new TestLedger(mode)
        .with("c", module())
        .apply(TestLedger.call("c", "go", data.toByteArray(), TestLedger.GAS));
  }

  private byte[] module() {
    TestModule module = new TestModule().memory(PAGES);
    for (String function : functions) {
      FunctionSignature signature = HostFunctions.signatures().get("env." + function);
      int type =
          module.type(
              signature.parameters().stream().mapToInt(ValueType::code).toArray(),
              signature.results().stream().mapToInt(ValueType::code).toArray());
      module.importFunction("env", function, type);
    }
    int callable = module.type(new int[0]);
    return module.export("go", module.function(callable, code.toByteArray())).build();
  }
}
