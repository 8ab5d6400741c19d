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
record MemoryImage(int pages, int[] runs, byte[] content) {}
