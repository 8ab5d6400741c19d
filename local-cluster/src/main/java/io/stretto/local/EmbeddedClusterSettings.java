package io.stretto.local;

import java.nio.file.Path;
import java.util.Map;

/**
 * What an {@link EmbeddedCluster} is started with.
 *
 * @param dataDirectory where everything that it keeps lies; created where missing
 * @param workers the number of workers; with 0 it waits for workers of other processes
 * @param kafkaPort Kafka's port; 0 for any free one
 * @param httpPort the state-store's port for HTTP; 0 for any free one
 * @param properties settings of the roles and the cluster by full name, such as cluster.lanes
 */
public record EmbeddedClusterSettings(
    Path dataDirectory, int workers, int kafkaPort, int httpPort, Map<String, String> properties) {

  /** Copies the properties. */
  public EmbeddedClusterSettings {
    properties = Map.copyOf(properties);
  }
}
