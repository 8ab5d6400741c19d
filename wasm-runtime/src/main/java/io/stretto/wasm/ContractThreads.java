package io.stretto.wasm;

import io.stretto.wasm.engine.ChicoryEngine;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes threads on which contracts can be executed: their stack holds the deepest recursion that
 * the {@linkplain io.stretto.wasm.gas.Limit#CALL_DEPTH call depth} allows, in every engine, however
 * cold the code is.
 */
public final class ContractThreads {

  /** The size of the stack in bytes. It is reserved, and used only as far as calls go deep. */
  public static final long STACK_BYTES = 64L << 20;

  private ContractThreads() {}

  /**
   * To be called before a thread that may be executing a contract is interrupted: it has compiled
   * code ask, at each call and each turn of a loop, whether it was. All contracts of this process
   * run more slowly from then on, so this is for a process that ends, or a role of it. Without it,
   * compiled code ends by its gas alone.
   */
  public static void announceInterruptions() {
    ChicoryEngine.beginToAskForInterruptions();
  }

  /** A factory of daemon threads, which are called {@code name-1}, {@code name-2} and so on. */
  public static ThreadFactory factory(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(null, task, name + "-" + count.incrementAndGet(), STACK_BYTES);
      thread.setDaemon(true);
      return thread;
    };
  }
}
