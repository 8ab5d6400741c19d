package io.stretto.simulation.fault;

import io.stretto.simulation.engine.Dice;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which faults may strike in a run, and how often. Each seed switches off a random half of them, so
 * that faults also meet alone; some switch off all.
 *
 * @param faults which ones
 * @param strikeMillis how long it takes from one blow to the next, on average
 * @param recordsPerThousand how many records in a thousand are delayed, repeated or lost
 */
public record FaultPlan(Set<Fault> faults, int strikeMillis, int recordsPerThousand) {

  /** Draws the faults of a run. */
  public static FaultPlan draw(Dice dice) {
    EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
    int share = dice.pick(0, 150, 500, 500, 500, 850);
    for (Fault fault : Fault.values()) {
      if (dice.chance(share)) {
        faults.add(fault);
      }
    }
    return new FaultPlan(faults, dice.pick(15, 40, 120), dice.pick(5, 30, 120));
  }

  /** The same faults but for some. */
  public FaultPlan without(Set<Fault> others) {
    EnumSet<Fault> fewer = EnumSet.noneOf(Fault.class);
    fewer.addAll(faults);
    fewer.removeAll(others);
    return new FaultPlan(fewer, strikeMillis, recordsPerThousand);
  }

  /** Whether a fault may strike. */
  public boolean has(Fault fault) {
    return faults.contains(fault);
  }
}
