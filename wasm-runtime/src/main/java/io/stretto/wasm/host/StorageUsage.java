package io.stretto.wasm.host;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Int128;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;

/**
 * The bytes that a contract's account takes, counted as NEAR does (runtime parameters {@code
 * storage_usage_config}): 100 for the account, the length of the code, and for each entry of the
 * storage 40 beside the bytes of key and value.
 *
 * <p>Only contracts whose code asks for it are counted, in an entry of the state that is added to,
 * so that writers do not conflict until one asks.
 */
public final class StorageUsage {

  private static final long ACCOUNT_BYTES = 100;
  private static final long ENTRY_BYTES = 40;
  private static final int PAGE_ENTRIES = 64;

  private StorageUsage() {}

  /** What one entry counts. */
  public static long ofEntry(long keyBytes, long valueBytes) {
    return keyBytes + valueBytes + ENTRY_BYTES;
  }

  /** What an entry of a list counts, of a contract with the given prefix of its keys. */
  public static long ofEntry(StateEntry entry, int prefixBytes) {
    return ofEntry(entry.key().bytes().length - (long) prefixBytes, entry.value().length);
  }

  /**
   * What the entries of a contract's storage count altogether, found by listing them.
   *
   * @param failure why they could not be counted; {@link ErrorCode#NONE} where they were
   * @param bytes what they count
   * @param gas what looking at them cost
   */
  public record Measurement(ErrorCode failure, long bytes, long gas) {

    /** That nothing had to be counted. */
    public static final Measurement NONE = new Measurement(ErrorCode.NONE, 0, 0);

    private static Measurement failed(ErrorCode failure) {
      return new Measurement(failure, 0, 0);
    }
  }

  /** Lists all entries, as far as the gas and the limit of what an execution touches allow. */
  public static Measurement measure(
      StorageOverlay storage, byte[] storagePrefix, GasSchedule schedule, long gasLimit) {
    long bytes = 0;
    long gas = 0;
    StateRange rest =
        new StateRange(
            StateKey.storage(storagePrefix, storagePrefix, 0, 0),
            StateKey.storageEnd(storagePrefix));
    while (rest != null) {
      gas +=
          schedule.cost(Cost.STORAGE_SCAN) + PAGE_ENTRIES * schedule.cost(Cost.STORAGE_SCAN_ENTRY);
      if (gas > gasLimit) {
        return Measurement.failed(ErrorCode.OUT_OF_GAS);
      }
      if (storage.touchedKeys() >= schedule.limit(Limit.TOUCHED_KEYS)
          || storage.touchedKeyBytes() >= schedule.limit(Limit.TOUCHED_KEY_BYTES)) {
        return Measurement.failed(ErrorCode.LIMIT_EXCEEDED);
      }
      StorageOverlay.Page page = storage.list(rest, PAGE_ENTRIES);
      for (StateEntry entry : page.entries()) {
        long entryBytes = ofEntry(entry, storagePrefix.length);
        bytes += entryBytes;
        gas += entryBytes * schedule.cost(Cost.STORAGE_READ_VALUE_BYTE);
      }
      rest = page.rest();
    }
    return gas > gasLimit
        ? Measurement.failed(ErrorCode.OUT_OF_GAS)
        : new Measurement(ErrorCode.NONE, bytes, gas);
  }

  /** What the whole account counts now. */
  static long read(StorageOverlay storage, Frame.ContractFacts facts) {
    long entries = Int128.ofValue(storage.read(facts.usageKey())).low();
    return ACCOUNT_BYTES + facts.codeBytes() + entries;
  }

  /** Counts a change of an entry; lengths of values are -1 where there is none. */
  static void count(
      StorageOverlay storage, StateKey usageKey, long keyBytes, long before, long after) {
    long change =
        (after < 0 ? 0 : ofEntry(keyBytes, after)) - (before < 0 ? 0 : ofEntry(keyBytes, before));
    if (change != 0) {
      storage.add(usageKey, Int128.of(change), Int128.MINIMUM, Int128.MAXIMUM);
    }
  }
}
