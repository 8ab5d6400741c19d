package io.stretto.wasm.engine;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;

/** Asks whether the thread was interrupted; loaded only when interruptions are announced. */
final class Asking extends LoopPoll {

  private Asking() {}

  static LoopPoll make() {
    return new Asking();
  }

  @Override
  void ask() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ChicoryInterruptedException("interrupted");
    }
  }
}
