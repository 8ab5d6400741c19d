package io.stretto.chaos.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * An endless run of faults, the same for the same seed: in each round every one of the chosen
 * faults once, in an order, with victims and lengths of its own. Not for use by several threads.
 */
public final class FaultPlan {

  private static final int VICTIMS = 1_000;

  private final Random random;
  private final List<Fault> faults;
  private int made;

  /** The plan of a seed for some faults, at least one. */
  public FaultPlan(long seed, Set<Fault> faults) {
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("a plan without faults");
    }
    this.random = new Random(seed);
    this.faults = faults.stream().sorted(Comparator.naturalOrder()).toList();
  }

  /** The next round. */
  public List<FaultStep> nextRound() {
    List<Fault> order = new ArrayList<>(faults);
    Collections.shuffle(order, random);
    return order.stream().map(this::step).toList();
  }

  private FaultStep step(Fault fault) {
    made++;
    int victim = random.nextInt(VICTIMS);
    long hold = holdMillis(fault);
    return new FaultStep(made, fault, victim, hold, between(50, 300));
  }

  /**
   * How long a fault lasts. Pauses and cuts are shorter and longer than the time after which a
   * silent process is given up; only the latter make zombies.
   */
  private long holdMillis(Fault fault) {
    return switch (fault.action()) {
      case KILL ->
          fault.target() == Fault.Target.BROKER ? between(100, 1_000) : between(500, 2_000);
      case PAUSE, CUT ->
          fault.target() == Fault.Target.BROKER ? between(500, 4_000) : longOrShort();
      case RESTART -> 0;
      case DELAY, CUT_READS, DELAY_READS -> between(2_000, 6_000);
      case FILL_DISK -> between(4_000, 8_000);
    };
  }

  private long longOrShort() {
    return random.nextInt(3) == 0 ? between(300, 2_000) : between(7_000, 12_000);
  }

  private long between(int minimum, int maximum) {
    return (long) minimum + random.nextInt(maximum - minimum + 1);
  }
}
