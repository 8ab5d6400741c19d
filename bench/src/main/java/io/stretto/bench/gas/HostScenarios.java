package io.stretto.bench.gas;

import static io.stretto.bench.code.WasmModule.COUNTER;

import io.stretto.bench.code.Code;
import io.stretto.bench.code.Op;
import io.stretto.bench.code.WasmModule;
import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.host.HostFunctions;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

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

  /** Where signatures stand, and keys: the curves' base points. */
  private static final int SIGNATURE = 40_000;

  private static final int ED25519_KEY = 40_100;
  private static final int P256_KEY = 40_200;

  /** 1, which is an x of secp256k1, and a number below all orders whichever byte is the highest. */
  private static final byte[] R_AND_S =
      HexFormat.of().parseHex("00".repeat(31) + "01" + "0f".repeat(32));

  private static final byte[] ED25519_BASE = HexFormat.of().parseHex("58" + "66".repeat(31));
  private static final byte[] P256_BASE =
      HexFormat.of().parseHex("036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");

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
    for (String name : new String[] {"sha256", "keccak256", "keccak512", "ripemd160"}) {
      add(scenarios, name + " of nothing", name, TIMES, 0, VALUE, 1);
      add(scenarios, name + " of 32 bytes", name, TIMES, 32, VALUE, 1);
      add(scenarios, name + " of 1 MiB", name, 5, MIB, VALUE, 1);
    }
    addSignatures(scenarios);
    add(scenarios, "log_utf8 of 1 byte", "log_utf8", 100, 1, TEXT);
    add(scenarios, "log_utf8 of 160 bytes", "log_utf8", 100, 160, TEXT);
    add(scenarios, "log_utf8 up to the first zero, 160 bytes", "log_utf8", 100, -1, TEXT);
    add(scenarios, "log_utf8 of 16 KiB", "log_utf8", 1, 16 << 10, TEXT + 1_024);
    add(scenarios, "log_utf16 of 160 bytes", "log_utf16", 100, 160, TEXT);
  }

  /** Signatures that hold nothing, but pass every check that would spare the arithmetic. */
  private static void addSignatures(Scenarios scenarios) {
    int times = 20;
    long hash = SIGNATURE + 32; // s once more
    add(scenarios, "ecrecover", "ecrecover", times, 32, hash, 64, SIGNATURE, 0, 0, 1);
    for (String name : new String[] {"ed25519_verify", "p256_verify"}) {
      int keyBytes = name.equals("p256_verify") ? 33 : 32;
      long key = name.equals("p256_verify") ? P256_KEY : ED25519_KEY;
      add(scenarios, name + " of nothing", name, times, 64, SIGNATURE, 0, 0, keyBytes, key);
      add(scenarios, name + " of 1 MiB", name, 5, 64, SIGNATURE, MIB, VALUE, keyBytes, key);
    }
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
    return module
        .data(TEXT, text())
        .data(SIGNATURE, R_AND_S)
        .data(ED25519_KEY, ED25519_BASE)
        .data(P256_KEY, P256_BASE)
        .run(code.repeat(times, COUNTER, body));
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
