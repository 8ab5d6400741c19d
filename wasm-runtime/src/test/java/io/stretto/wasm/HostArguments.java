package io.stretto.wasm;

import static io.stretto.wasm.TestModule.bytes;

import io.stretto.protocol.ErrorCode;
import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.HostFunctions;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What host functions are to make of their arguments, by the words of docs/abi.md: first a length
 * that passes its limit, then a range outside of memory or a register that is not set. Before the
 * call, register 0 holds the call's input, which also stands at the beginning of memory, and a line
 * has been logged.
 */
final class HostArguments {

  static final long MEMORY_BYTES = 1 << 16;
  private static final long REGISTER_STYLE = -1;
  private static final int LOGGED = 4;
  private static final String[] BEFORE = {"env.input", "env.read_register", "env.log_utf8"};

  /**
   * The byte strings that functions are given, in the order in which they are looked at: the limit,
   * and which arguments are length and pointer.
   */
  private static final Map<String, List<Pair>> PAIRS =
      Map.ofEntries(
          Map.entry("env.storage_read", List.of(new Pair(Limit.KEY_BYTES, 0, 1))),
          Map.entry("env.storage_has_key", List.of(new Pair(Limit.KEY_BYTES, 0, 1))),
          Map.entry("env.storage_remove", List.of(new Pair(Limit.KEY_BYTES, 0, 1))),
          Map.entry(
              "env.storage_write",
              List.of(new Pair(Limit.KEY_BYTES, 0, 1), new Pair(Limit.VALUE_BYTES, 2, 3))),
          Map.entry("env.write_register", List.of(new Pair(Limit.REGISTER_BYTES, 1, 2))),
          Map.entry("env.value_return", List.of(new Pair(Limit.RETURN_BYTES, 0, 1))),
          Map.entry("env.sha256", List.of(new Pair(Limit.REGISTER_BYTES, 0, 1))),
          Map.entry("env.keccak256", List.of(new Pair(Limit.REGISTER_BYTES, 0, 1))),
          Map.entry("env.keccak512", List.of(new Pair(Limit.REGISTER_BYTES, 0, 1))),
          Map.entry("env.ripemd160", List.of(new Pair(Limit.REGISTER_BYTES, 0, 1))),
          Map.entry("stretto.remove_storage", List.of(new Pair(Limit.KEY_BYTES, 1, 0))),
          Map.entry(
              "stretto.set_storage",
              List.of(new Pair(Limit.KEY_BYTES, 1, 0), new Pair(Limit.VALUE_BYTES, 3, 2))));

  private HostArguments() {}

  /** A byte string's limit, and the numbers of the arguments that are its length and place. */
  private record Pair(Limit limit, int length, int pointer) {}

  /** The endings that a call may have; all that calls may have where the words do not say more. */
  static Set<ErrorCode> expected(String name, long[] arguments) {
    if (HostFunctions.absent().contains(name)) {
      return EnumSet.of(ErrorCode.TRAP);
    }
    List<Pair> pairs = PAIRS.get(name);
    if (pairs == null) {
      return anything(name, arguments);
    }
    for (Pair pair : pairs) {
      long length = arguments[pair.length()];
      long pointer = arguments[pair.pointer()];
      if (name.startsWith("stretto.")) {
        length &= 0xffff_ffffL;
        pointer &= 0xffff_ffffL;
      } else if (length == REGISTER_STYLE) {
        if (pointer != 0) {
          return EnumSet.of(ErrorCode.TRAP);
        }
        continue;
      }
      if (Long.compareUnsigned(length, GasSchedule.VERSION_1.limit(pair.limit())) > 0) {
        return EnumSet.of(ErrorCode.LIMIT_EXCEEDED);
      }
      if (isOutside(pointer, length)) {
        return EnumSet.of(ErrorCode.TRAP);
      }
    }
    return EnumSet.of(ErrorCode.NONE);
  }

  private static Set<ErrorCode> anything(String name, long[] arguments) {
    if (name.startsWith("env.promise_batch_action_")) {
      return EnumSet.of(ErrorCode.TRAP); // nothing has the index
    }
    return switch (name) {
      case "env.read_register", "env.panic", "env.abort", "env.panic_utf8", "env.log_utf16" ->
          EnumSet.of(ErrorCode.NONE, ErrorCode.TRAP, ErrorCode.PANIC, ErrorCode.LIMIT_EXCEEDED);
      case "env.log_utf8" -> ofText(arguments[0], arguments[1]);
      case "env.ecrecover", "env.ed25519_verify", "env.p256_verify" ->
          EnumSet.of(ErrorCode.TRAP, ErrorCode.LIMIT_EXCEEDED); // no edge is the right length
      case "env.account_balance", "env.account_locked_balance", "env.attached_deposit" ->
          EnumSet.of(isOutside(arguments[0], 16) ? ErrorCode.TRAP : ErrorCode.NONE);
      case "env.promise_result",
          "env.promise_return",
          "env.promise_batch_then",
          "env.promise_then" ->
          EnumSet.of(ErrorCode.TRAP, ErrorCode.LIMIT_EXCEEDED); // nothing has the index
      case "env.promise_create", "env.promise_and", "env.promise_batch_create", "stretto.call" ->
          EnumSet.of(ErrorCode.NONE, ErrorCode.TRAP, ErrorCode.LIMIT_EXCEEDED);
      case "stretto.call_result" ->
          EnumSet.of(
              isOutside(arguments[0] & 0xffff_ffffL, arguments[1] & 0xffff_ffffL)
                  ? ErrorCode.TRAP
                  : ErrorCode.NONE);
      case "stretto.storage_add" -> ofAddition(arguments);
      case "stretto.storage_scan" -> ofList(arguments);
      case "stretto.get_storage" ->
          EnumSet.of(ErrorCode.NONE, ErrorCode.TRAP, ErrorCode.LIMIT_EXCEEDED);
      default -> EnumSet.of(ErrorCode.NONE);
    };
  }

  private static Set<ErrorCode> ofAddition(long[] arguments) {
    Set<ErrorCode> ofKey = ofPlainKey(arguments[1], arguments[0]);
    boolean isNumberOutside =
        isOutside(arguments[2] & 0xffff_ffffL, 16)
            || isOutside(arguments[3] & 0xffff_ffffL, 16)
            || isOutside(arguments[4] & 0xffff_ffffL, 16);
    return ofKey.contains(ErrorCode.NONE) && isNumberOutside ? EnumSet.of(ErrorCode.TRAP) : ofKey;
  }

  private static Set<ErrorCode> ofList(long[] arguments) {
    Set<ErrorCode> ofFirst = ofPlainKey(arguments[1], arguments[0]);
    if (!ofFirst.contains(ErrorCode.NONE)) {
      return ofFirst;
    }
    Set<ErrorCode> ofLast = ofPlainKey(arguments[3], arguments[2]);
    if (!ofLast.contains(ErrorCode.NONE)) {
      return ofLast;
    }
    long limit = GasSchedule.VERSION_1.limit(Limit.SCANNED_ENTRIES);
    if ((arguments[4] & 0xffff_ffffL) > limit) {
      return EnumSet.of(ErrorCode.LIMIT_EXCEEDED);
    }
    return EnumSet.of(
        isOutside(arguments[5] & 0xffff_ffffL, arguments[6] & 0xffff_ffffL)
            ? ErrorCode.TRAP
            : ErrorCode.NONE);
  }

  private static Set<ErrorCode> ofPlainKey(long length, long pointer) {
    if ((length & 0xffff_ffffL) > GasSchedule.VERSION_1.limit(Limit.KEY_BYTES)) {
      return EnumSet.of(ErrorCode.LIMIT_EXCEEDED);
    }
    boolean isOutside = isOutside(pointer & 0xffff_ffffL, length & 0xffff_ffffL);
    return EnumSet.of(isOutside ? ErrorCode.TRAP : ErrorCode.NONE);
  }

  private static Set<ErrorCode> ofText(long length, long pointer) {
    if (length == REGISTER_STYLE) {
      return EnumSet.of(ErrorCode.NONE, ErrorCode.TRAP, ErrorCode.LIMIT_EXCEEDED);
    }
    if (Long.compareUnsigned(length, GasSchedule.VERSION_1.limit(Limit.LOG_BYTES) - LOGGED) > 0) {
      return EnumSet.of(ErrorCode.LIMIT_EXCEEDED);
    }
    return isOutside(pointer, length)
        ? EnumSet.of(ErrorCode.TRAP)
        : EnumSet.of(ErrorCode.NONE, ErrorCode.TRAP);
  }

  private static boolean isOutside(long pointer, long length) {
    return Long.compareUnsigned(length, MEMORY_BYTES) > 0
        || Long.compareUnsigned(pointer, MEMORY_BYTES - length) > 0;
  }

  /** A module that exports each host function, taking the arguments from the call's input. */
  static byte[] everyHostFunction() {
    TestModule module = new TestModule().memory(1);
    List<String> names = new ArrayList<>(List.of(BEFORE));
    names.addAll(new TreeMap<>(HostFunctions.signatures()).keySet());
    for (String name : names) {
      String[] parts = name.split("\\.", 2);
      FunctionSignature signature = HostFunctions.signatures().get(name);
      int type =
          module.type(
              signature.parameters().stream().mapToInt(ValueType::code).toArray(),
              signature.results().stream().mapToInt(ValueType::code).toArray());
      module.importFunction(parts[0], parts[1], type);
    }
    int callable = module.type(new int[0]);
    for (int i = BEFORE.length; i < names.size(); i++) {
      FunctionSignature signature = HostFunctions.signatures().get(names.get(i));
      module.export(names.get(i), module.function(callable, caller(i, signature)));
    }
    return module.build();
  }

  private static byte[] caller(int index, FunctionSignature signature) {
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    code.writeBytes(bytes(0x42, 0, 0x10, 0)); // input(0)
    code.writeBytes(bytes(0x42, LOGGED, 0x42, TestModule.unsigned(1000), 0x10, 2)); // log_utf8
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
}
