package io.stretto.simulation.node;

import io.stretto.simulation.check.Checker;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.engine.Scheduler;
import io.stretto.simulation.fault.Fault;
import io.stretto.simulation.fault.FaultPlan;
import io.stretto.simulation.log.Reader;
import io.stretto.simulation.log.SimulatedLog;
import io.stretto.simulation.log.Topics;

/** What all nodes of a simulated cluster share. */
public final class World {

  private final ClusterSettings settings;
  private final Topics topics;
  private final Scheduler scheduler;
  private final Dice dice;
  private final Weather weather;
  private final Checker checker;
  private final Sabotage sabotage;

  /** Creates a world without nodes. */
  public World(
      ClusterSettings settings,
      FaultPlan plan,
      Topics topics,
      Scheduler scheduler,
      Dice dice,
      Checker checker,
      Sabotage sabotage) {
    this.settings = settings;
    this.topics = topics;
    this.scheduler = scheduler;
    this.dice = dice;
    this.weather = new Weather(plan, dice.split());
    this.checker = checker;
    this.sabotage = sabotage;
  }

  /** From now on nothing goes wrong. */
  public void calm() {
    weather.calm();
  }

  /** Whether a fault may strike now. */
  public boolean has(Fault fault) {
    return weather.has(fault);
  }

  ClusterSettings settings() {
    return settings;
  }

  Topics topics() {
    return topics;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Dice dice() {
    return dice;
  }

  Weather weather() {
    return weather;
  }

  Checker checker() {
    return checker;
  }

  Sabotage sabotage() {
    return sabotage;
  }

  long nowMillis() {
    return scheduler.nowMillis();
  }

  /** How long a thread takes until it acts again: longer where it had nothing to do. */
  long pace(boolean wasBusy) {
    int longest = settings.paceMillis();
    return wasBusy ? dice.below(longest + 1) : dice.between(1, 4 * longest + 4);
  }

  <R> Reader<R> reader(SimulatedLog<R> log, long offset) {
    return new Reader<>(log, offset, weather);
  }
}
