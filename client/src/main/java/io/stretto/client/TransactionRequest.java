package io.stretto.client;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.Operation;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.schemas.TransactionCodec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction to submit. Immutable but for the arguments, which are not copied.
 *
 * @param id the transaction's id; empty where the client is to choose one
 * @param sender the account in whose name it runs
 * @param operations what is asked for, in order, at least one
 * @param gasLimit the most gas it may use
 * @param priority counts where blocks are ordered by priority: higher goes first
 * @param accessList the keys it is expected to touch; a hint for speed only
 */
public record TransactionRequest(
    String id,
    String sender,
    List<Operation> operations,
    long gasLimit,
    int priority,
    List<AccessEntry> accessList) {

  /** The gas limit of a call that does not say otherwise. */
  public static final long DEFAULT_CALL_GAS = TransactionCodec.DEFAULT_GAS_LIMIT;

  /** The gas limit of a deployment that does not say otherwise: enough for the largest code. */
  public static final long DEFAULT_DEPLOYMENT_GAS = 5_000_000_000L;

  /** Checks that there is something to do. */
  public TransactionRequest {
    operations = List.copyOf(operations);
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("a transaction has at least one operation");
    }
  }

  /**
   * A transaction of one operation without deposit.
   *
   * @param id the transaction's id; empty where the client is to choose one
   * @param sender the account in whose name it runs
   * @param kind what is asked for
   * @param contract the contract called or deployed
   * @param function the function called; empty for a deployment
   * @param arguments the call's input, or the code to deploy; not to be changed
   * @param gasLimit the most gas it may use
   * @param priority counts where blocks are ordered by priority: higher goes first
   * @param accessList the keys it is expected to touch; a hint for speed only
   */
  public TransactionRequest(
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

  /** A call, with the default gas limit and an id that the client chooses. */
  public static TransactionRequest call(
      String contract, String function, byte[] arguments, String sender) {
    return bundle(sender).call(contract, function, arguments).build();
  }

  /** A deployment, with enough gas for any code and an id that the client chooses. */
  public static TransactionRequest deployment(String contract, byte[] code, String sender) {
    return bundle(sender).deploy(contract, code).build();
  }

  /**
   * A transfer from the sender's balance to another account's, with the default gas limit of a call
   * and an id that the client chooses.
   */
  public static TransactionRequest transfer(String account, BigInteger amount, String sender) {
    return bundle(sender).transfer(account, amount).build();
  }

  /** Begins a transaction of several operations, which take effect together or not at all. */
  public static BundleBuilder bundle(String sender) {
    return new BundleBuilder(sender);
  }

  /** The same with an id. */
  public TransactionRequest withId(String newId) {
    return new TransactionRequest(newId, sender, operations, gasLimit, priority, accessList);
  }

  /** The same with another gas limit. */
  public TransactionRequest withGasLimit(long newGasLimit) {
    return new TransactionRequest(id, sender, operations, newGasLimit, priority, accessList);
  }

  /** The same with another priority. */
  public TransactionRequest withPriority(int newPriority) {
    return new TransactionRequest(id, sender, operations, gasLimit, newPriority, accessList);
  }

  /** The same with another access list. */
  public TransactionRequest withAccessList(List<AccessEntry> newAccessList) {
    return new TransactionRequest(id, sender, operations, gasLimit, priority, newAccessList);
  }

  /** The same with a deposit, which the first operation takes along. */
  public TransactionRequest withDeposit(BigInteger deposit) {
    List<Operation> changed = new ArrayList<>(operations);
    changed.set(0, first().withDeposit(deposit));
    return new TransactionRequest(id, sender, changed, gasLimit, priority, accessList);
  }

  /** What the first operation asks for. */
  public TransactionKind kind() {
    return first().kind();
  }

  /** The contract of the first operation. */
  public String contract() {
    return first().contract();
  }

  /** The function of the first operation; empty unless it is a call. */
  public String function() {
    return first().function();
  }

  /** The arguments of the first operation, or the code that it deploys; not to be changed. */
  public byte[] arguments() {
    return first().arguments();
  }

  private Operation first() {
    return operations.getFirst();
  }

  Transaction toTransaction(String chosenId) {
    return new Transaction(chosenId, sender, operations, gasLimit, priority, accessList);
  }
}
