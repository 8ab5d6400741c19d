package io.stretto.chaos;

import io.stretto.chaos.history.CanonicalLedger;
import io.stretto.chaos.history.History;
import io.stretto.chaos.history.HistoryChecker;
import io.stretto.chaos.history.PublicationCheck;
import io.stretto.chaos.history.Violation;
import io.stretto.chaos.load.Clients;
import io.stretto.chaos.plan.Fault;
import io.stretto.chaos.plan.Fault.Action;
import io.stretto.chaos.plan.FaultPlan;
import io.stretto.chaos.plan.FaultStep;
import io.stretto.chaos.process.ClusterShape;
import io.stretto.chaos.process.DiskQuota;
import io.stretto.chaos.process.Instance;
import io.stretto.chaos.process.Launcher;
import io.stretto.chaos.process.ProcessCluster;
import io.stretto.chaos.proof.LedgerProof;
import io.stretto.chaos.proof.LedgerTruth;
import io.stretto.chaos.report.ChaosReport;
import io.stretto.chaos.report.CommitTimes;
import io.stretto.chaos.report.FaultOutcome;
import io.stretto.chaos.report.PublishedLog;
import io.stretto.service.kafka.CommitCounter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One run, from the empty directory to the report. */
public final class ChaosRun {

  private static final int LEDGER = 0;

  private final ChaosSettings settings;
  private final Launcher launcher;
  private final LedgerProof proof;
  private final Consumer<String> log;
  private final List<String> skipped = new ArrayList<>();
  private final List<Strike> strikes = new ArrayList<>();
  private Optional<String> problem = Optional.empty();
  private long loadSinceMillis;
  private long loadUntilMillis;

  /** A fault of the plan, which process it struck, and when. */
  private record Strike(FaultStep step, String victim, long atMillis, double machineLoad) {}

  /**
   * Creates a run.
   *
   * @param settings what to do
   * @param launcher starts the processes
   * @param proof executes the log serially
   * @param log is told what happens, a line at a time
   */
  public ChaosRun(
      ChaosSettings settings, Launcher launcher, LedgerProof proof, Consumer<String> log) {
    this.settings = settings;
    this.launcher = launcher;
    this.proof = proof;
    this.log = log;
  }

  /**
   * Runs it; no process is left afterwards.
   *
   * @throws TimeoutException when the cluster does not start
   */
  public ChaosReport run() throws InterruptedException, TimeoutException {
    createDirectory();
    Set<Fault> faults = possible();
    boolean hasQuotas = faults.stream().anyMatch(fault -> fault.action() == Action.FILL_DISK);
    ClusterShape shape =
        new ClusterShape(
            settings.directory(),
            settings.network().kind(),
            settings.workers(),
            settings.properties(),
            hasQuotas);
    log.accept("network: " + settings.network().kind().word());
    log.accept(
        "starting a broker, 2 coordinators, 2 state-stores, " + settings.workers() + " workers");
    try (ProcessCluster cluster = ProcessCluster.start(shape, launcher, settings.patience());
        Clients clients =
            new Clients(
                cluster.settings(),
                cluster.stateStores(),
                settings.seed(),
                settings.perSecond(),
                settings.sessions());
        CommitCounter counter = new CommitCounter(cluster.settings(), "chaos-watch", LEDGER)) {
      load(cluster, clients, new CommitWatch(counter), faults);
      return report(cluster, clients);
    }
  }

  private void load(ProcessCluster cluster, Clients clients, CommitWatch commits, Set<Fault> faults)
      throws InterruptedException, TimeoutException {
    clients.prepare(settings.patience());
    loadSinceMillis = System.currentTimeMillis();
    clients.start();
    if (!faults.isEmpty()) {
      strike(cluster, commits, faults);
    }
    loadUntilMillis = System.currentTimeMillis();
    log.accept("the load has ended; waiting for receipts");
    if (!clients.end(settings.patience())) {
      addProblem(clients.recorder().unanswered() + " acknowledged transactions got no receipt");
    }
    clients.failures().forEach(this::addProblem);
  }

  private void createDirectory() {
    try {
      Files.createDirectories(settings.directory());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + settings.directory(), e);
    }
  }

  /** The chosen faults but for those that this machine cannot do. */
  private Set<Fault> possible() throws InterruptedException {
    EnumSet<Fault> possible = EnumSet.copyOf(settings.faults());
    Optional<String> noQuota = DiskQuota.problem(settings.directory());
    noQuota.ifPresent(
        reason ->
            possible.removeIf(
                fault -> {
                  boolean isOut = fault.action() == Action.FILL_DISK;
                  if (isOut) {
                    skipped.add(fault.word() + ": no disk can be filled here (" + reason + ")");
                  }
                  return isOut;
                }));
    return possible;
  }

  private void strike(ProcessCluster cluster, CommitWatch commits, Set<Fault> faults)
      throws InterruptedException {
    FaultInjector injector = new FaultInjector(cluster, commits, settings.patience());
    FaultPlan plan = new FaultPlan(settings.seed(), faults);
    long endNanos = System.nanoTime() + settings.minimumTime().toNanos();
    try {
      settle(commits);
      for (int round = 1; round <= settings.rounds() || System.nanoTime() < endNanos; round++) {
        for (FaultStep step : plan.nextRound()) {
          strike(step, injector, cluster, commits);
        }
      }
      for (Instance instance : cluster.instances()) {
        cluster.awaitReady(instance, settings.patience());
      }
    } catch (TimeoutException e) {
      addProblem(e.getMessage());
      tellOutputs(cluster);
    }
  }

  private void strike(
      FaultStep step, FaultInjector injector, ProcessCluster cluster, CommitWatch commits)
      throws InterruptedException, TimeoutException {
    Instance victim = injector.victim(step);
    log.accept(
        String.format(
            "%3d %s on %s, for %d ms",
            step.number(), step.fault().word(), victim.name(), step.holdMillis()));
    double machineLoad = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    strikes.add(new Strike(step, victim.name(), System.currentTimeMillis(), machineLoad));
    injector.strike(step, victim);
    try {
      injector.hold(step, victim);
    } finally {
      injector.heal(step, victim);
    }
    if (settings.settleTime().isPositive()) {
      cluster.awaitReady(victim, settings.patience());
    }
    settle(commits);
  }

  private void settle(CommitWatch commits) throws InterruptedException, TimeoutException {
    commits.awaitProgress(settings.patience());
    TimeUnit.NANOSECONDS.sleep(settings.settleTime().toNanos());
    commits.awaitProgress(settings.patience());
  }

  private void tellOutputs(ProcessCluster cluster) {
    for (Instance instance : cluster.instances()) {
      log.accept("---- " + instance.name() + (instance.isAlive() ? "" : ", which has ended"));
      instance.lastLines(10).forEach(log);
    }
  }

  private void addProblem(String text) {
    log.accept("PROBLEM: " + text);
    problem = Optional.of(problem.map(present -> present + "; " + text).orElse(text));
  }

  private ChaosReport report(ProcessCluster cluster, Clients clients) {
    log.accept("executing the log serially");
    History history = clients.recorder().history();
    LedgerTruth truth = new LedgerTruth(history.reads());
    LedgerProof.Finding finding =
        proof.prove(cluster.settings(), cluster.stateStores().getFirst(), truth);
    finding.difference().ifPresent(this::addProblem);
    CanonicalLedger ledger = truth.ledger();
    List<Violation> violations = new ArrayList<>(HistoryChecker.check(history, ledger));
    PublicationCheck publication = new PublicationCheck(ledger);
    CommitTimes times = PublishedLog.read(cluster.settings(), LEDGER, publication);
    violations.addAll(publication.end());
    addWhatProvesNothing(history);
    return new ChaosReport(
        settings.seed(),
        settings.network(),
        outcomes(times),
        new ChaosReport.Totals(
            loadSinceMillis,
            (loadUntilMillis - loadSinceMillis) / 1e3,
            history.submissions().size(),
            clients.recorder().answered(),
            finding.transactions(),
            finding.height() + 1,
            publication.repeats(),
            history.reads().size(),
            clients.unansweredReads(),
            times.longestPauseMillis(loadSinceMillis, firstStrikeMillis()),
            finding.stateDigest().toHex()),
        violations,
        problem,
        skipped);
  }

  /** A run without transactions, reads or faults would find everything in order. */
  private void addWhatProvesNothing(History history) {
    if (history.submissions().stream().allMatch(submission -> submission.told().isEmpty())) {
      addProblem("nobody got a receipt: nothing is proven");
    }
    if (settings.sessions() > 0 && history.reads().isEmpty()) {
      addProblem("no read was answered: nothing is proven of them");
    }
    if (strikes.isEmpty()) {
      addProblem("no fault was injected: nothing is proven");
    }
  }

  private long firstStrikeMillis() {
    return strikes.isEmpty() ? loadUntilMillis : strikes.getFirst().atMillis();
  }

  private List<FaultOutcome> outcomes(CommitTimes times) {
    List<FaultOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < strikes.size(); i++) {
      Strike strike = strikes.get(i);
      long from = strike.atMillis();
      long to = i + 1 < strikes.size() ? strikes.get(i + 1).atMillis() : loadUntilMillis;
      outcomes.add(
          new FaultOutcome(
              strike.step(),
              strike.victim(),
              from,
              strike.machineLoad(),
              to,
              times.longestPauseMillis(from, to),
              times.count(from, to)));
    }
    return outcomes;
  }
}
