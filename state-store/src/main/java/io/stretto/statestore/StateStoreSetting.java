package io.stretto.statestore;

import io.stretto.service.settings.Setting;
import io.stretto.service.settings.SettingDefinition;

/** The state store's own settings, with their names and defaults. */
public enum StateStoreSetting implements Setting {
  /** Streams' application id. */
  APPLICATION_ID(
      "application.id",
      "",
      "The name of the group that shares the ledgers out, and of their changelog; where empty, the"
          + " topics' prefix followed by .state-store."),
  /** Where the state is. */
  DIRECTORY("directory", "data/state", "The directory that the ledgers' state is kept in."),
  /** The address of state reads. */
  GRPC_HOST("grpc.host", "127.0.0.1", "The address to serve workers' state reads on."),
  /** The port of state reads. */
  GRPC_PORT("grpc.port", "7401", "The port to serve workers' state reads on; 0 for any free one."),
  /** The address of queries. */
  HTTP_HOST("http.host", "127.0.0.1", "The address to serve queries, health and metrics on."),
  /** The port of queries. */
  HTTP_PORT("http.port", "7402", "The port of queries, health and metrics; 0 for any free one."),
  /** The host name for others. */
  ADVERTISED_HOST(
      "advertised.host",
      "",
      "The host under which workers and other state stores reach this one; where empty, grpc.host,"
          + " or this machine's name where that is a wildcard."),
  /** Where the others serve queries. */
  HTTP_PEERS(
      "http.peers",
      "",
      "Where other state stores serve queries, as grpc-host:port=http-host:port, separated by"
          + " commas; for one that is not listed, its own host and this one's http.port."),
  /** Static membership. */
  INSTANCE_ID(
      "instance.id",
      "",
      "A name that this process keeps over restarts, so that its ledgers stay with it if it is back"
          + " within the session timeout; empty for none."),
  /** Copies elsewhere. */
  STANDBY_REPLICAS(
      "standby.replicas", "0", "How many other processes keep a copy of each ledger, 0 to 10."),
  /** Threads that commit. */
  THREADS("threads", "1", "How many threads commit; a ledger is on one of them, 1 to 256."),
  /** How often offsets are committed. */
  COMMIT_INTERVAL_MILLIS(
      "commit.interval.millis",
      "200",
      "How often consumed offsets are committed, in milliseconds, 10 to 60000; blocks do not wait"
          + " for it."),
  /** How fast a failure is noticed. */
  SESSION_TIMEOUT_MILLIS(
      "session.timeout.millis",
      "6000",
      "How long a process may be silent before its ledgers go to others, in milliseconds, 1000 to"
          + " 300000; the brokers may have limits too."),
  /** How often to look at the clock. */
  TICK_MILLIS("tick.millis", "10", "How often the clock is looked at, in milliseconds, 1 to 1000."),
  /** Memory for values. */
  VALUE_CACHE_BYTES(
      "value.cache.bytes",
      "134217728",
      "How many bytes of values each ledger keeps on the heap, at least 1048576."),
  /** Memory for blocks of files. */
  BLOCK_CACHE_BYTES(
      "block.cache.bytes",
      "67108864",
      "How many bytes of RocksDB's files each ledger keeps in memory, at least 1048576."),
  /** Memory for writes. */
  MEMTABLE_BYTES(
      "memtable.bytes",
      "67108864",
      "The size of a RocksDB write buffer, of which each ledger has up to three, at least"
          + " 1048576."),
  /** How far a conflict's consequences are looked for. */
  LOOK_AHEAD_POSITIONS(
      "look.ahead.positions",
      "8192",
      "How many positions beyond a conflict are searched for its consequences, 1 to 1000000."),
  /** Results that come before their block. */
  SET_ASIDE_BATCHES(
      "set.aside.batches",
      "4096",
      "How many batches of results are kept for blocks that have not arrived, 0 to 1000000."),
  /** The shortest wait. */
  LATE_MINIMUM_MILLIS(
      "late.minimum.millis",
      "100",
      "The shortest wait for a result before another lane is asked, in milliseconds, 1 to 600000."),
  /** The first wait. */
  LATE_INITIAL_MILLIS(
      "late.initial.millis",
      "1000",
      "That wait before anything has been measured, in milliseconds, 1 to 600000."),
  /** The longest wait. */
  LATE_MAXIMUM_MILLIS(
      "late.maximum.millis", "10000", "The longest such wait, in milliseconds, 1 to 600000."),
  /** Threads for state reads. */
  READ_THREADS("read.threads", "4", "How many threads serve state reads, 1 to 256."),
  /** Threads for view calls. */
  VIEW_THREADS("view.threads", "2", "How many threads execute view calls, 1 to 256."),
  /** Gas for view calls. */
  VIEW_GAS_LIMIT(
      "view.gas.limit",
      "300000000000",
      "The most gas that a view call may use, and what it gets where it names none, at least 1.");

  /** What the name of each of these settings begins with. */
  public static final String PREFIX = "state.";

  private final SettingDefinition definition;

  StateStoreSetting(String name, String defaultValue, String description) {
    this.definition = new SettingDefinition(PREFIX + name, defaultValue, description);
  }

  @Override
  public SettingDefinition definition() {
    return definition;
  }
}
