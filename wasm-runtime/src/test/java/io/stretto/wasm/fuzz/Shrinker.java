package io.stretto.wasm.fuzz;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Makes the bytes behind a failure smaller while it still fails: pieces are cut out, single bytes
 * become zero. Since zero is the simplest choice and an input that ends gives zeros, this drops
 * functions and instructions from what is built of the bytes.
 */
final class Shrinker {

  private final Predicate<byte[]> fails;
  private final long deadlineNanos;
  private byte[] best;

  private Shrinker(byte[] bytes, Predicate<byte[]> fails, Duration atMost) {
    this.best = bytes;
    this.fails = fails;
    this.deadlineNanos = System.nanoTime() + atMost.toNanos();
  }

  /** Returns the smallest bytes that were found to fail in the time given. */
  static byte[] shrink(byte[] bytes, Predicate<byte[]> fails, Duration atMost) {
    Shrinker shrinker = new Shrinker(bytes, fails, atMost);
    boolean improved = true;
    while (improved && shrinker.hasTime()) {
      improved = shrinker.cutPieces();
      improved |= shrinker.zeroBytes();
    }
    return shrinker.best;
  }

  private boolean hasTime() {
    return System.nanoTime() < deadlineNanos;
  }

  private boolean cutPieces() {
    boolean improved = false;
    for (int size = best.length / 2; size >= 1; size /= 2) {
      for (int start = best.length - size; start >= 0 && hasTime(); start -= size) {
        if (start + size <= best.length) {
          byte[] candidate = Arrays.copyOf(best, best.length - size);
          System.arraycopy(best, start + size, candidate, start, best.length - start - size);
          improved |= accept(candidate);
        }
      }
    }
    return improved;
  }

  private boolean zeroBytes() {
    boolean improved = false;
    for (int i = 0; i < best.length && hasTime(); i++) {
      if (best[i] != 0) {
        byte[] candidate = best.clone();
        candidate[i] = 0;
        improved |= accept(candidate);
      }
    }
    return improved;
  }

  private boolean accept(byte[] candidate) {
    if (fails.test(candidate)) {
      best = candidate;
      return true;
    }
    return false;
  }
}
