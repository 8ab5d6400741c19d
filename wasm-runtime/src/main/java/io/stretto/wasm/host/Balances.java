package io.stretto.wasm.host;

import io.stretto.protocol.Int128;
import io.stretto.protocol.StateKey;

/**
 * The balances of accounts. They are numbers of the state that are added to, so movements of
 * several transactions do not conflict as long as there is enough. The sum over all accounts is
 * always zero: what there is has come from the issuer, whose balance is negative.
 */
public final class Balances {

  /** The account whose balance may go below zero. */
  public static final String ISSUER = "issuer";

  /** So much that one account can have it all: what was taken can always be given back. */
  private static final Int128 ISSUER_LEAST = Int128.MAXIMUM.negated();

  private Balances() {}

  /** Takes an amount, not negative, from an account; false, and nothing changed, where it lacks. */
  public static boolean take(StorageOverlay storage, String account, Int128 amount) {
    Int128 least = account.equals(ISSUER) ? ISSUER_LEAST : Int128.ZERO;
    return storage.add(StateKey.balance(account), amount.negated(), least, Int128.MAXIMUM)
        == StorageOverlay.Addition.DONE;
  }

  /** Gives an amount, not negative, to an account; false where it would have too much. */
  public static boolean give(StorageOverlay storage, String account, Int128 amount) {
    return storage.add(StateKey.balance(account), amount, Int128.MINIMUM, Int128.MAXIMUM)
        == StorageOverlay.Addition.DONE;
  }
}
