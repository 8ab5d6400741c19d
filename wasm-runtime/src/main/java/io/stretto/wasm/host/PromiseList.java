package io.stretto.wasm.host;

import java.util.ArrayList;
import java.util.List;

/** The promises that one call has made, in the order in which they were made. */
public final class PromiseList {

  private final List<Promise> promises = new ArrayList<>();
  private Promise returned;
  private long givenGas;

  void clear() {
    promises.clear();
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

  void addGivenGas(long gas) {
    givenGas += gas;
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
   * Shares gas that the call has left among the promised calls that have a weight; returns how much
   * was given away.
   */
  public long shareByWeight(long gas) {
    long totalWeight = 0;
    for (Promise promise : promises) {
      for (Promise.Action action : promise.actions()) {
        totalWeight += weight(action);
      }
    }
    if (totalWeight == 0) {
      return 0;
    }
    long unit = gas / totalWeight;
    long rest = gas - unit * totalWeight; // goes to the first
    for (Promise promise : promises) {
      List<Promise.Action> actions = promise.actions();
      for (int i = 0; i < actions.size(); i++) {
        if (weight(actions.get(i)) > 0) {
          Promise.Action.FunctionCall call = (Promise.Action.FunctionCall) actions.get(i);
          actions.set(i, call.withGas(call.gas() + unit * call.gasWeight() + rest));
          rest = 0;
        }
      }
    }
    givenGas += gas;
    return gas;
  }

  private static long weight(Promise.Action action) {
    return action instanceof Promise.Action.FunctionCall call ? call.gasWeight() : 0;
  }
}
