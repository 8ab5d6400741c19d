package io.stretto.bench.engine;

/** A function of {@code kernels.c}, which is the same in WebAssembly and in a native program. */
public enum Kernel {
  /** A hash in loops. */
  SHA256("sha256", "SHA-256 of 4 KiB", 200, 2),
  /** The same hash without loops: one function of 10 KB as a method of the JVM. */
  UNROLLED("unrolled", "SHA-256 of 4 KiB, unrolled into one large function", 200, Row.NO_AIM),
  /** A sort, with calls and branches that nobody foresees. */
  SORT("sort", "quicksort of 4,096 numbers", 20, 2),
  /** Numbers of 64 bits. */
  ARITHMETIC("arithmetic", "16,384 steps of 64-bit arithmetic", 100, 2),
  /** Memory of a contract's own. */
  TABLE("table", "1,024 keys of 32 bytes through a hash table", 50, Row.NO_AIM);

  private final String function;
  private final String description;
  private final int rounds;
  private final double aimOverNative;

  Kernel(String function, String description, int rounds, double aimOverNative) {
    this.function = function;
    this.description = description;
    this.rounds = rounds;
    this.aimOverNative = aimOverNative;
  }

  /** The name that the module exports and that the native program takes. */
  String function() {
    return function;
  }

  /** What one round does. */
  String description() {
    return description;
  }

  /** How many rounds one run has: some milliseconds of native code. */
  int rounds() {
    return rounds;
  }

  /** How many times as long as native code it should take at most. */
  double aimOverNative() {
    return aimOverNative;
  }
}
