package io.stretto.wasm.gas;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What everything costs and how far it may go: data, one fixed table a version. One unit of gas is
 * about the time of one simple instruction. Immutable; every node of a ledger must use the same
 * version, since gas and refusals are part of the outcome.
 */
public final class GasSchedule {

  /** Version 1. */
  public static final GasSchedule VERSION_1 =
      new GasSchedule(1, versionOneCosts(), versionOneLimits());

  private final int version;
  // Arrays by ordinal: each host call looks up a dozen.
  private final long[] costs;
  private final long[] limits;

  private GasSchedule(int version, Map<Cost, Long> costs, Map<Limit, Long> limits) {
    this.version = version;
    this.costs = Arrays.stream(Cost.values()).mapToLong(costs::get).toArray();
    this.limits = Arrays.stream(Limit.values()).mapToLong(limits::get).toArray();
  }

  /** The number that names this table; never used again for another. */
  public int version() {
    return version;
  }

  /** The gas that one occurrence costs. */
  @SuppressWarnings("EnumOrdinal") // the arrays are made from the enums as they are
  public long cost(Cost cost) {
    return costs[cost.ordinal()];
  }

  /** The largest number allowed. */
  @SuppressWarnings("EnumOrdinal") // as above
  public long limit(Limit limit) {
    return limits[limit.ordinal()];
  }

  /** Renders the whole schedule as Markdown tables, for the documentation. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder();
    text.append("| cost | meter | gas |\n|---|---|---:|\n");
    for (Cost cost : Cost.values()) {
      row(text, cost.description(), cost.meter().name().toLowerCase(Locale.ROOT), cost(cost));
    }
    text.append("\n| limit | checked | at most |\n|---|---|---:|\n");
    for (Limit limit : Limit.values()) {
      String checked = limit.isCheckedAtDeployment() ? "at deployment" : "at execution";
      row(text, limit.description(), checked, limit(limit));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String first, String second, long number) {
    text.append("| ").append(first).append(" | ").append(second).append(" | ");
    text.append(String.format(Locale.ROOT, "%,d", number)).append(" |\n");
  }

  private static Map<Cost, Long> versionOneCosts() {
    Map<Cost, Long> costs = new EnumMap<>(Cost.class);
    costs.put(Cost.INSTRUCTION, 1L);
    costs.put(Cost.LOAD, 2L);
    costs.put(Cost.STORE, 3L);
    costs.put(Cost.GLOBAL, 3L);
    costs.put(Cost.BRANCH, 2L);
    costs.put(Cost.BRANCH_TABLE, 5L);
    costs.put(Cost.CALL, 15L);
    costs.put(Cost.CALL_INDIRECT, 30L);
    costs.put(Cost.LOCAL, 1L);
    costs.put(Cost.DIVISION, 10L);
    costs.put(Cost.FLOAT, 5L);
    costs.put(Cost.FLOAT_DIVISION, 15L);
    costs.put(Cost.BULK, 40L);
    costs.put(Cost.BULK_8_BYTES, 1L);
    costs.put(Cost.OVERSIZE_FACTOR, 32L);
    costs.put(Cost.MEMORY_PAGE, 6_000L);
    costs.put(Cost.HOST_CALL, 60L);
    costs.put(Cost.HOST_BYTE, 1L);
    costs.put(Cost.LOG, 300L);
    costs.put(Cost.SHA256, 600L);
    costs.put(Cost.SHA256_BYTE, 6L);
    costs.put(Cost.KECCAK256, 1_500L);
    costs.put(Cost.KECCAK256_BYTE, 12L);
    costs.put(Cost.KECCAK512, 1_500L);
    costs.put(Cost.KECCAK512_BYTE, 22L);
    costs.put(Cost.RIPEMD160, 1_200L);
    costs.put(Cost.RIPEMD160_BYTE, 18L);
    costs.put(Cost.ECRECOVER, 500_000L);
    costs.put(Cost.ED25519_VERIFY, 400_000L);
    costs.put(Cost.ED25519_VERIFY_BYTE, 6L);
    costs.put(Cost.P256_VERIFY, 400_000L);
    costs.put(Cost.P256_VERIFY_BYTE, 6L);
    costs.put(Cost.STORAGE_READ, 1_500L);
    costs.put(Cost.STORAGE_READ_KEY_BYTE, 4L);
    costs.put(Cost.STORAGE_READ_VALUE_BYTE, 6L);
    costs.put(Cost.STORAGE_HAS, 1_500L);
    costs.put(Cost.STORAGE_SCAN, 3_000L);
    costs.put(Cost.STORAGE_SCAN_ENTRY, 300L);
    costs.put(Cost.STORAGE_WRITE, 3_000L);
    costs.put(Cost.STORAGE_WRITE_KEY_BYTE, 8L);
    costs.put(Cost.STORAGE_WRITE_VALUE_BYTE, 8L);
    costs.put(Cost.STORAGE_REMOVE, 3_000L);
    costs.put(Cost.TRANSACTION, 5_000L);
    costs.put(Cost.OPERATION, 1_000L);
    costs.put(Cost.CONTRACT_CALL, 2_000L);
    costs.put(Cost.CHECKPOINT_BLOCK, 600L);
    costs.put(Cost.BALANCE, 3_000L);
    costs.put(Cost.ARGUMENT_BYTE, 2L);
    costs.put(Cost.INITIAL_PAGE, 3_000L);
    costs.put(Cost.DEPLOY, 3_000_000L);
    costs.put(Cost.DEPLOY_BYTE, 400L);
    costs.put(Cost.DEPLOY_FUNCTION, 60_000L);
    costs.put(Cost.DEPLOY_FRAME_VALUE, 25L);
    return costs;
  }

  private static Map<Limit, Long> versionOneLimits() {
    Map<Limit, Long> limits = new EnumMap<>(Limit.class);
    limits.put(Limit.CODE_BYTES, 4L << 20);
    limits.put(Limit.TYPES, 2_000L);
    limits.put(Limit.IMPORTS, 200L);
    limits.put(Limit.FUNCTIONS, 10_000L);
    limits.put(Limit.PARAMETERS, 64L);
    limits.put(Limit.LOCALS, 2_048L);
    limits.put(Limit.FUNCTION_BYTES, 512L << 10);
    limits.put(Limit.COMPILED_FUNCTION_BYTES, 64_000L);
    limits.put(Limit.INDIRECT_TARGETS, 2_000L);
    limits.put(Limit.FRAME_VALUES, 8_000_000L);
    limits.put(Limit.COMPILED_BYTES, 48L << 20);
    limits.put(Limit.BLOCK_DEPTH, 512L);
    limits.put(Limit.BRANCH_TARGETS, 4_096L);
    limits.put(Limit.GLOBALS, 1_000L);
    limits.put(Limit.EXPORTS, 2_000L);
    limits.put(Limit.NAME_BYTES, 512L);
    limits.put(Limit.DATA_SEGMENTS, 10_000L);
    limits.put(Limit.ELEMENT_SEGMENTS, 1_000L);
    limits.put(Limit.TABLE_ENTRIES, 16_384L);
    limits.put(Limit.INITIAL_MEMORY_PAGES, 256L);
    limits.put(Limit.MEMORY_PAGES, 1_024L);
    limits.put(Limit.CALL_DEPTH, 100_000L);
    limits.put(Limit.NESTED_CALLS, 32L);
    limits.put(Limit.PROMISES, 500L);
    limits.put(Limit.PROMISE_BYTES, 16L << 20);
    limits.put(Limit.LIVE_MEMORY_PAGES, 2_048L);
    limits.put(Limit.KEY_BYTES, 2_048L);
    limits.put(Limit.VALUE_BYTES, 1L << 20);
    limits.put(Limit.TOUCHED_KEYS, 20_000L);
    limits.put(Limit.TOUCHED_KEY_BYTES, 4L << 20);
    limits.put(Limit.SCANNED_ENTRIES, 1_000L);
    limits.put(Limit.SCANNED_BYTES, 4L << 20);
    limits.put(Limit.WRITTEN_BYTES, 4L << 20);
    limits.put(Limit.RETURN_BYTES, 1L << 20);
    limits.put(Limit.LOGS, 100L);
    limits.put(Limit.LOG_BYTES, 16L << 10);
    limits.put(Limit.REGISTERS, 100L);
    limits.put(Limit.REGISTER_BYTES, 32L << 20);
    return limits;
  }
}
