package io.stretto.statestore.http;

import io.stretto.statestore.query.Owners;
import java.util.Map;
import java.util.Optional;

/**
 * Where a ledger's owner serves queries: as the settings say for its address for state reads, and
 * else on its host, at the port that this process uses.
 */
public final class OwnerAddresses {

  private final Owners owners;
  private final String self;
  private final Map<String, String> peers;

  /**
   * Makes it.
   *
   * @param owners tells the owner's address for state reads
   * @param self this process's own
   * @param peers addresses for queries by those for state reads
   */
  public OwnerAddresses(Owners owners, String self, Map<String, String> peers) {
    this.owners = owners;
    this.self = self;
    this.peers = Map.copyOf(peers);
  }

  /** The host:port of another process that owns the ledger; nothing where none is known. */
  Optional<String> find(int ledger, int ownHttpPort) {
    return owners
        .find(ledger)
        .filter(owner -> !owner.equals(self))
        .map(owner -> peers.getOrDefault(owner, host(owner) + ":" + ownHttpPort));
  }

  private static String host(String address) {
    return address.substring(0, address.lastIndexOf(':'));
  }
}
