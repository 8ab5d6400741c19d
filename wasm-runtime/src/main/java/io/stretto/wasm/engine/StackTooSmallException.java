package io.stretto.wasm.engine;

/**
 * The thread's stack did not suffice for the call depth that contracts are allowed. It says nothing
 * about the contract: the same run succeeds on a thread whose stack is large enough.
 */
public final class StackTooSmallException extends RuntimeException {

  StackTooSmallException(Throwable cause) {
    super("the stack of " + Thread.currentThread().getName() + " is too small", cause);
  }
}
