package io.stretto.cli.cluster;

import io.stretto.service.kafka.ClusterSettings;
import java.net.URI;

/**
 * A whole cluster that runs in this process: an embedded Kafka with its topics, a coordinator,
 * workers, a state store. It serves clients from the moment it is returned until it is closed.
 */
public interface LocalCluster extends AutoCloseable {

  /** The settings that reach it: its Kafka's address, its topics' prefix, ledgers and lanes. */
  ClusterSettings settings();

  /** Where its state store answers HTTP, such as http://127.0.0.1:8080. */
  URI http();

  /** Stops the roles, then Kafka, with all data on disk; repeats do nothing. */
  @Override
  void close();
}
