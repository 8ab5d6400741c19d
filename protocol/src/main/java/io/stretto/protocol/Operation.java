package io.stretto.protocol;

import java.math.BigInteger;

/**
 * One step of a transaction.
 *
 * @param kind what is asked for
 * @param contract the contract called or deployed, or the account that a transfer goes to
 * @param function the exported function called; empty unless this is a call
 * @param arguments the call's input, or the code to deploy; empty for a transfer; not copied and
 *     not to be changed
 * @param deposit what goes from the sender's balance to the contract's before the call, or is
 *     transferred; at least 0
 * @param gasLimit the most gas that the operation may use; 0 for all that the transaction has left
 * @param mayFail whether the transaction goes on where the operation fails, which then has changed
 *     nothing
 */
public record Operation(
    TransactionKind kind,
    String contract,
    String function,
    byte[] arguments,
    BigInteger deposit,
    long gasLimit,
    boolean mayFail) {

  private static final byte[] NOTHING = {};

  /** An operation without deposit, which may use all the gas that is left and must succeed. */
  public Operation(TransactionKind kind, String contract, String function, byte[] arguments) {
    this(kind, contract, function, arguments, BigInteger.ZERO, 0, false);
  }

  /** A call without deposit, which may use all the gas that is left and must succeed. */
  public static Operation call(String contract, String function, byte[] arguments) {
    return new Operation(TransactionKind.CALL, contract, function, arguments);
  }

  /** A deployment. */
  public static Operation deploy(String contract, byte[] code) {
    return new Operation(TransactionKind.DEPLOY, contract, "", code);
  }

  /** A transfer from the sender's balance. */
  public static Operation transfer(String account, BigInteger amount) {
    return new Operation(TransactionKind.TRANSFER, account, "", NOTHING, amount, 0, false);
  }

  /** The same with a deposit. */
  public Operation withDeposit(BigInteger amount) {
    return new Operation(kind, contract, function, arguments, amount, gasLimit, mayFail);
  }

  /** The same with a gas limit of its own. */
  public Operation withGasLimit(long limit) {
    return new Operation(kind, contract, function, arguments, deposit, limit, mayFail);
  }

  /** The same, but that the transaction goes on where it fails. */
  public Operation mayAlsoFail() {
    return new Operation(kind, contract, function, arguments, deposit, gasLimit, true);
  }
}
