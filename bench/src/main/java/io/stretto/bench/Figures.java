package io.stretto.bench;

import java.util.Arrays;

/**
 * Figures of one kind from several rounds.
 *
 * @param minimum the least
 * @param median the one in the middle; of an even number, the lower of the two
 * @param maximum the greatest
 */
public record Figures(double minimum, double median, double maximum) {

  /** Sums up the rounds; there must be at least one. */
  public static Figures of(double... rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    return new Figures(sorted[0], sorted[(sorted.length - 1) / 2], sorted[sorted.length - 1]);
  }

  /** The figures for one of so many equal parts. */
  public Figures dividedBy(double parts) {
    return new Figures(minimum / parts, median / parts, maximum / parts);
  }

  /** The figures without an amount that is in each of them. */
  public Figures minus(double amount) {
    return new Figures(minimum - amount, median - amount, maximum - amount);
  }

  @Override
  public String toString() {
    return String.format("%,10.0f  (%,.0f to %,.0f)", median, minimum, maximum);
  }
}
