package io.stretto.wasm;

import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Int128;
import io.stretto.protocol.OperationOutcome;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.Balances;
import io.stretto.wasm.host.Call;
import io.stretto.wasm.host.HostContext;
import io.stretto.wasm.host.Promise;
import io.stretto.wasm.host.PromiseResult;
import io.stretto.wasm.host.StorageOverlay;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Executes the promises of a call that has succeeded, each with all that comes of it before the
 * next: depth first, within the same transaction. Otherwise it is as NEAR has it: the actions of a
 * promise take effect together or not at all; one that fails gives back its deposits and does not
 * undo the call that made it; what waits for it is told.
 */
final class PromiseExecution {

  private static final byte[] NOTHING = {};

  private final HostContext host;
  private final StorageOverlay storage;
  private final ContractCalls calls;
  private final Deployments deployments;

  PromiseExecution(HostContext host, ContractCalls calls, Deployments deployments) {
    this.host = host;
    this.storage = host.storage();
    this.calls = calls;
    this.deployments = deployments;
  }

  /** The promises of one call, of which the first are done. */
  private static final class Group {
    final Promise owner;
    final String creator;
    final List<Promise> promises;
    final Promise returned;
    final byte[] ownValue;
    int done;

    Group(Promise owner, String creator, List<Promise> promises, Promise returned, byte[] value) {
      this.owner = owner;
      this.creator = creator;
      this.promises = promises;
      this.returned = returned;
      this.ownValue = value;
    }

    /** Hands on what the returned promise gave, or the call's own value. */
    void settleOwner() {
      if (returned == null) {
        owner.settle(new PromiseResult(true, ownValue));
      } else if (returned.result().isSuccessful()) {
        owner.settle(returned.result());
      } else {
        owner.fail(returned.failure());
      }
    }
  }

  /** How the actions of one promise ended. */
  private static final class Receipt {
    final List<Promise> promises = new ArrayList<>();
    Promise returned;
    byte[] value = NOTHING;
    boolean isNewAccount;
    long gasUsed;
    String failure;
  }

  /** Returns how a call ended once all of its promises are done. */
  OperationOutcome settle(String contract, ContractRun run) {
    if (run.promises().isEmpty()) {
      return run.outcome();
    }
    long gas = run.ownGas();
    Group root =
        new Group(null, contract, run.promises(), run.returned(), run.outcome().returnValue());
    Deque<Group> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Group group = open.peek();
      if (group.done == group.promises.size()) {
        open.pop();
        if (group.owner != null) {
          group.settleOwner();
        }
      } else {
        gas += runNext(group, open);
      }
    }
    Promise returned = run.returned();
    if (returned == null) {
      return OperationOutcome.succeeded(gas, run.outcome().returnValue());
    }
    return returned.result().isSuccessful()
        ? OperationOutcome.succeeded(gas, returned.result().value())
        : OperationOutcome.failed(ErrorCode.PROMISE_FAILED, returned.failure(), gas);
  }

  private long runNext(Group group, Deque<Group> open) {
    Promise promise = group.promises.get(group.done++);
    if (promise.isUnion()) {
      return 0;
    }
    Receipt receipt = execute(group.creator, promise);
    if (receipt.failure != null) {
      promise.fail(promise.account() + ": " + receipt.failure);
    } else if (receipt.promises.isEmpty()) {
      promise.settle(new PromiseResult(true, receipt.value));
    } else {
      open.push(
          new Group(promise, promise.account(), receipt.promises, receipt.returned, receipt.value));
    }
    return receipt.gasUsed;
  }

  private Receipt execute(String creator, Promise promise) {
    Receipt receipt = new Receipt();
    calls.checkpoints().open();
    for (Promise.Action action : promise.actions()) {
      receipt.returned = null;
      receipt.value = NOTHING;
      receipt.failure =
          switch (action) {
            case Promise.Action.CreateAccount create -> {
              receipt.isNewAccount = true;
              yield create(creator, promise.account());
            }
            case Promise.Action.Deploy deploy ->
                deploy(creator, promise.account(), deploy.code(), receipt.isNewAccount);
            case Promise.Action.ChangeKey key -> null;
            case Promise.Action.Transfer transfer -> give(promise.account(), transfer.deposit());
            case Promise.Action.FunctionCall call -> call(creator, promise, call, receipt);
          };
      if (receipt.failure != null) {
        break;
      }
    }
    calls.checkpoints().close(receipt.failure == null);
    if (receipt.failure != null) {
      giveBack(creator, promise);
    }
    return receipt;
  }

  private void giveBack(String creator, Promise promise) {
    for (Promise.Action action : promise.actions()) {
      if (!action.deposit().equals(Int128.ZERO)) {
        Balances.give(storage, creator, action.deposit());
      }
    }
  }

  /** Only accounts just below one's own can be made; returns why not. */
  private String create(String creator, String account) {
    int dot = account.indexOf('.');
    if (dot < 1 || !account.substring(dot + 1).equals(creator)) {
      return account + " is no account just below " + creator;
    }
    return calls.observe(calls.slot(account)) == null ? null : "there is a contract " + account;
  }

  private String deploy(String creator, String account, byte[] code, boolean isNew) {
    ContractSlot slot = calls.slot(account);
    ContractRecord present = calls.observe(slot);
    boolean isOwn = account.equals(creator) || isNew;
    if (!isOwn && (present == null || !present.owner().equals(creator))) {
      return creator + " may not deploy to " + account;
    }
    String owner = present == null ? creator : present.owner();
    return why(deployments.replacePaid(slot, present, code, owner));
  }

  private String give(String account, Int128 amount) {
    return amount.equals(Int128.ZERO) || Balances.give(storage, account, amount)
        ? null
        : account + " would have too much";
  }

  private String call(
      String creator, Promise promise, Promise.Action.FunctionCall action, Receipt receipt) {
    String refusal = give(promise.account(), action.deposit());
    if (refusal != null) {
      return refusal;
    }
    ContractRun run =
        calls.run(
            new Call(
                promise.account(),
                action.function(),
                action.arguments(),
                creator,
                action.deposit(),
                action.gas(),
                promise.resultsBefore()));
    receipt.gasUsed += run.ownGas();
    if (!run.outcome().hasSucceeded()) {
      return why(run.outcome());
    }
    if (!host.keepsResult(run.outcome().returnValue())) {
      return ErrorCode.LIMIT_EXCEEDED + " " + Limit.PROMISE_BYTES.description();
    }
    receipt.promises.addAll(run.promises());
    receipt.returned = run.returned();
    receipt.value = run.outcome().returnValue();
    return null;
  }

  /** Why an outcome is no success; {@code null} where it is one. */
  private static String why(OperationOutcome outcome) {
    return outcome.hasSucceeded() ? null : outcome.errorCode() + " " + outcome.errorMessage();
  }
}
