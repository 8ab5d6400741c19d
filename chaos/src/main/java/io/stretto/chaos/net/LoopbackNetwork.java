package io.stretto.chaos.net;

import java.util.List;
import java.util.Optional;

/** All processes on the loopback address of this machine: what any machine allows. */
final class LoopbackNetwork implements ClusterNetwork {

  private static final String ADDRESS = "127.0.0.1";
  private static final int HOSTS_PER_BYTE = 250;

  private int hosts;

  @Override
  public String address() {
    return ADDRESS;
  }

  @Override
  public NetworkHost addHost() {
    String front = "127.0." + (1 + hosts / HOSTS_PER_BYTE) + "." + (1 + hosts % HOSTS_PER_BYTE);
    hosts++;
    return new NetworkHost(ADDRESS, front, List.of(), Optional.empty());
  }

  @Override
  public void close() {
    // There is nothing but what every machine has.
  }
}
