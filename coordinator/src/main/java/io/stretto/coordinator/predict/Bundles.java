package io.stretto.coordinator.predict;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Operation;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Transactions of several operations, for a predictor that knows functions one by one. */
final class Bundles {

  /** The most keys that are predicted of a bundle. */
  private static final int KEY_LIMIT = 1024;

  private Bundles() {}

  /** Each operation as if it were a transaction of its own, with the access list of all. */
  static List<Transaction> parts(Transaction transaction) {
    return transaction.operations().stream().map(one -> part(transaction, one)).toList();
  }

  private static Transaction part(Transaction transaction, Operation operation) {
    long gasLimit =
        operation.gasLimit() == 0
            ? transaction.gasLimit()
            : Math.min(operation.gasLimit(), transaction.gasLimit());
    return new Transaction(
        transaction.id(),
        transaction.sender(),
        List.of(operation),
        gasLimit,
        transaction.priority(),
        transaction.accessList());
  }

  /** The balances that a deposit changes: additions are expected as writes. */
  static List<AccessEntry> balances(Transaction transaction) {
    Operation operation = transaction.first();
    if (operation.deposit().signum() == 0) {
      return List.of();
    }
    return List.of(
        new AccessEntry(StateKey.balance(transaction.sender()), AccessMode.WRITE),
        new AccessEntry(StateKey.balance(operation.contract()), AccessMode.WRITE));
  }

  /** All keys of the operations, each once, and the gas of all. */
  static Prediction union(List<Prediction> parts, long gasLimit) {
    Map<StateKey, AccessMode> keys = new LinkedHashMap<>();
    long gas = 0;
    for (Prediction part : parts) {
      gas += part.gas();
      for (AccessEntry entry : part.keys()) {
        if (keys.size() < KEY_LIMIT || keys.containsKey(entry.key())) {
          keys.merge(entry.key(), entry.mode(), Bundles::join);
        }
      }
    }
    List<AccessEntry> entries = new ArrayList<>(keys.size());
    keys.forEach((key, mode) -> entries.add(new AccessEntry(key, mode)));
    return new Prediction(entries, Math.min(gas, gasLimit));
  }

  private static AccessMode join(AccessMode one, AccessMode other) {
    return one == AccessMode.WRITE ? one : other;
  }
}
