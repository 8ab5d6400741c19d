package io.stretto.wasm;

/**
 * What an execution's gas was used for; the sum is its {@code gasUsed}.
 *
 * @param compute instructions and host functions; also what a trap consumed at once
 * @param memory growth of memory
 * @param storageRead reads of state
 * @param storageWrite writes of state
 */
public record GasMeters(long compute, long memory, long storageRead, long storageWrite) {

  /** Splits a total: compute is what the others leave. */
  static GasMeters of(long total, long memory, long storageRead, long storageWrite) {
    long read = Math.min(storageRead, total);
    long write = Math.min(storageWrite, total - read);
    long grown = Math.min(memory, total - read - write);
    return new GasMeters(total - read - write - grown, grown, read, write);
  }
}
