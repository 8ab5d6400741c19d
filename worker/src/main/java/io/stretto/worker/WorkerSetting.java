package io.stretto.worker;

import io.stretto.service.settings.Setting;
import io.stretto.service.settings.SettingDefinition;

/** The settings of a worker, all beginning with "worker.". */
public enum WorkerSetting implements Setting {
  /** How many threads execute. */
  THREADS("threads", "1", "How many threads execute lanes, 1 to 256."),
  /** The consumer group that lanes are shared out in. */
  GROUP("group", "stretto-workers", "The consumer group that shares the lanes out."),
  /** Where the states are read. */
  STATE_ADDRESSES(
      "state.addresses",
      "127.0.0.1:7401",
      "The state-stores' addresses for state reads, as host:port, separated by commas."),
  /** How many committed values to keep. */
  CACHE_KEYS(
      "cache.keys", "200000", "How many committed values a worker keeps, 1000 to 100000000."),
  /** How long to wait for named dependencies. */
  DEPENDENCY_WAIT_MILLIS(
      "dependency.wait.millis",
      "1000",
      "For how long no block may be committed until transactions stop to wait for those that they"
          + " are expected to depend on, and speculate, 0 to 60000."),
  /** How many results go into one record. */
  BATCH_RESULTS(
      "batch.results", "512", "How many results are published together at most, 1 to 10000."),
  /** How much gas is used at most before results are published. */
  BATCH_GAS(
      "batch.gas",
      "20000000",
      "How much gas is used at most before results are published, at least 1."),
  /** How many executions are checked. */
  CHECK_INTERVAL(
      "check.interval",
      "10000",
      "Each so many executions of a thread, one is repeated on fresh instances and must give the"
          + " same, 1 to 1000000000; 0 for none. A worker that finds a difference stops."),
  /** The host of health and metrics. */
  HTTP_HOST("http.host", "127.0.0.1", "The address that health and metrics are served at."),
  /** The port of health and metrics. */
  HTTP_PORT("http.port", "0", "The port of health and metrics; 0 takes a free one."),
  /** The name of this process. */
  INSTANCE("instance", "worker", "The name of this process in metrics and logs.");

  /** What the name of each of these settings begins with. */
  public static final String PREFIX = "worker.";

  private final SettingDefinition definition;

  WorkerSetting(String name, String defaultValue, String description) {
    this.definition = new SettingDefinition(PREFIX + name, defaultValue, description);
  }

  @Override
  public SettingDefinition definition() {
    return definition;
  }
}
