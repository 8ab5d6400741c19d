package io.stretto.simulation;

import io.stretto.protocol.Commit;
import io.stretto.protocol.StateKey;
import io.stretto.simulation.RunOutcome.Statistics;
import io.stretto.simulation.check.BoundedMemory;
import io.stretto.simulation.check.Checker;
import io.stretto.simulation.check.Checkers;
import io.stretto.simulation.check.CommitOrder;
import io.stretto.simulation.check.Completeness;
import io.stretto.simulation.check.FirstRecordWins;
import io.stretto.simulation.check.LookAheadComplete;
import io.stretto.simulation.check.NothingFromTheFuture;
import io.stretto.simulation.check.PositionOnce;
import io.stretto.simulation.check.Progress;
import io.stretto.simulation.check.RunEnd;
import io.stretto.simulation.check.SerialOutcome;
import io.stretto.simulation.check.Trace;
import io.stretto.simulation.check.Truth;
import io.stretto.simulation.check.TwoStrikes;
import io.stretto.simulation.check.Violation;
import io.stretto.simulation.engine.Actor;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.engine.Scheduler;
import io.stretto.simulation.fault.FaultPlan;
import io.stretto.simulation.log.SimulatedLog;
import io.stretto.simulation.log.Topics;
import io.stretto.simulation.node.ClusterSettings;
import io.stretto.simulation.node.CommitterSupervisor;
import io.stretto.simulation.node.CoordinatorSupervisor;
import io.stretto.simulation.node.Sabotage;
import io.stretto.simulation.node.SimulatedStore;
import io.stretto.simulation.node.WorkerPool;
import io.stretto.simulation.node.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * A whole cluster in one thread: the real decisions of coordinators, workers and committers between
 * logs in memory. A seed chooses the workload, the settings, the next event and the faults, so the
 * same seed gives the same run.
 */
public final class SimulatedCluster {

  private static final long START_MILLIS = 1_000_000;
  private static final long PATIENCE_MILLIS = 120_000;
  private static final int PATIENCE_ACTIONS = 200_000;

  /** Faults go on for so long at most after the last record was submitted. */
  private static final int LONGEST_STORM_MILLIS = 2_000;

  private final long seed;
  private final Scheduler scheduler;
  private final World world;
  private final Submitter submitter;
  private final FaultInjector injector;
  private final List<Truth> truths;
  private final Completeness completeness;
  private final Progress progress;
  private final Checkers checkers;
  private final Topics topics;
  private final List<CommitterSupervisor> committers = new ArrayList<>();
  private final Optional<Trace> trace;

  /** Creates the cluster of a seed; what happens is written down only if that is asked for. */
  public SimulatedCluster(long seed, RunOptions options, boolean isTraced) {
    this.seed = seed;
    Dice dice = new Dice(seed);
    Scenario scenario = Scenario.draw(dice.split());
    ClusterSettings settings = scenario.settings();
    FaultPlan faults = scenario.faults().without(options.without());
    this.scheduler = new Scheduler(dice.split(), START_MILLIS, this::acted);
    this.truths = IntStream.range(0, settings.ledgers()).mapToObj(Truth::new).toList();
    this.completeness = new Completeness(truths);
    this.progress =
        new Progress(
            completeness,
            settings.ledgers(),
            scheduler::nowMillis,
            PATIENCE_MILLIS,
            PATIENCE_ACTIONS);
    this.trace = isTraced ? Optional.of(new Trace(scheduler::nowMillis)) : Optional.empty();
    this.checkers = new Checkers(checkers(settings));
    Dice offsets = dice.split();
    this.topics =
        Topics.create(
            settings.ledgers(), settings.lanes(), ledger -> offsets.pick(0L, 0L, 5L, 1000L));
    listen();
    Dice nodes = dice.split();
    Sabotage sabotage =
        options.planted().map(fault -> fault.sabotage(new Dice(seed))).orElse(Sabotage.NONE);
    this.world = new World(settings, faults, topics, scheduler, nodes, checkers, sabotage);
    this.submitter = new Submitter(scenario, options, topics, scheduler, dice.split());
    List<CoordinatorSupervisor> coordinators = new ArrayList<>();
    for (int ledger = 0; ledger < settings.ledgers(); ledger++) {
      coordinators.add(new CoordinatorSupervisor(world, ledger));
      committers.add(new CommitterSupervisor(world, ledger));
    }
    WorkerPool workers = new WorkerPool(world, committers);
    this.injector =
        new FaultInjector(
            faults, options.strikes(), dice.split(), checkers, workers, coordinators, committers);
    scheduler.add(injector, 1);
    scheduler.add(submitter, 0);
    scheduler.add(new Calm(dice.split().below(LONGEST_STORM_MILLIS)), 1);
  }

  /** Runs until everything that was submitted is committed, or something is wrong. */
  public RunOutcome run() {
    try {
      scheduler.runWhile(() -> !isDone());
      committers.forEach(CommitterSupervisor::end);
      checkers.ended(end());
      return outcome(Optional.empty());
    } catch (Violation violation) {
      return outcome(Optional.of(violation));
    } catch (RuntimeException e) {
      Violation violation = new Violation("no exception", e.toString());
      violation.initCause(e);
      return outcome(Optional.of(violation));
    }
  }

  /** All that happened, a line an event; empty where nothing was written down. */
  public String trace() {
    return trace.map(Trace::text).orElse("");
  }

  /** Ends all faults a while after the last record was submitted. */
  private final class Calm implements Actor {

    private final int afterMillis;
    private boolean isDue;

    Calm(int afterMillis) {
      this.afterMillis = afterMillis;
    }

    @Override
    public long act() {
      if (isDue) {
        injector.stop();
        world.calm();
        progress.restart();
        return NEVER;
      }
      isDue = submitter.isDone();
      return isDue ? afterMillis : 20;
    }
  }

  private List<Checker> checkers(ClusterSettings settings) {
    List<Checker> all = new ArrayList<>();
    trace.ifPresent(all::add);
    all.addAll(truths);
    all.add(completeness);
    all.add(new FirstRecordWins(truths));
    all.add(new SerialOutcome(truths));
    all.add(new CommitOrder(settings.ledgers()));
    all.add(new PositionOnce());
    all.add(new TwoStrikes());
    all.add(new LookAheadComplete());
    all.add(new NothingFromTheFuture());
    all.add(
        new BoundedMemory(
            settings.ledgers(), settings.coordinator(), CoordinatorSupervisor.INTAKE_RECORDS));
    return all;
  }

  private void listen() {
    for (int i = 0; i < truths.size(); i++) {
      int ledger = i;
      topics
          .transactions()
          .get(i)
          .listen(entry -> checkers.submitted(ledger, entry.offset(), entry.value()));
      topics.blocks().get(i).listen(entry -> checkers.blockAppended(entry.value(), entry.offset()));
      topics.results().get(i).listen(entry -> checkers.resultsAppended(entry.value()));
      topics.commits().get(i).listen(entry -> checkers.commitAppended(entry.value()));
      topics.receipts().get(i).listen(entry -> checkers.receiptsAppended(ledger, entry.value()));
      topics.changelog().get(i).listen(entry -> checkers.changelogAppended(entry.value().delta()));
    }
    topics.tasks().forEach(log -> log.listen(entry -> checkers.taskAppended(entry.value())));
    topics.requests().forEach(log -> log.listen(entry -> checkers.requestAppended(entry.value())));
  }

  private void acted() {
    progress.acted();
  }

  private boolean isDone() {
    if (!submitter.isDone()) {
      return false;
    }
    for (int ledger = 0; ledger < truths.size(); ledger++) {
      CommitterSupervisor committer = committers.get(ledger);
      boolean isLedgerDone =
          completeness.isComplete(ledger)
              && committer.isUp()
              && committer.store().tip().height() + 1 == completeness.commits(ledger);
      if (!isLedgerDone) {
        return false;
      }
    }
    return true;
  }

  private RunEnd end() {
    List<SortedMap<StateKey, byte[]>> states = new ArrayList<>();
    List<SortedMap<StateKey, byte[]>> restored = new ArrayList<>();
    for (int ledger = 0; ledger < truths.size(); ledger++) {
      states.add(committers.get(ledger).store().entries());
      SimulatedStore store = new SimulatedStore();
      store.restore(topics.changelog().get(ledger));
      restored.add(store.entries());
    }
    return new RunEnd(states, restored);
  }

  private RunOutcome outcome(Optional<Violation> violation) {
    long transactions = 0;
    long blocks = 0;
    long executions = 0;
    long conflicts = 0;
    for (SimulatedLog<Commit> log : topics.commits()) {
      for (long offset = 0; offset < log.end(); offset++) {
        Commit commit = log.get(offset).value();
        blocks++;
        transactions += commit.counts().transactions();
        executions += commit.statistics().executions();
        conflicts += commit.statistics().conflicts();
      }
    }
    Statistics statistics =
        new Statistics(
            1,
            transactions,
            blocks,
            executions,
            conflicts,
            injector.strikes(),
            scheduler.actions());
    return new RunOutcome(seed, violation, statistics);
  }
}
