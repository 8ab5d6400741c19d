package io.stretto.wasm.host;

import static io.stretto.wasm.host.HostFunctions.I32;
import static io.stretto.wasm.host.StorageFunctions.U32;

import io.stretto.protocol.Int128;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.HostFunctions.Definition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What only Stretto has: lists of ranges in which nothing can appear unnoticed, and additions that
 * do not conflict with each other.
 */
final class StorageRangeFunctions {

  /** So many entries are read before they are paid. */
  private static final int PAGE_ENTRIES = 16;

  private StorageRangeFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.stretto(
            "storage_add",
            List.of(I32, I32, I32, I32, I32),
            List.of(I32),
            StorageRangeFunctions::add),
        Definition.stretto(
            "storage_scan",
            List.of(I32, I32, I32, I32, I32, I32, I32),
            List.of(I32),
            StorageRangeFunctions::scan));
  }

  /** Arguments: key, key length, amount, minimum, maximum. Result: 1 done, 0 not, -1 no number. */
  private static long add(HostContext context, long[] arguments) {
    StorageFunctions.checkWritable(context);
    StateKey key = StorageFunctions.plainKey(context, arguments[0], arguments[1]);
    context.charge(Cost.HOST_BYTE, 3L * Int128.LENGTH_BYTES);
    Int128 amount = number(context, arguments[2]);
    Int128 minimum = number(context, arguments[3]);
    Int128 maximum = number(context, arguments[4]);
    context.charge(Cost.STORAGE_READ);
    context.charge(Cost.STORAGE_READ_KEY_BYTE, context.keyLength(key));
    StorageFunctions.chargeWrite(context, key, Int128.LENGTH_BYTES);
    StorageOverlay storage = context.storage();
    context.checkLimit(Limit.WRITTEN_BYTES, storage.writtenBytes() + Int128.LENGTH_BYTES);
    boolean isCounted = context.frame().usageKey != null;
    boolean existed = !isCounted || StorageFunctions.hasCharged(context, key);
    StorageOverlay.Addition outcome =
        context.fromView(() -> storage.add(key, amount, minimum, maximum));
    if (!existed && outcome == StorageOverlay.Addition.DONE) {
      StorageFunctions.countLengths(context, key, StorageFunctions.NO_VALUE, Int128.LENGTH_BYTES);
    }
    StorageFunctions.checkTouched(context);
    return switch (outcome) {
      case DONE -> 1;
      case OUT_OF_BOUNDS -> 0;
      case NO_NUMBER -> -1;
    };
  }

  private static Int128 number(HostContext context, long pointer) {
    return Int128.decode(context.copyFromMemory(pointer & U32, Int128.LENGTH_BYTES), 0);
  }

  /**
   * Arguments: first key, its length, first key behind, its length (0 for none), limit, buffer,
   * capacity. Result: how many bytes the list has.
   */
  private static long scan(HostContext context, long[] arguments) {
    StateKey from = StorageFunctions.plainKey(context, arguments[0], arguments[1]);
    long toLength = arguments[3] & U32;
    StateKey to = StorageFunctions.plainKey(context, arguments[2], toLength);
    long limit = arguments[4] & U32;
    long pointer = arguments[5] & U32;
    long capacity = arguments[6] & U32;
    context.checkLimit(Limit.SCANNED_ENTRIES, limit);
    context.checkRange(pointer, capacity);
    StateRange range = new StateRange(from, toLength == 0 ? context.storageEnd() : to);
    byte[] list = encoded(context, listed(context, range, (int) limit));
    if (list.length <= capacity) {
      context.charge(Cost.HOST_BYTE, list.length);
      context.copyToMemory(pointer, list);
    }
    return list.length;
  }

  private static List<StateEntry> listed(HostContext context, StateRange range, int limit) {
    List<StateEntry> listed = new ArrayList<>();
    long bytes = 0;
    StateRange rest = range.from().compareTo(range.to()) < 0 ? range : null;
    while (rest != null && listed.size() < limit) {
      StateRange next = rest;
      int count = Math.min(PAGE_ENTRIES, limit - listed.size());
      context.charge(Cost.STORAGE_SCAN);
      context.charge(
          Cost.STORAGE_READ_KEY_BYTE,
          (long) context.keyLength(range.from()) + context.keyLength(range.to()));
      StorageOverlay.Page page = context.fromView(() -> context.storage().list(next, count));
      StorageFunctions.checkTouched(context);
      for (StateEntry entry : page.entries()) {
        bytes += context.keyLength(entry.key()) + (long) entry.value().length;
        context.charge(Cost.STORAGE_SCAN_ENTRY);
        context.charge(Cost.STORAGE_READ_KEY_BYTE, context.keyLength(entry.key()));
        context.charge(Cost.STORAGE_READ_VALUE_BYTE, entry.value().length);
      }
      context.checkLimit(Limit.SCANNED_BYTES, bytes);
      int wanted = Math.min(page.entries().size(), limit - listed.size());
      listed.addAll(page.entries().subList(0, wanted));
      rest = page.rest();
    }
    return listed;
  }

  /**
   * The number of entries, then of each the key's length, the key, the value's length, the value.
   */
  private static byte[] encoded(HostContext context, List<StateEntry> entries) {
    int size = Integer.BYTES;
    for (StateEntry entry : entries) {
      size += 2 * Integer.BYTES + context.keyLength(entry.key()) + entry.value().length;
    }
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(entries.size());
    for (StateEntry entry : entries) {
      byte[] key = entry.key().bytes();
      int length = context.keyLength(entry.key());
      buffer.putInt(length).put(key, key.length - length, length);
      buffer.putInt(entry.value().length).put(entry.value());
    }
    return buffer.array();
  }
}
