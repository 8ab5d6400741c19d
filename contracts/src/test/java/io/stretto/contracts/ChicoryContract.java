package io.stretto.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A contract on Chicory's interpreter, with the host functions that the example contracts import
 * written down here once more, so that these tests need no other module of Stretto.
 */
final class ChicoryContract implements ContractUnderTest {

  private static final long[] NOTHING = {};
  private static final long UNSET = -1;

  private final WasmModule module;
  private final boolean keepMemory;
  private final Map<String, byte[]> state = new TreeMap<>();
  private Instance kept;

  // The call under way.
  private final Map<Long, byte[]> registers = new HashMap<>();
  private final List<String> logs = new ArrayList<>();
  private byte[] input = {};
  private byte[] sender = {};
  private String result;
  private int reads;
  private int writes;
  private long instructions;

  ChicoryContract(ExampleContract contract, boolean keepMemory) {
    this.module = Parser.parse(contract.code());
    this.keepMemory = keepMemory;
  }

  @Override
  public Map<String, byte[]> state() {
    return state;
  }

  @Override
  public Outcome call(String function, String args, String caller) {
    Instance instance = kept != null ? kept : instantiate();
    Map<String, byte[]> before = new TreeMap<>(state);
    begin(args, caller);
    try {
      var _ = instance.export(function).apply();
      kept = keepMemory ? instance : null;
      return outcome(null);
    } catch (Panic panic) {
      kept = null;
      state.clear();
      state.putAll(before);
      return outcome(panic.getMessage());
    }
  }

  private void begin(String args, String caller) {
    registers.clear();
    logs.clear();
    input = args.getBytes(UTF_8);
    sender = caller.getBytes(UTF_8);
    result = null;
    reads = 0;
    writes = 0;
    instructions = 0;
  }

  private Outcome outcome(String error) {
    return new Outcome(result, error, List.copyOf(logs), reads, writes, instructions);
  }

  private Instance instantiate() {
    return Instance.builder(module)
        .withImportValues(ImportValues.builder().addFunction(hostFunctions()).build())
        .withUnsafeExecutionListener((instruction, stack) -> instructions++)
        .build();
  }

  private ImportFunction[] hostFunctions() {
    return new ImportFunction[] {
      env("input", 1, 0, (instance, a) -> setRegister(a[0], input)),
      env("predecessor_account_id", 1, 0, (instance, a) -> setRegister(a[0], sender)),
      env("register_len", 1, 1, (instance, a) -> registerLength(a[0])),
      env("read_register", 2, 0, (instance, a) -> readRegister(instance.memory(), a)),
      env("value_return", 2, 0, (instance, a) -> valueReturn(text(instance, a))),
      env("log_utf8", 2, 0, (instance, a) -> log(text(instance, a))),
      env("panic_utf8", 2, 0, (instance, a) -> fail(text(instance, a))),
      env("sha256", 3, 0, (instance, a) -> setRegister(a[2], sha256(bytes(instance, a[1], a[0])))),
      env("storage_has_key", 2, 1, (instance, a) -> hasKey(text(instance, a))),
      env("storage_read", 3, 1, (instance, a) -> found(read(text(instance, a)), a[2])),
      env(
          "storage_write",
          5,
          1,
          (instance, a) -> found(write(text(instance, a), bytes(instance, a[3], a[2])), a[4])),
      env("storage_remove", 3, 1, (instance, a) -> found(remove(text(instance, a)), a[2])),
      plain("get_storage", 4, 1, (instance, a) -> getStorage(instance.memory(), a)),
      plain(
          "set_storage",
          4,
          0,
          (instance, a) -> {
            write(key(instance, a), bytes(instance, a[2], a[3]));
            return NOTHING;
          }),
      plain(
          "remove_storage",
          2,
          1,
          (instance, a) -> new long[] {remove(key(instance, a)) == null ? 0 : 1}),
    };
  }

  private static ImportFunction env(
      String name, int params, int results, WasmFunctionHandle handle) {
    return host("env", name, ValType.I64, params, results, handle);
  }

  private static ImportFunction plain(
      String name, int params, int results, WasmFunctionHandle handle) {
    return host("stretto", name, ValType.I32, params, results, handle);
  }

  private static ImportFunction host(
      String module,
      String name,
      ValType type,
      int params,
      int results,
      WasmFunctionHandle handle) {
    FunctionType signature =
        FunctionType.of(Collections.nCopies(params, type), Collections.nCopies(results, type));
    return new HostFunction(module, name, signature, handle);
  }

  private static byte[] bytes(Instance instance, long pointer, long length) {
    return instance.memory().readBytes(Math.toIntExact(pointer), Math.toIntExact(length));
  }

  /** Text whose length and pointer are the first arguments, as in module env. */
  private static String text(Instance instance, long[] args) {
    return new String(bytes(instance, args[1], args[0]), UTF_8);
  }

  /** A key whose pointer and length are the first arguments, as in module stretto. */
  private static String key(Instance instance, long[] args) {
    return new String(bytes(instance, args[0], args[1]), UTF_8);
  }

  private long[] setRegister(long register, byte[] content) {
    registers.put(register, content);
    return NOTHING;
  }

  private long[] registerLength(long register) {
    byte[] content = registers.get(register);
    return new long[] {content == null ? UNSET : content.length};
  }

  private long[] readRegister(Memory memory, long[] args) {
    byte[] content = registers.get(args[0]);
    if (content == null) {
      throw new IllegalStateException("register " + args[0] + " is unset");
    }
    memory.write(Math.toIntExact(args[1]), content);
    return NOTHING;
  }

  private long[] valueReturn(String text) {
    result = text;
    return NOTHING;
  }

  private long[] log(String line) {
    logs.add(line);
    return NOTHING;
  }

  private static long[] fail(String message) {
    throw new Panic(message);
  }

  private long[] hasKey(String key) {
    return new long[] {read(key) == null ? 0 : 1};
  }

  private long[] found(byte[] value, long register) {
    if (value == null) {
      return new long[] {0};
    }
    registers.put(register, value);
    return new long[] {1};
  }

  private long[] getStorage(Memory memory, long[] args) {
    byte[] value = read(new String(memory.readBytes((int) args[0], (int) args[1]), UTF_8));
    if (value == null) {
      return new long[] {-1};
    }
    memory.write((int) args[2], value, 0, Math.min(value.length, (int) args[3]));
    return new long[] {value.length};
  }

  private byte[] read(String key) {
    reads++;
    return state.get(key);
  }

  private byte[] write(String key, byte[] value) {
    writes++;
    return state.put(key, value);
  }

  private byte[] remove(String key) {
    writes++;
    return state.remove(key);
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The end of a call by panic_utf8. */
  private static final class Panic extends RuntimeException {
    Panic(String message) {
      super(message);
    }
  }
}
