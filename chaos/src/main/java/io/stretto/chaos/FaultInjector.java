package io.stretto.chaos;

import io.stretto.chaos.plan.Fault.Action;
import io.stretto.chaos.plan.Fault.Target;
import io.stretto.chaos.plan.FaultStep;
import io.stretto.chaos.process.ActiveInstances;
import io.stretto.chaos.process.Instance;
import io.stretto.chaos.process.ProcessCluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does to a cluster what a plan says, and undoes it. */
final class FaultInjector {

  private static final long POLL_MILLIS = 100;

  /** The system's words, which libraries pass on. */
  private static final String DISK_FULL = "No space left on device";

  private final ProcessCluster cluster;
  private final ActiveInstances active;
  private final CommitWatch commits;
  private final Duration patience;

  FaultInjector(ProcessCluster cluster, CommitWatch commits, Duration patience) {
    this.cluster = cluster;
    this.active = new ActiveInstances(cluster);
    this.commits = commits;
    this.patience = patience;
  }

  /**
   * Chooses the process that a fault is to strike.
   *
   * @throws TimeoutException when it cannot be told which has the ledger
   */
  Instance victim(FaultStep step) throws InterruptedException, TimeoutException {
    Target target = step.fault().target();
    List<Instance> candidates = cluster.instances(target);
    if (target == Target.WORKER || target == Target.BROKER) {
      return candidates.get(step.victim() % candidates.size());
    }
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Instance> found = active.find(target);
      if (found.isPresent()) {
        return found.get();
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    throw new TimeoutException("no " + target + " has the ledger");
  }

  /**
   * Injects a fault.
   *
   * @throws TimeoutException when a process that is told to end does not
   */
  void strike(FaultStep step, Instance victim) throws InterruptedException, TimeoutException {
    switch (step.fault().action()) {
      case KILL -> victim.kill();
      case PAUSE -> victim.pause();
      case RESTART -> victim.stop();
      case CUT -> victim.wire().cut();
      case DELAY -> victim.brokerLink().orElseThrow().delay(step.delayMillis());
      case CUT_READS -> victim.readLink().orElseThrow().cut();
      case DELAY_READS -> victim.readLink().orElseThrow().delay(step.delayMillis());
      case FILL_DISK -> victim.disk().orElseThrow().fill();
    }
  }

  /**
   * Lets a fault last. What was killed comes back only when the others have taken over, where there
   * are others; a full disk has room again only when its process has met it.
   *
   * @throws TimeoutException when they have not in time
   */
  void hold(FaultStep step, Instance victim) throws InterruptedException, TimeoutException {
    TimeUnit.MILLISECONDS.sleep(step.holdMillis());
    if (step.fault().action() == Action.FILL_DISK) {
      awaitComplaint(victim);
    }
    if (step.fault().action() == Action.KILL && step.fault().target() != Target.BROKER) {
      commits.awaitProgress(patience);
    }
  }

  /** What was set aside for files before a disk was full has room, so that takes a while. */
  private void awaitComplaint(Instance victim) throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (victim.isAlive() && !victim.hasWritten(DISK_FULL)) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(victim.name() + " does not meet its full disk");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** Undoes a fault. */
  void heal(FaultStep step, Instance victim) throws InterruptedException {
    switch (step.fault().action()) {
      case KILL, RESTART -> victim.start();
      case PAUSE -> victim.resume();
      case CUT -> victim.wire().heal();
      case DELAY -> victim.brokerLink().orElseThrow().heal();
      case CUT_READS, DELAY_READS -> victim.readLink().orElseThrow().heal();
      case FILL_DISK -> victim.disk().orElseThrow().free();
    }
  }
}
