package io.stretto.wasm.host;

import static io.stretto.wasm.host.HostFunctions.I64;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Int128;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.gas.NearGas;
import io.stretto.wasm.host.HostFunctions.Definition;
import io.stretto.wasm.host.HostFunctions.Operation;
import java.util.Collections;
import java.util.List;

/** The actions of promises (NEAR's specification, PromisesAPI, "promise_batch_action_..."). */
final class PromiseActionFunctions {

  private PromiseActionFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        action("create_account", 1, PromiseActionFunctions::createAccount),
        action("deploy_contract", 3, PromiseActionFunctions::deploy),
        action("function_call", 7, PromiseActionFunctions::functionCall),
        action("function_call_weight", 8, PromiseActionFunctions::weightedCall),
        action("transfer", 2, PromiseActionFunctions::transfer),
        action("add_key_with_full_access", 4, PromiseActionFunctions::changeKey),
        action("add_key_with_function_call", 9, PromiseActionFunctions::changeKey),
        action("delete_key", 3, PromiseActionFunctions::changeKey));
  }

  private static Definition action(String name, int arguments, Operation operation) {
    return Definition.env(
        "promise_batch_action_" + name, Collections.nCopies(arguments, I64), List.of(), operation);
  }

  /** Argument: the promise's index. */
  private static long createAccount(HostContext context, long[] a) {
    return add(context, a[0], new Promise.Action.CreateAccount());
  }

  /** Arguments: the promise's index, code length, code. */
  private static long deploy(HostContext context, long[] a) {
    Promise promise = promise(context, a[0]);
    byte[] code = context.bytesOf(a[1], a[2], Limit.CODE_BYTES);
    context.countPromiseBytes(code.length);
    context.charge(Cost.DEPLOY);
    context.charge(Cost.DEPLOY_BYTE, code.length);
    context.chargeCompilation(code);
    promise.actions().add(new Promise.Action.Deploy(code));
    return 0;
  }

  /** Arguments: the promise's index, pointer to the amount. */
  private static long transfer(HostContext context, long[] a) {
    Promise promise = promise(context, a[0]);
    promise.actions().add(new Promise.Action.Transfer(taken(context, a[1])));
    return 0;
  }

  /** Arguments: the promise's index, key length, key; what more there is has no meaning here. */
  private static long changeKey(HostContext context, long[] a) {
    Promise promise = promise(context, a[0]);
    context.charge(Cost.CONTRACT_CALL);
    context.bytesOf(a[1], a[2], Limit.NAME_BYTES);
    promise.actions().add(new Promise.Action.ChangeKey());
    return 0;
  }

  /** Arguments: promise, function length, function, arguments length, arguments, amount, gas. */
  private static long functionCall(HostContext context, long[] a) {
    addCall(context, promise(context, a[0]), rest(a), a[5], a[6], 0);
    return 0;
  }

  /** Arguments: those of function_call, then the weight. */
  private static long weightedCall(HostContext context, long[] a) {
    addCall(context, promise(context, a[0]), rest(a), a[5], a[6], a[7]);
    return 0;
  }

  private static long[] rest(long[] a) {
    return new long[] {a[1], a[2], a[3], a[4]};
  }

  /**
   * Adds a call to a promise.
   *
   * @param a function length, function, arguments length, arguments
   * @param nearGas the gas in NEAR's unit, unsigned
   * @param weight the gas weight, unsigned
   */
  static void addCall(
      HostContext context, Promise promise, long[] a, long amount, long nearGas, long weight) {
    String function = ContractFunctions.text(context, a[0], a[1]);
    if (function.isEmpty()) {
      throw context.trap("a promised call without a function");
    }
    byte[] arguments = context.bytesOf(a[2], a[3], Limit.RETURN_BYTES);
    context.countPromiseBytes(arguments.length);
    Int128 deposit = taken(context, amount);
    long gas = NearGas.fromNear(nearGas);
    if (gas > context.gasLeft()) {
      throw context.fail(ErrorCode.OUT_OF_GAS, "");
    }
    context.spend(gas);
    context
        .frame()
        .promises
        .addCall(
            promise, new Promise.Action.FunctionCall(function, arguments, deposit, gas, weight));
  }

  /** Takes an amount of 16 bytes from the balance of the contract that runs. */
  private static Int128 taken(HostContext context, long pointer) {
    context.charge(Cost.HOST_BYTE, Int128.LENGTH_BYTES);
    Int128 amount = Int128.decode(context.copyFromMemory(pointer, Int128.LENGTH_BYTES), 0);
    if (amount.equals(Int128.ZERO)) {
      return amount;
    }
    context.charge(Cost.BALANCE);
    String account = context.frame().call.contract();
    boolean isTaken =
        !amount.isNegative()
            && context.fromView(() -> Balances.take(context.storage(), account, amount));
    StorageFunctions.checkTouched(context);
    if (!isTaken) {
      throw context.fail(
          ErrorCode.INSUFFICIENT_BALANCE, account + " has less than it attaches or transfers");
    }
    return amount;
  }

  private static long add(HostContext context, long index, Promise.Action action) {
    promise(context, index).actions().add(action);
    context.charge(Cost.CONTRACT_CALL);
    return 0;
  }

  private static Promise promise(HostContext context, long index) {
    Promise promise = PromiseFunctions.promise(context, index);
    if (promise.isUnion()) {
      throw context.trap("a union of promises takes no action");
    }
    context.countPromise();
    return promise;
  }
}
