package io.stretto.chaos.process;

import io.stretto.chaos.net.NetworkHost;
import io.stretto.chaos.net.TcpProxy;
import io.stretto.chaos.plan.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one process of the cluster is like, in each of its lives.
 *
 * @param name its name, such as worker-1
 * @param role what kind of process it is
 * @param host where it lives in the network
 * @param heapMegabytes the most that its heap may take
 * @param arguments the arguments of the {@code stretto} command
 * @param outputDirectory where what it writes is kept, a file for each life
 * @param http where it answers HTTP; nothing for a broker
 * @param brokerLink what it and the broker speak through; nothing for the broker itself
 * @param readLink what workers and it speak through, where it is a state-store
 * @param disk its disk, where that can be filled
 */
record InstanceSpec(
    String name,
    Fault.Target role,
    NetworkHost host,
    int heapMegabytes,
    List<String> arguments,
    Path outputDirectory,
    Optional<URI> http,
    Optional<TcpProxy> brokerLink,
    Optional<TcpProxy> readLink,
    Optional<DiskQuota> disk) {

  /** Copies the arguments. */
  InstanceSpec {
    arguments = List.copyOf(arguments);
  }
}
