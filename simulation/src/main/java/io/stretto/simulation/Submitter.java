package io.stretto.simulation;

import io.stretto.simulation.engine.Actor;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.engine.Scheduler;
import io.stretto.simulation.fault.Fault;
import io.stretto.simulation.log.SimulatedLog;
import io.stretto.simulation.log.Topics;
import io.stretto.simulation.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/** The clients: it submits records to the ledgers, some at once and some apart. */
final class Submitter implements Actor {

  private static final int GAPS_PER_THOUSAND = 20;

  private final RunOptions options;
  private final Topics topics;
  private final Scheduler scheduler;
  private final Dice dice;
  private final List<Workload> workloads = new ArrayList<>();
  private final int longestPauseMillis;
  private final int recordsAtOnce;
  private int drawn;

  Submitter(Scenario scenario, RunOptions options, Topics topics, Scheduler scheduler, Dice dice) {
    this.options = options;
    this.topics = topics;
    this.scheduler = scheduler;
    this.dice = dice;
    this.longestPauseMillis = scenario.submitMillis();
    this.recordsAtOnce = dice.pick(1, 3, 40);
    boolean isHostile = scenario.faults().has(Fault.HOSTILE_ACCESS_LISTS);
    for (int ledger = 0; ledger < scenario.settings().ledgers(); ledger++) {
      workloads.add(new Workload(dice.split(), isHostile));
    }
  }

  /** Whether all records have been submitted. */
  boolean isDone() {
    return drawn == options.transactions();
  }

  @Override
  public long act() {
    for (int count = dice.between(1, recordsAtOnce); count > 0 && !isDone(); count--) {
      submit();
    }
    return isDone() ? NEVER : dice.below(recordsAtOnce * longestPauseMillis + 1);
  }

  private void submit() {
    int ledger = dice.below(workloads.size());
    byte[] record = workloads.get(ledger).next();
    boolean isGap = dice.chance(GAPS_PER_THOUSAND);
    SimulatedLog<byte[]> log = topics.transactions().get(ledger);
    if (!options.omitted().get(drawn++)) {
      if (isGap) {
        log.skip();
      }
      log.append(record, scheduler.nowMillis());
    }
  }
}
