package io.stretto.chaos.net;

/** The network between the processes of a cluster. Closing it takes it away; repeats do nothing. */
public interface ClusterNetwork extends AutoCloseable {

  /** The address on this side of all wires: proxies listen on it, and clients come from it. */
  String address();

  /**
   * Makes room for one more process.
   *
   * @throws IllegalStateException where the system refuses
   */
  NetworkHost addHost() throws InterruptedException;

  @Override
  void close();
}
