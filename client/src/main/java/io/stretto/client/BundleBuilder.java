package io.stretto.client;

import io.stretto.protocol.Operation;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.TransactionRules;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Puts a transaction of several operations together. {@link #deposit}, {@link #gasLimit} and {@link
 * #mayFail} say more of the operation that was added last:
 *
 * <pre>{@code
 * TransactionRequest.bundle("alice")
 *     .call("gold", "storage_deposit", "{}").deposit(BigInteger.TEN)
 *     .call("gold", "ft_transfer", "{\"receiver_id\":\"bob\",\"amount\":\"250\"}")
 *     .call("shop", "notify", "{}").mayFail()
 *     .build()
 * }</pre>
 *
 * Used by one thread.
 */
public final class BundleBuilder {

  private final String sender;
  private final List<Operation> operations = new ArrayList<>();

  BundleBuilder(String sender) {
    this.sender = sender;
  }

  /** Adds a call; the arguments are not copied and not to be changed. */
  public BundleBuilder call(String contract, String function, byte[] arguments) {
    return add(Operation.call(contract, function, arguments));
  }

  /** Adds a call whose arguments are a text. */
  public BundleBuilder call(String contract, String function, String arguments) {
    return call(contract, function, arguments.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a deployment; the code is not copied and not to be changed. */
  public BundleBuilder deploy(String contract, byte[] code) {
    return add(Operation.deploy(contract, code));
  }

  /** Adds a transfer from the sender's balance to another account's. */
  public BundleBuilder transfer(String account, BigInteger amount) {
    return add(Operation.transfer(account, amount));
  }

  /** Adds an operation. */
  public BundleBuilder add(Operation operation) {
    operations.add(operation);
    return this;
  }

  /** Lets the last call take an amount along, from the sender's balance to the contract's. */
  public BundleBuilder deposit(BigInteger amount) {
    return changeLast(last -> last.withDeposit(amount));
  }

  /** Gives the last operation a gas limit of its own. */
  public BundleBuilder gasLimit(long gasLimit) {
    return changeLast(last -> last.withGasLimit(gasLimit));
  }

  /** Lets the others go on where the last operation fails. */
  public BundleBuilder mayFail() {
    return changeLast(Operation::mayAlsoFail);
  }

  /**
   * The transaction, with an id that the client chooses and as much gas as its operations have by
   * their own limits, or would have by default.
   *
   * @throws IllegalArgumentException where no operation was added
   */
  public TransactionRequest build() {
    long gas = 0;
    for (Operation operation : operations) {
      gas = Math.min(gas + gasOf(operation), TransactionRules.GAS_LIMIT_MAXIMUM);
    }
    return new TransactionRequest("", sender, operations, gas, 0, List.of());
  }

  private static long gasOf(Operation operation) {
    if (operation.gasLimit() > 0) {
      return Math.min(operation.gasLimit(), TransactionRules.GAS_LIMIT_MAXIMUM);
    }
    return operation.kind() == TransactionKind.DEPLOY
        ? TransactionRequest.DEFAULT_DEPLOYMENT_GAS
        : TransactionRequest.DEFAULT_CALL_GAS;
  }

  private BundleBuilder changeLast(UnaryOperator<Operation> change) {
    if (operations.isEmpty()) {
      throw new IllegalStateException("there is no operation yet to say this of");
    }
    operations.set(operations.size() - 1, change.apply(operations.getLast()));
    return this;
  }
}
