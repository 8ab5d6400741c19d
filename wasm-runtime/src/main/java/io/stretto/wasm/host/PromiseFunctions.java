package io.stretto.wasm.host;

import static io.stretto.wasm.host.HostFunctions.I64;

import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.HostFunctions.Definition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Promises: which there are, on which they wait, and what came of them (NEAR's specification,
 * PromisesAPI). What is in them is in {@link PromiseActionFunctions}.
 */
final class PromiseFunctions {

  private static final long SUCCESSFUL = 1;
  private static final long FAILED = 2;

  private PromiseFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.env(
            "promise_create",
            List.of(I64, I64, I64, I64, I64, I64, I64, I64),
            List.of(I64),
            PromiseFunctions::create),
        Definition.env(
            "promise_then",
            List.of(I64, I64, I64, I64, I64, I64, I64, I64, I64),
            List.of(I64),
            PromiseFunctions::then),
        Definition.env("promise_and", List.of(I64, I64), List.of(I64), PromiseFunctions::and),
        Definition.env(
            "promise_batch_create", List.of(I64, I64), List.of(I64), PromiseFunctions::batchCreate),
        Definition.env(
            "promise_batch_then",
            List.of(I64, I64, I64),
            List.of(I64),
            PromiseFunctions::batchThen),
        Definition.env(
            "promise_results_count", List.of(), List.of(I64), PromiseFunctions::resultsCount),
        Definition.env("promise_result", List.of(I64, I64), List.of(I64), PromiseFunctions::result),
        Definition.env("promise_return", List.of(I64), List.of(), PromiseFunctions::returnResult));
  }

  /**
   * Arguments: account length, account, function length, function, arguments length, arguments,
   * pointer to the amount, gas. Result: the promise's index.
   */
  private static long create(HostContext context, long[] a) {
    begin(context);
    Promise promise = Promise.on(account(context, a[0], a[1]), List.of());
    addCall(context, promise, a, 2);
    return context.frame().promises.add(promise);
  }

  /** Arguments: the index of the promise waited for, then as for {@link #create}. */
  private static long then(HostContext context, long[] a) {
    begin(context);
    Promise before = promise(context, a[0]);
    Promise promise = Promise.on(account(context, a[1], a[2]), before.flat());
    addCall(context, promise, a, 3);
    return context.frame().promises.add(promise);
  }

  private static void addCall(HostContext context, Promise promise, long[] a, int from) {
    PromiseActionFunctions.addCall(
        context,
        promise,
        new long[] {a[from], a[from + 1], a[from + 2], a[from + 3]},
        a[from + 4],
        a[from + 5],
        0);
  }

  /** Arguments: pointer to indexes of 8 bytes each, the lowest first; their number. */
  private static long and(HostContext context, long[] a) {
    begin(context);
    context.checkLimit(Limit.PROMISES, a[1] < 0 ? Long.MAX_VALUE : a[1]);
    context.charge(Cost.HOST_BYTE, a[1] * Long.BYTES);
    ByteBuffer indexes =
        ByteBuffer.wrap(context.copyFromMemory(a[0], a[1] * Long.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    List<Promise> promises = new ArrayList<>();
    while (indexes.hasRemaining()) {
      promises.addAll(promise(context, indexes.getLong()).flat());
      context.checkLimit(Limit.PROMISES, promises.size()); // unions of unions grow fast
    }
    return context.frame().promises.add(Promise.union(promises));
  }

  /** Arguments: account length, account. */
  private static long batchCreate(HostContext context, long[] a) {
    begin(context);
    Promise promise = Promise.on(account(context, a[0], a[1]), List.of());
    return context.frame().promises.add(promise);
  }

  /** Arguments: the index of the promise waited for, account length, account. */
  private static long batchThen(HostContext context, long[] a) {
    begin(context);
    Promise before = promise(context, a[0]);
    Promise promise = Promise.on(account(context, a[1], a[2]), before.flat());
    return context.frame().promises.add(promise);
  }

  private static long resultsCount(HostContext context, long[] a) {
    checkNoView(context);
    return context.frame().call.promiseResults().size();
  }

  /** Arguments: index of the result, register. Result: 1 where it is a success, 2 a failure. */
  private static long result(HostContext context, long[] a) {
    checkNoView(context);
    List<PromiseResult> results = context.frame().call.promiseResults();
    if (a[0] < 0 || a[0] >= results.size()) {
      throw context.trap("there is no promise result with this index");
    }
    PromiseResult result = results.get((int) a[0]);
    if (!result.isSuccessful()) {
      return FAILED;
    }
    context.setRegister(a[1], result.value());
    return SUCCESSFUL;
  }

  /** Argument: the index of the promise whose result is this call's. */
  private static long returnResult(HostContext context, long[] a) {
    Promise promise = promise(context, a[0]);
    if (promise.isUnion()) {
      throw context.trap("a union of promises cannot be returned");
    }
    context.frame().promises.setReturned(promise);
    return 0;
  }

  /** Checks that a promise may be made, and charges for it, before anything is done. */
  private static void begin(HostContext context) {
    checkNoView(context);
    if (context.frame().isFinaliser) {
      throw context.trap("a finaliser cannot make promises");
    }
    context.charge(Cost.CONTRACT_CALL);
    context.countPromise();
  }

  private static void checkNoView(HostContext context) {
    if (context.isReadOnly()) {
      throw context.trap("a view call has no promises");
    }
  }

  static Promise promise(HostContext context, long index) {
    Promise promise = context.frame().promises.get(index);
    if (promise == null) {
      throw context.trap("there is no promise with this index");
    }
    return promise;
  }

  private static String account(HostContext context, long length, long pointer) {
    return ContractFunctions.account(context, length, pointer);
  }
}
