package io.stretto.wasm.engine;

/**
 * What a memory held at one moment, as far as it differed from its pristine content. Immutable.
 *
 * @param pages the size
 * @param runs pairs of the first block of a run of written blocks and the one behind it
 * @param content the content of all runs, one after the other, each with what its last write may
 *     have put into the next block
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MemoryImage(int pages, int[] runs, byte[] content) {

  /** The number of blocks in all runs. */
  int blocks() {
    int blocks = 0;
    for (int i = 0; i < runs.length; i += 2) {
      blocks += runs[i + 1] - runs[i];
    }
    return blocks;
  }
}
