package io.stretto.client;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.schemas.TransactionCodec;
import java.util.List;

/**
 * A transaction to submit. Immutable but for the arguments, which are not copied.
 *
 * @param id the transaction's id; empty where the client is to choose one
 * @param sender the account in whose name it runs
 * @param kind a call or a deployment
 * @param contract the contract called or deployed
 * @param function the function called; empty for a deployment
 * @param arguments the call's input, or the code to deploy; not to be changed
 * @param gasLimit the most gas it may use
 * @param priority counts where blocks are ordered by priority: higher goes first
 * @param accessList the keys it is expected to touch; a hint for speed only
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TransactionRequest(
    String id,
    String sender,
    TransactionKind kind,
    String contract,
    String function,
    byte[] arguments,
    long gasLimit,
    int priority,
    List<AccessEntry> accessList) {

  /** The gas limit of a call that does not say otherwise. */
  public static final long DEFAULT_CALL_GAS = TransactionCodec.DEFAULT_GAS_LIMIT;

  /** The gas limit of a deployment that does not say otherwise: enough for the largest code. */
  public static final long DEFAULT_DEPLOYMENT_GAS = 5_000_000_000L;

  /** A call, with the default gas limit and an id that the client chooses. */
  public static TransactionRequest call(
      String contract, String function, byte[] arguments, String sender) {
    return new TransactionRequest(
        "",
        sender,
        TransactionKind.CALL,
        contract,
        function,
        arguments,
        DEFAULT_CALL_GAS,
        0,
        List.of());
  }

  /** A deployment, with enough gas for any code and an id that the client chooses. */
  public static TransactionRequest deployment(String contract, byte[] code, String sender) {
    return new TransactionRequest(
        "",
        sender,
        TransactionKind.DEPLOY,
        contract,
        "",
        code,
        DEFAULT_DEPLOYMENT_GAS,
        0,
        List.of());
  }

  /** The same with an id. */
  public TransactionRequest withId(String newId) {
    return new TransactionRequest(
        newId, sender, kind, contract, function, arguments, gasLimit, priority, accessList);
  }

  /** The same with another gas limit. */
  public TransactionRequest withGasLimit(long newGasLimit) {
    return new TransactionRequest(
        id, sender, kind, contract, function, arguments, newGasLimit, priority, accessList);
  }

  /** The same with another priority. */
  public TransactionRequest withPriority(int newPriority) {
    return new TransactionRequest(
        id, sender, kind, contract, function, arguments, gasLimit, newPriority, accessList);
  }

  /** The same with another access list. */
  public TransactionRequest withAccessList(List<AccessEntry> newAccessList) {
    return new TransactionRequest(
        id, sender, kind, contract, function, arguments, gasLimit, priority, newAccessList);
  }

  Transaction toTransaction(String chosenId) {
    return new Transaction(
        chosenId, sender, kind, contract, function, arguments, gasLimit, priority, accessList);
  }
}
