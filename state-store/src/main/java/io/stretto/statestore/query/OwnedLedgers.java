package io.stretto.statestore.query;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The ledgers that this process commits, as soon as their state can be read. */
public final class OwnedLedgers {

  private final ConcurrentSkipListMap<Integer, LedgerView> views = new ConcurrentSkipListMap<>();

  /** A ledger can be read from now on. */
  public void add(LedgerView view) {
    views.put(view.ledger(), view);
  }

  /** A ledger is no longer this process's. */
  public void remove(LedgerView view) {
    views.remove(view.ledger(), view);
  }

  /** The ledger with a number, if it is owned here. */
  public Optional<LedgerView> find(int ledger) {
    return Optional.ofNullable(views.get(ledger));
  }

  /** All ledgers owned here, by ascending number. */
  public List<LedgerView> all() {
    return List.copyOf(views.values());
  }
}
