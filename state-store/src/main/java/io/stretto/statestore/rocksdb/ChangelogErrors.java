package io.stretto.statestore.rocksdb;

import io.stretto.protocol.Commit;
import io.stretto.statestore.StateStoreException;
import io.stretto.statestore.StateStoreException.Code;

/** Says what is wrong with a changelog, and what to do. */
final class ChangelogErrors {

  private ChangelogErrors() {}

  static StateStoreException gap(int ledger, long lastHeight, long missingHeight) {
    return new StateStoreException(
        Code.CHANGELOG_GAP,
        "the changelog of ledger "
            + ledger
            + " goes up to block "
            + lastHeight
            + ", but block "
            + missingHeight
            + " is not in it: records of it were deleted. Stop all state stores, delete the"
            + " changelog topic and the state directories, and start them again: the state is then"
            + " computed anew from the transactions");
  }

  static StateStoreException differentHistory(int ledger, Commit commit, String how) {
    return new StateStoreException(
        Code.DIFFERENT_HISTORY,
        "block "
            + commit.height()
            + " of the changelog of ledger "
            + ledger
            + " "
            + how
            + ": the state directory belongs to another cluster; give another directory, or delete"
            + " this one to restore it from the changelog");
  }
}
