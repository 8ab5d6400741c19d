package io.stretto.wasm.engine;

/** A module with memory and globals of its own. Not safe for use by several threads. */
public interface EngineInstance {

  /** How a run ended that no host function ended. */
  enum Ending {
    /** The function returned. */
    RETURNED,
    /** WebAssembly trapped; gas or depth below zero tell that it was one of them that ran out. */
    TRAPPED
  }

  /** Whether the instance was made by the given module. */
  boolean isOf(EngineModule module);

  /** The instance's memory; empty where the module has none. */
  GuestMemory memory();

  /**
   * Runs a function without parameters and results, to its end.
   *
   * @throws HostExit when a host function ended the run
   * @throws StackTooSmallException when the thread's stack did not suffice
   * @throws ExecutionInterruptedException when the thread was interrupted; of compiled code only
   *     once {@linkplain ChicoryEngine#beginToAskForInterruptions that was announced}
   */
  Ending run(int function);

  /** The gas left, as of the last host call or the end of the run; negative if it ran out. */
  long gasLeft();

  /** Sets the gas left. */
  void setGasLeft(long gas);

  /** The call depth left, in units; negative if it ran out. */
  long depthLeft();

  /** Sets the call depth left. */
  void setDepthLeft(int depth);

  /** Makes memory and globals what they were after instantiation. */
  void reset();

  /** How many blocks of 4 KiB of memory were written since instantiation: what an image keeps. */
  int writtenBlocks();

  /** Takes memory and globals as they are now. */
  InstanceImage image();

  /** Makes memory and globals what they were when an image of the same module was taken. */
  void restore(InstanceImage image);

  /** Whether the instance can be used again after a run that did not return. */
  boolean survivesFailure();

  /** About how many bytes of heap the instance keeps. */
  long retainedBytes();
}
