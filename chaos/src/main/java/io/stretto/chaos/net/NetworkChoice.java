package io.stretto.chaos.net;

import java.util.Optional;

/**
 * Which network a run uses.
 *
 * @param kind the kind
 * @param reason why this one and not the other, for people
 */
public record NetworkChoice(NetworkKind kind, String reason) {

  /** The one that somebody asked for. */
  public static NetworkChoice wanted(NetworkKind kind) {
    return new NetworkChoice(kind, "as asked for");
  }

  /**
   * The one that a machine allows.
   *
   * @param problem why there are no namespaces, as {@link NamespaceNetwork#problem} says
   */
  public static NetworkChoice allowed(Optional<String> problem) {
    return problem
        .map(why -> new NetworkChoice(NetworkKind.PROXY, "no namespaces here (" + why + ")"))
        .orElse(new NetworkChoice(NetworkKind.NAMESPACES, "this machine allows them"));
  }
}
