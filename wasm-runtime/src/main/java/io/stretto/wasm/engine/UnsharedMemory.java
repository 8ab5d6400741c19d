package io.stretto.wasm.engine;

import com.dylibso.chicory.runtime.Memory;

/**
 * What the engine asks of a memory but contracts cannot reach, since the white list has neither
 * atomic instructions nor {@code data.drop}.
 */
@SuppressWarnings("removal") // the engine's interface still has them
abstract class UnsharedMemory implements Memory {

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  public Object lock(int address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int waitOn(int address, int expected, long timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int waitOn(int address, long expected, long timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int notify(int address, int maximumThreads) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void drop(int segment) {
    throw new UnsupportedOperationException();
  }
}
