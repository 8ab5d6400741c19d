package io.stretto.wasm.host;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The promises that one call has made, in the order in which they were made. */
public final class PromiseList {

  private final List<Promise> promises = new ArrayList<>();
  private final List<Weighted> weighted = new ArrayList<>();
  private Promise returned;
  private long givenGas;

  void clear() {
    promises.clear();
    weighted.clear();
    returned = null;
    givenGas = 0;
  }

  int add(Promise promise) {
    promises.add(promise);
    return promises.size() - 1;
  }

  /** The promise with an index, or {@code null} where there is none. */
  Promise get(long promiseIndex) {
    return promiseIndex >= 0 && promiseIndex < promises.size()
        ? promises.get((int) promiseIndex)
        : null;
  }

  void setReturned(Promise promise) {
    returned = promise;
  }

  /** Adds a call to one of the promises, or to one that will be; its gas has been taken. */
  void addCall(Promise promise, Promise.Action.FunctionCall call) {
    if (call.gasWeight() != 0) {
      weighted.add(new Weighted(promise, promise.actions().size()));
    }
    promise.actions().add(call);
    givenGas += call.gas();
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return promises.isEmpty();
  }

  /** A copy of the promises. */
  public List<Promise> promises() {
    return List.copyOf(promises);
  }

  /** The promise whose result is that of the call; {@code null} where it is the call's own. */
  public Promise returned() {
    return returned;
  }

  /** The gas that was taken from the call for its promises. */
  public long givenGas() {
    return givenGas;
  }

  /**
   * Shares gas that the call has left among the promised calls that have a weight, each share
   * rounded down, and the rest to the call that was added last, as NEAR does; returns how much was
   * given away.
   */
  public long shareByWeight(long gas) {
    if (weighted.isEmpty()) {
      return 0;
    }
    BigInteger totalWeight =
        weighted.stream().map(Weighted::weight).reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger total = BigInteger.valueOf(gas);
    long rest = gas;
    for (Weighted one : weighted) {
      long share = total.multiply(one.weight()).divide(totalWeight).longValueExact();
      one.give(share);
      rest -= share;
    }
    weighted.getLast().give(rest);
    givenGas += gas;
    return gas;
  }

  /** A promised call that has a weight, by its place among the actions of its promise. */
  private record Weighted(Promise promise, int action) {

    private Promise.Action.FunctionCall call() {
      return (Promise.Action.FunctionCall) promise.actions().get(action);
    }

    BigInteger weight() {
      return new BigInteger(Long.toUnsignedString(call().gasWeight()));
    }

    void give(long gas) {
      promise.actions().set(action, call().withMoreGas(gas));
    }
  }
}
