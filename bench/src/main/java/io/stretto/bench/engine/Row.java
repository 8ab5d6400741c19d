package io.stretto.bench.engine;

import io.stretto.bench.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one thing took.
 *
 * @param name what was measured
 * @param nanos how long it took in nanoseconds, of several rounds
 * @param ratios how many times as long as other things, of the same run
 */
public record Row(String name, Figures nanos, List<Ratio> ratios) {

  /** An aim that is none. */
  public static final double NO_AIM = Double.POSITIVE_INFINITY;

  /**
   * How many times as long as another thing, the least of each compared.
   *
   * @param of the other thing
   * @param value the ratio
   * @param aim how great it should be at most; {@link #NO_AIM} where nothing is aimed at
   */
  public record Ratio(String of, double value, double aim) {

    /** Whether the aim is reached. */
    public boolean isReached() {
      return value <= aim;
    }
  }

  /** Copies the list. */
  public Row {
    ratios = List.copyOf(ratios);
  }

  /** A row of what could not be measured here. */
  static Row missing(String name) {
    return of(name, Figures.of(Double.NaN));
  }

  /** A row that is not compared with anything yet. */
  static Row of(String name, Figures nanos) {
    return new Row(name, nanos, List.of());
  }

  /** The row compared with another thing, without an aim. */
  Row comparedWith(String of, Figures other) {
    return comparedWith(of, other, NO_AIM);
  }

  /** The row compared with another thing. */
  Row comparedWith(String of, Figures other, double aim) {
    return with(new Ratio(of, nanos.minimum() / other.minimum(), aim));
  }

  /** The row compared with a number of nanoseconds that it should not pass. */
  Row comparedWithNanos(double aimNanos) {
    return with(
        new Ratio(String.format(Locale.ROOT, "%,.0f ns", aimNanos), nanos.minimum() / aimNanos, 1));
  }

  /** Whether anything was measured. */
  public boolean isMeasured() {
    return !Double.isNaN(nanos.minimum());
  }

  private Row with(Ratio more) {
    List<Ratio> all = new ArrayList<>(ratios);
    all.add(more);
    return new Row(name, nanos, all);
  }
}
