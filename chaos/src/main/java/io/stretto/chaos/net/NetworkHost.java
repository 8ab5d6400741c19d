package io.stretto.chaos.net;

import java.util.List;
import java.util.Optional;

/**
 * Where one process lives in a network.
 *
 * @param address the address that it listens on
 * @param frontAddress an address outside of it where a proxy can listen on each of its ports
 * @param entrance the words of a command line before those of a command that is to run there
 * @param wire all that leads to it; nothing where it shares its wires with others, so that only a
 *     proxy can cut it off
 */
public record NetworkHost(
    String address, String frontAddress, List<String> entrance, Optional<Wire> wire) {

  /** Copies the words. */
  public NetworkHost {
    entrance = List.copyOf(entrance);
  }
}
