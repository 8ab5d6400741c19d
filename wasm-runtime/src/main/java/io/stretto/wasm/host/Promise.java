package io.stretto.wasm.host;

import io.stretto.protocol.Int128;
import java.util.ArrayList;
import java.util.List;

/**
 * Work that a contract asks for and that is done after its call has ended: actions on one account,
 * which take effect together or not at all; or the union of several promises, of which there is
 * nothing to do. The terms are those of NEAR's specification (PromisesAPI).
 */
public final class Promise {

  private static final PromiseResult FAILED = new PromiseResult(false, new byte[0]);

  /** One step of a promise. */
  public sealed interface Action {

    /** What the action has taken from the balance of the contract that asked for it. */
    default Int128 deposit() {
      return Int128.ZERO;
    }

    /** Makes the account, which must not be a contract yet. */
    record CreateAccount() implements Action {}

    /**
     * Deploys code.
     *
     * @param code the code; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Deploy(byte[] code) implements Action {}

    /**
     * Gives or takes an access key, which does nothing: who acts for an account is decided by who
     * may submit transactions in its name. Contracts that make accounts do it all the same.
     */
    record ChangeKey() implements Action {}

    /**
     * Adds to the account's balance.
     *
     * @param deposit the amount
     */
    record Transfer(Int128 deposit) implements Action {}

    /**
     * Calls a function of the account's contract.
     *
     * @param function the function's name
     * @param arguments the input; not to be changed
     * @param deposit what goes to the contract's balance
     * @param gas the gas that it was given
     * @param gasWeight its share in the gas that the contract leaves unused, relative to others;
     *     unsigned
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record FunctionCall(String function, byte[] arguments, Int128 deposit, long gas, long gasWeight)
        implements Action {

      FunctionCall withMoreGas(long more) {
        return new FunctionCall(function, arguments, deposit, gas + more, gasWeight);
      }
    }
  }

  private final String account;
  private final List<Promise> dependencies;
  private final List<Action> actions = new ArrayList<>();
  private PromiseResult result;
  private String failure = "";

  private Promise(String account, List<Promise> dependencies) {
    this.account = account;
    this.dependencies = dependencies;
  }

  /** A promise without actions, which waits for others that are no unions. */
  static Promise on(String account, List<Promise> dependencies) {
    return new Promise(account, dependencies);
  }

  /** A union of promises that are no unions; one may be in it several times. */
  static Promise union(List<Promise> promises) {
    return new Promise(null, List.copyOf(promises));
  }

  /** Whether this only stands for several others. */
  public boolean isUnion() {
    return account == null;
  }

  /** The account that the actions are for; {@code null} for a union. */
  public String account() {
    return account;
  }

  /** The steps, in order. */
  public List<Action> actions() {
    return actions;
  }

  /** How those ended that this one waited for, in order; all of them have. */
  public List<PromiseResult> resultsBefore() {
    return dependencies.stream().map(Promise::result).toList();
  }

  /** The promises that this one stands for, none of them a union: itself, or those of a union. */
  List<Promise> flat() {
    return isUnion() ? dependencies : List.of(this);
  }

  /** How it ended; {@code null} as long as it has not. */
  public PromiseResult result() {
    return result;
  }

  /** Why it failed; empty where it has not. */
  public String failure() {
    return failure;
  }

  /** Sets that it failed, and why. */
  public void fail(String why) {
    result = FAILED;
    failure = why;
  }

  /** Sets how it ended. */
  public void settle(PromiseResult newResult) {
    result = newResult;
  }
}
