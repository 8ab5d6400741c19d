package io.stretto.chaos.net;

import java.util.Locale;

/** What cuts processes off from each other. */
public enum NetworkKind {
  /** Each process has a network namespace of its own, whose wire is taken down. */
  NAMESPACES,
  /** All processes share the loopback addresses; TCP proxies between them stop handing on. */
  PROXY;

  /**
   * Makes a network of this kind.
   *
   * @throws IllegalStateException with the reason where the system refuses; nothing is left then
   */
  public ClusterNetwork open() throws InterruptedException {
    return switch (this) {
      case NAMESPACES -> NamespaceNetwork.open();
      case PROXY -> new LoopbackNetwork();
    };
  }

  /** Its name on the command line and in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
