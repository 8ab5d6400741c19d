package io.stretto.cli.cluster;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a {@link LocalCluster} is started with.
 *
 * @param dataDirectory where everything that it keeps lies; created where missing. The file {@code
 *     running.properties} in it belongs to the command
 * @param workers the number of workers, at least 1
 * @param kafkaPort Kafka's port; 0 for any free one
 * @param httpPort the state store's port for HTTP; 0 for any free one
 * @param properties settings of the roles and the cluster by full name, such as cluster.lanes;
 *     cluster.bootstrap.servers is not among them
 */
public record LocalClusterSettings(
    Path dataDirectory, int workers, int kafkaPort, int httpPort, Map<String, String> properties) {

  /** Copies the properties. */
  public LocalClusterSettings {
    properties = Map.copyOf(properties);
  }
}
