package io.stretto.bench.gas;

import static io.stretto.bench.code.WasmModule.COUNTER;

import io.stretto.bench.code.Code;
import io.stretto.bench.code.Op;
import io.stretto.bench.code.WasmModule;
import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.host.HostFunctions;
import java.nio.charset.StandardCharsets;

/** Loops of calls of one host function, with arguments that stay the same. */
final class HostScenarios {

  private static final int TIMES = 1_000;
  private static final int MIB = 1 << 20;

  /** A contract's memory: the key that changes from call to call, texts, and values. */
  static final int PAGES = 40;

  /** Where the counter is stored before each call, so that keys at address 0 are not the same. */
  static final int KEY = 0;

  private static final int TEXT = 4_096;
  private static final int VALUE = 65_536;

  private HostScenarios() {}

  static void addTo(Scenarios scenarios) {
    for (String name : new String[] {"block_index", "block_timestamp", "used_gas", "prepaid_gas"}) {
      add(scenarios, name, name, TIMES);
    }
    for (String name :
        new String[] {
          "current_account_id", "signer_account_id", "input", "random_seed", "account_balance"
        }) {
      add(scenarios, name, name, TIMES, 1);
    }
    add(scenarios, "write_register of 32 bytes", "write_register", TIMES, 1, 32, VALUE);
    add(scenarios, "write_register of 1 MiB", "write_register", 10, 1, MIB, VALUE);
    add(scenarios, "register_len", "register_len", TIMES, 0);
    add(scenarios, "read_register of 32 bytes", "read_register", TIMES, 0, VALUE);
    add(scenarios, "value_return of 32 bytes", "value_return", TIMES, 32, VALUE);
    add(scenarios, "value_return of 1 MiB", "value_return", 10, MIB, VALUE);
    for (String name : new String[] {"sha256", "keccak256"}) {
      add(scenarios, name + " of nothing", name, TIMES, 0, VALUE, 1);
      add(scenarios, name + " of 32 bytes", name, TIMES, 32, VALUE, 1);
      add(scenarios, name + " of 1 MiB", name, 5, MIB, VALUE, 1);
    }
    add(scenarios, "log_utf8 of 1 byte", "log_utf8", 100, 1, TEXT);
    add(scenarios, "log_utf8 of 160 bytes", "log_utf8", 100, 160, TEXT);
    add(scenarios, "log_utf8 up to the first zero, 160 bytes", "log_utf8", 100, -1, TEXT);
    add(scenarios, "log_utf8 of 16 KiB", "log_utf8", 1, 16 << 10, TEXT + 1_024);
    add(scenarios, "log_utf16 of 160 bytes", "log_utf16", 100, 160, TEXT);
  }

  private static void add(
      Scenarios scenarios, String title, String function, int times, long... arguments) {
    scenarios.addCall(title, module("env." + function, times, arguments));
  }

  /**
   * A module whose function fills register 0 with 32 bytes and calls a host function so many times.
   */
  static WasmModule module(String fullName, int times, long... arguments) {
    WasmModule module = new WasmModule(PAGES);
    int function = hostFunction(module, fullName);
    int writeRegister = hostFunction(module, "env.write_register");
    FunctionSignature signature = HostFunctions.signatures().get(fullName);
    Code body = new Code().i32(KEY).get(COUNTER).memory(Op.I32_STORE, 0);
    for (int i = 0; i < arguments.length; i++) {
      if (signature.parameters().get(i) == ValueType.I32) {
        body.i32((int) arguments[i]);
      } else {
        body.i64(arguments[i]);
      }
    }
    body.call(function);
    if (!signature.results().isEmpty()) {
      body.put(Op.DROP);
    }
    Code code = new Code().i64(0).i64(32).i64(VALUE).call(writeRegister);
    return module.data(TEXT, text()).run(code.repeat(times, COUNTER, body));
  }

  private static byte[] text() {
    return "a".repeat(160).getBytes(StandardCharsets.US_ASCII);
  }

  private static int hostFunction(WasmModule module, String fullName) {
    FunctionSignature signature = HostFunctions.signatures().get(fullName);
    int type =
        module.type(
            signature.parameters().stream().mapToInt(ValueType::code).toArray(),
            signature.results().stream().mapToInt(ValueType::code).toArray());
    String[] parts = fullName.split("\\.", 2);
    return module.hostFunction(parts[0], parts[1], type);
  }
}
