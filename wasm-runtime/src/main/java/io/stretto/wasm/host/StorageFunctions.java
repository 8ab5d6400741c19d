package io.stretto.wasm.host;

import static io.stretto.wasm.host.HostFunctions.I32;
import static io.stretto.wasm.host.HostFunctions.I64;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.StateKey;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.HostFunctions.Definition;
import java.util.List;

/**
 * The contract's own storage, in the register style of module {@code env} and in the plain style of
 * module {@code stretto}.
 */
final class StorageFunctions {

  static final long U32 = 0xffff_ffffL;

  /** Stands for the length of a value that is not there. */
  static final long NO_VALUE = -1;

  private StorageFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.env(
            "storage_write",
            List.of(I64, I64, I64, I64, I64),
            List.of(I64),
            StorageFunctions::write),
        Definition.env(
            "storage_read", List.of(I64, I64, I64), List.of(I64), StorageFunctions::read),
        Definition.env(
            "storage_remove", List.of(I64, I64, I64), List.of(I64), StorageFunctions::remove),
        Definition.env("storage_has_key", List.of(I64, I64), List.of(I64), StorageFunctions::has),
        Definition.stretto(
            "get_storage", List.of(I32, I32, I32, I32), List.of(I32), StorageFunctions::plainGet),
        Definition.stretto(
            "set_storage", List.of(I32, I32, I32, I32), List.of(), StorageFunctions::plainSet),
        Definition.stretto(
            "remove_storage", List.of(I32, I32), List.of(I32), StorageFunctions::plainRemove));
  }

  /** Arguments: key length, key, value length, value, register for the evicted value. */
  private static long write(HostContext context, long[] arguments) {
    checkWritable(context);
    StateKey key = context.keyOf(arguments[0], arguments[1]);
    byte[] value = context.bytesOf(arguments[2], arguments[3], Limit.VALUE_BYTES);
    chargeWrite(context, key, value.length);
    return replace(context, key, value, arguments[4]);
  }

  /** Arguments: key length, key, register. Result: whether there is a value. */
  private static long read(HostContext context, long[] arguments) {
    StateKey key = context.keyOf(arguments[0], arguments[1]);
    byte[] value = readCharged(context, key);
    if (value == null) {
      return 0;
    }
    context.setRegister(arguments[2], value);
    return 1;
  }

  /** Arguments: key length, key, register for the evicted value. Result: whether there was one. */
  private static long remove(HostContext context, long[] arguments) {
    checkWritable(context);
    StateKey key = context.keyOf(arguments[0], arguments[1]);
    chargeRemove(context, key);
    return replace(context, key, null, arguments[2]);
  }

  /** Arguments: key length, key. */
  private static long has(HostContext context, long[] arguments) {
    StateKey key = context.keyOf(arguments[0], arguments[1]);
    return hasCharged(context, key) ? 1 : 0;
  }

  /** Arguments: key, key length, buffer, its capacity. Result: the value's length, or -1. */
  private static long plainGet(HostContext context, long[] arguments) {
    StateKey key = plainKey(context, arguments[0], arguments[1]);
    long pointer = arguments[2] & U32;
    long capacity = arguments[3] & U32;
    context.checkRange(pointer, capacity);
    byte[] value = readCharged(context, key);
    if (value == null) {
      return -1;
    }
    if (value.length <= capacity) {
      context.charge(Cost.HOST_BYTE, value.length);
      context.copyToMemory(pointer, value);
    }
    return value.length;
  }

  /** Arguments: key, key length, value, value length. Learns nothing of what was there. */
  private static long plainSet(HostContext context, long[] arguments) {
    checkWritable(context);
    StateKey key = plainKey(context, arguments[0], arguments[1]);
    long length = arguments[3] & U32;
    context.checkLimit(Limit.VALUE_BYTES, length);
    context.charge(Cost.HOST_BYTE, length);
    context.checkRange(arguments[2] & U32, length);
    chargeWrite(context, key, length);
    byte[] value = context.copyFromMemory(arguments[2] & U32, length);
    if (context.frame().usageKey != null) {
      count(context, key, readCharged(context, key), length);
    }
    put(context, key, value);
    return 0;
  }

  /** Arguments: key, key length. Result: whether there was a value. */
  private static long plainRemove(HostContext context, long[] arguments) {
    checkWritable(context);
    StateKey key = plainKey(context, arguments[0], arguments[1]);
    chargeRemove(context, key);
    boolean existed;
    if (context.frame().usageKey == null) {
      existed = hasCharged(context, key);
    } else {
      byte[] before = readCharged(context, key);
      count(context, key, before, NO_VALUE);
      existed = before != null;
    }
    put(context, key, null);
    return existed ? 1 : 0;
  }

  /** The key that a pointer and a length of 32 bits each mean. */
  static StateKey plainKey(HostContext context, long pointer, long length) {
    return context.keyOf(length & U32, pointer & U32);
  }

  static void checkWritable(HostContext context) {
    if (context.isReadOnly()) {
      throw context.fail(ErrorCode.TRAP, "a view call must not write");
    }
  }

  private static long replace(HostContext context, StateKey key, byte[] value, long register) {
    byte[] evicted = readCharged(context, key);
    if (evicted != null) {
      context.setRegister(register, evicted);
    }
    count(context, key, evicted, length(value));
    put(context, key, value);
    return evicted == null ? 0 : 1;
  }

  private static void put(HostContext context, StateKey key, byte[] value) {
    context.checkLimit(
        Limit.WRITTEN_BYTES, context.storage().writtenBytes() + (value == null ? 0 : value.length));
    context.storage().put(key, value);
    checkTouched(context);
  }

  /** Counts what the contract's storage takes, where its code asks for that. */
  private static void count(HostContext context, StateKey key, byte[] before, long after) {
    StateKey usageKey = context.frame().usageKey;
    if (usageKey != null) {
      countLengths(context, key, length(before), after);
    }
  }

  /** Counts a change of lengths, of a contract whose code asks for it. */
  static void countLengths(HostContext context, StateKey key, long before, long after) {
    StateKey usageKey = context.frame().usageKey;
    long keyBytes = context.keyLength(key);
    context.fromView(
        () -> {
          StorageUsage.count(context.storage(), usageKey, keyBytes, before, after);
          return null;
        });
  }

  private static long length(byte[] value) {
    return value == null ? NO_VALUE : value.length;
  }

  static void checkTouched(HostContext context) {
    context.checkLimit(Limit.TOUCHED_KEYS, context.storage().touchedKeys());
    context.checkLimit(Limit.TOUCHED_KEY_BYTES, context.storage().touchedKeyBytes());
  }

  static void chargeWrite(HostContext context, StateKey key, long valueLength) {
    context.charge(Cost.STORAGE_WRITE, Cost.STORAGE_WRITE_KEY_BYTE, context.keyLength(key));
    context.charge(Cost.STORAGE_WRITE_VALUE_BYTE, valueLength);
  }

  private static void chargeRemove(HostContext context, StateKey key) {
    context.charge(Cost.STORAGE_REMOVE, Cost.STORAGE_WRITE_KEY_BYTE, context.keyLength(key));
  }

  static boolean hasCharged(HostContext context, StateKey key) {
    context.charge(Cost.STORAGE_HAS, Cost.STORAGE_READ_KEY_BYTE, context.keyLength(key));
    boolean present = context.fromView(() -> context.storage().has(key));
    checkTouched(context);
    return present;
  }

  private static byte[] readCharged(HostContext context, StateKey key) {
    context.charge(Cost.STORAGE_READ, Cost.STORAGE_READ_KEY_BYTE, context.keyLength(key));
    byte[] value = context.fromView(() -> context.storage().read(key));
    checkTouched(context);
    context.charge(Cost.STORAGE_READ_VALUE_BYTE, value == null ? 0 : value.length);
    return value;
  }
}
