package io.stretto.simulation.engine;

import java.util.List;

/**
 * Numbers drawn from a seed (SplitMix64): the same seed gives the same numbers, on every Java.
 * Mutable; used by one thread.
 */
public final class Dice {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** Creates the dice of a seed. */
  public Dice(long seed) {
    this.state = mix(seed);
  }

  /**
   * Dice of their own, drawn from these: what is thrown with them does not change what is thrown
   * with others.
   */
  public Dice split() {
    return new Dice(nextLong());
  }

  /** Any number. */
  public long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /** A number from 0 to one less than the bound, which is at least 1. */
  public int below(int bound) {
    return (int) Math.floorMod(nextLong(), (long) bound);
  }

  /** A number from one to another, both included. */
  public int between(int lowest, int highest) {
    return lowest + below(highest - lowest + 1);
  }

  /** True so many times in a thousand. */
  public boolean chance(int perThousand) {
    return below(1000) < perThousand;
  }

  /** True every other time. */
  public boolean flip() {
    return nextLong() < 0;
  }

  /** One of several. */
  @SafeVarargs
  public final <T> T pick(T... choices) {
    return choices[below(choices.length)];
  }

  /** One of a list, which is not empty. */
  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  private static long mix(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
