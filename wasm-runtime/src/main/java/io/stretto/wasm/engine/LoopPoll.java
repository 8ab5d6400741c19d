package io.stretto.wasm.engine;

/**
 * What compiled code does at each call and each turn of a loop so that it can be interrupted:
 * nothing, until interruptions are announced.
 *
 * <p>To ask at each turn whether the thread was interrupted is a volatile read, behind which the
 * JVM's compiler must read everything anew that it had in registers: loops took 1.1 to 1.3 times as
 * long. So the question is a method that is empty as long as this is the only class that has it.
 * The compiler relies on that and leaves the call out; when {@link Asking} is loaded, the JVM drops
 * all code that relied on it, running code included, at the next safepoint.
 */
public class LoopPoll {

  private static LoopPoll current = new LoopPoll();

  LoopPoll() {}

  /** Called by compiled code; throws where the thread was interrupted and that was announced. */
  public static void poll() {
    current.ask();
  }

  /** Has compiled code ask from now on; it is slower then. */
  static void beginToAsk() {
    // Made there, since naming the class here would have it loaded when this one is verified.
    current = Asking.make();
  }

  /** Throws where the thread was interrupted. */
  void ask() {}
}
