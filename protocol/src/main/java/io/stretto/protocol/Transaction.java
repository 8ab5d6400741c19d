package io.stretto.protocol;

import java.util.List;

/**
 * One transaction, as its sender wrote it and {@link TransactionRules} found it in order:
 * operations that take effect together or not at all.
 *
 * @param id chosen by the client; a repeated id within the dedup window changes nothing
 * @param sender the account in whose name contracts are called
 * @param operations what is asked for, in order, at least one
 * @param gasLimit the most gas that the transaction may use, at least 0
 * @param priority counts where blocks are ordered by priority: higher goes first
 * @param accessList the keys that the sender says the transaction will touch; a hint for speed only
 */
public record Transaction(
    String id,
    String sender,
    List<Operation> operations,
    long gasLimit,
    int priority,
    List<AccessEntry> accessList) {

  /** Checks that there is something to do. */
  public Transaction {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("a transaction has at least one operation");
    }
  }

  /** A transaction of one operation without deposit. */
  public Transaction(
      String id,
      String sender,
      TransactionKind kind,
      String contract,
      String function,
      byte[] arguments,
      long gasLimit,
      int priority,
      List<AccessEntry> accessList) {
    this(
        id,
        sender,
        List.of(new Operation(kind, contract, function, arguments)),
        gasLimit,
        priority,
        accessList);
  }

  /** The first operation, which is the only one of most transactions. */
  public Operation first() {
    return operations.get(0);
  }

  /**
   * Whether the receipt tells of each operation: there are several, or the one may fail by itself.
   */
  public boolean isBundle() {
    return operations.size() > 1 || first().mayFail() || first().gasLimit() != 0;
  }

  /** What the first operation asks for. */
  public TransactionKind kind() {
    return first().kind();
  }

  /** The contract of the first operation. */
  public String contract() {
    return first().contract();
  }

  /** The function of the first operation. */
  public String function() {
    return first().function();
  }

  /** The arguments of the first operation, or the code that it deploys; not to be changed. */
  public byte[] arguments() {
    return first().arguments();
  }
}
