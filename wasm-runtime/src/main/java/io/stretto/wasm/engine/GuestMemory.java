package io.stretto.wasm.engine;

/** The memory of an instance, as host functions see it. Not safe for use by several threads. */
public interface GuestMemory {

  /**
   * The memory's bytes, all of them, valid until WebAssembly code runs again. Whoever changes some
   * must {@linkplain #markWritten say so}.
   */
  byte[] bytes();

  /** Notes that a range, which must lie within the memory, was changed. */
  void markWritten(int offset, int length);

  /**
   * The pages of 64 KiB that the memory would have had after each growth that the code asked for
   * since the last reset, granted or not, all together.
   */
  long pagesGrownTo();
}
