package io.stretto.simulation;

import io.stretto.simulation.check.Violation;
import io.stretto.simulation.fault.Fault;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * Cuts a run that violates a property to a short one that violates it too: fewer records, fewer
 * strikes, fewer faults, and records left out (Zeller and Hildebrandt, "Simplifying and Isolating
 * Failure-Inducing Input", 2002, by chunks). The same seed is shrunk the same way.
 */
public final class Shrinker {

  private final long seed;
  private final String property;
  private final int runsLimit;
  private int runs;
  private RunOptions shortest;
  private RunOutcome outcome;

  private Shrinker(RunOutcome failed, RunOptions options, int runsLimit) {
    this.seed = failed.seed();
    this.property = failed.violation().map(Violation::property).orElseThrow();
    this.runsLimit = runsLimit;
    this.shortest = options;
    this.outcome = failed;
  }

  /**
   * A short run.
   *
   * @param options what is left of it
   * @param outcome how it ends
   * @param runs how many runs it took to find it
   */
  public record Shrunk(RunOptions options, RunOutcome outcome, int runs) {}

  /**
   * Shrinks a run.
   *
   * @param failed how it ended, with a violation
   * @param options how it was run
   * @param runsLimit how many runs to try at most
   */
  public static Shrunk shrink(RunOutcome failed, RunOptions options, int runsLimit) {
    Shrinker shrinker = new Shrinker(failed, options, runsLimit);
    shrinker.cutRecords();
    shrinker.cutStrikes();
    shrinker.cutFaults();
    shrinker.omitRecords();
    shrinker.cutFaults();
    shrinker.cutStrikes();
    return new Shrunk(shrinker.shortest, shrinker.outcome, shrinker.runs);
  }

  /** Takes a run if it violates the same property. */
  private boolean attempt(RunOptions options) {
    if (runs == runsLimit) {
      return false;
    }
    runs++;
    RunOutcome attempted = new SimulatedCluster(seed, options, false).run();
    boolean isSame =
        attempted.violation().filter(found -> found.property().equals(property)).isPresent();
    if (isSame) {
      shortest = options;
      outcome = attempted;
    }
    return isSame;
  }

  private void cutRecords() {
    for (int less = shortest.transactions() / 2; less > 0; less /= 2) {
      while (shortest.transactions() > less
          && attempt(shortest.withTransactions(shortest.transactions() - less))) {
        // Once more, with so many less.
      }
    }
  }

  private void cutStrikes() {
    int most = (int) Math.min(shortest.strikes(), outcome.statistics().strikes());
    if (most == 0 || attempt(shortest.withStrikes(0))) {
      return;
    }
    int tooFew = 0;
    for (int enough = most; enough - tooFew > 1; ) {
      int middle = tooFew + (enough - tooFew) / 2;
      if (attempt(shortest.withStrikes(middle))) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
  }

  private void cutFaults() {
    for (Fault fault : Fault.values()) {
      if (!shortest.without().contains(fault)) {
        Set<Fault> more = EnumSet.of(fault);
        more.addAll(shortest.without());
        attempt(shortest.without(more));
      }
    }
  }

  private void omitRecords() {
    int count = shortest.transactions();
    for (int chunk = Math.max(1, count / 2); chunk > 0; chunk /= 2) {
      for (int from = 0; from < count; from += chunk) {
        BitSet more = (BitSet) shortest.omitted().clone();
        more.set(from, Math.min(count, from + chunk));
        if (!more.equals(shortest.omitted())) {
          attempt(shortest.withOmitted(more));
        }
      }
    }
  }
}
