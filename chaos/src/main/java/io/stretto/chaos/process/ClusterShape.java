package io.stretto.chaos.process;

import io.stretto.chaos.net.NetworkKind;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a cluster of processes is to be like.
 *
 * @param directory where everything of it is kept
 * @param network what the processes reach each other through
 * @param workers the number of workers, at least 1
 * @param properties settings of the cluster and the roles, by full name
 * @param hasQuotas whether the disks of the broker and the state-stores can be filled
 */
public record ClusterShape(
    Path directory,
    NetworkKind network,
    int workers,
    Map<String, String> properties,
    boolean hasQuotas) {

  /** Copies the properties. */
  public ClusterShape {
    properties = Map.copyOf(properties);
  }
}
