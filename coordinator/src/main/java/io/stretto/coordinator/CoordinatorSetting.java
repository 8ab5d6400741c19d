package io.stretto.coordinator;

import io.stretto.service.settings.Setting;
import io.stretto.service.settings.SettingDefinition;

/** The settings of a coordinator, all beginning with "coordinator.". */
public enum CoordinatorSetting implements Setting {
  /** The consumer group that shares the ledgers out. */
  GROUP("group", "stretto-coordinators", "The consumer group that shares the ledgers out."),
  /** How the transactions of a block are put in order. */
  ORDER(
      "order",
      "arrival",
      "How a block's transactions are put in order: arrival, priority or hash. Recorded in each"
          + " block; a change counts from the next block on."),
  /** The dedup window of new ledgers. */
  GENESIS_DEDUP_POSITIONS(
      "genesis.dedup.positions",
      "262144",
      "Within how many positions a repeated id is a duplicate, 0 to 16777216. Counts when a ledger"
          + " is born, and never again."),
  /** How many transactions a block holds. */
  BLOCK_TRANSACTIONS(
      "block.transactions", "1000", "How many transactions a block holds at most, 1 to 65536."),
  /** How many bytes a block holds. */
  BLOCK_BYTES(
      "block.bytes",
      "1048576",
      "How many bytes of records a block holds at most, unless one alone is larger, 1 to 4194304."),
  /** How much expected gas a block holds. */
  BLOCK_GAS(
      "block.gas",
      "20000000000",
      "How much expected gas a block holds at most, unless one alone is dearer, at least 1."),
  /** How long a record waits for others. */
  BLOCK_DELAY_MILLIS(
      "block.delay.millis",
      "2",
      "How long a record waits for others to join its block while blocks are in flight, 0 to"
          + " 10000."),
  /** How many transactions may be uncommitted. */
  IN_FLIGHT_TRANSACTIONS(
      "inflight.transactions",
      "8000",
      "How many transactions may be in uncommitted blocks, 1 to 1000000."),
  /** How many blocks may be uncommitted. */
  IN_FLIGHT_BLOCKS("inflight.blocks", "8", "How many blocks may be uncommitted, 1 to 1024."),
  /** How many blocks may be uncommitted when one that is not full is cut. */
  IN_FLIGHT_PARTIAL_BLOCKS(
      "inflight.partial.blocks",
      "2",
      "How many blocks may be uncommitted, the new one included, when one that is not full is cut,"
          + " 1 to 1024. Fewer make larger blocks under load; what a block costs, however small,"
          + " is then paid less often."),
  /** How many keys placement remembers. */
  PLACEMENT_KEYS(
      "placement.keys",
      "524288",
      "Of how many keys a ledger's placement remembers the last writer, 1000 to 100000000."),
  /** By how much gas a lane may be ahead and keep its keys. */
  PLACEMENT_SLACK_GAS(
      "placement.slack.gas",
      "2000000",
      "By how much expected gas a lane may be ahead of the least busy one and still attract its"
          + " keys, at least 0."),
  /** How much expected gas makes another lane worth its records. */
  PLACEMENT_LANE_GAS(
      "placement.lane.gas",
      "2000000",
      "For how much expected gas a block takes one more lane, at least 1: a small block goes to few"
          + " lanes, since each lane costs a task and its results."),
  /** What the first calls of a function are expected to use. */
  PREDICT_FIRST_GAS(
      "predict.first.gas",
      "50000",
      "How much gas a call of a function is expected to use until one was seen to end, 1 to"
          + " 1000000000000; after that, what its calls have used counts."),
  /** The host of health and metrics. */
  HTTP_HOST("http.host", "127.0.0.1", "The address that health and metrics are served at."),
  /** The port of health and metrics. */
  HTTP_PORT("http.port", "0", "The port of health and metrics; 0 takes a free one."),
  /** The name of this process. */
  INSTANCE("instance", "coordinator", "The name of this process in metrics and logs.");

  /** What the name of each of these settings begins with. */
  public static final String PREFIX = "coordinator.";

  private final SettingDefinition definition;

  CoordinatorSetting(String name, String defaultValue, String description) {
    this.definition = new SettingDefinition(PREFIX + name, defaultValue, description);
  }

  @Override
  public SettingDefinition definition() {
    return definition;
  }
}
