package io.stretto.statestore.query;

import java.util.Optional;

/** Finds out which process owns a ledger. */
@FunctionalInterface
public interface Owners {

  /**
   * Where the ledger's owner serves state reads, as host:port, which may be this process itself;
   * nothing where it is not known at the moment.
   */
  Optional<String> find(int ledger);
}
