package io.stretto.simulation.node;

import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.fault.Fault;
import io.stretto.simulation.fault.FaultPlan;
import io.stretto.simulation.log.Delivery;

/** What goes wrong all the time, as long as anything may go wrong. */
public final class Weather implements Delivery {

  private static final int LONGEST_DELAY_MILLIS = 400;

  private final FaultPlan plan;
  private final Dice dice;
  private boolean isCalm;

  Weather(FaultPlan plan, Dice dice) {
    this.plan = plan;
    this.dice = dice;
  }

  /** From now on nothing goes wrong. */
  void calm() {
    isCalm = true;
  }

  /** Whether a fault may strike now. */
  boolean has(Fault fault) {
    return !isCalm && plan.has(fault);
  }

  /** Whether a fault that concerns records strikes one now. */
  boolean strikes(Fault fault) {
    return has(fault) && dice.chance(plan.recordsPerThousand());
  }

  @Override
  public long delayMillis() {
    return strikes(Fault.DELAYED_RECORDS) ? dice.between(1, LONGEST_DELAY_MILLIS) : 0;
  }

  @Override
  public int rewoundRecords() {
    return strikes(Fault.REDELIVERY) ? dice.between(1, 4) : 0;
  }

  @Override
  public boolean isLingering() {
    return has(Fault.LINGERING_PRODUCERS);
  }

  @Override
  public boolean isRepeated() {
    return strikes(Fault.REPEATED_RECORDS);
  }
}
