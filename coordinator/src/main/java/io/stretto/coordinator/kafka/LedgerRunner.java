package io.stretto.coordinator.kafka;

import io.stretto.coordinator.Coordinator;
import io.stretto.coordinator.CoordinatorEvent;
import io.stretto.coordinator.CoordinatorRecord;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of one ledger's coordinator: takes events one by one, and publishes what is decided.
 * Readers of topics put events in; the queue is bounded, so that they wait where it falls behind.
 */
final class LedgerRunner implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerRunner.class);

  private static final int EVENT_LIMIT = 512;
  private static final long IDLE_MILLIS = 100;
  private static final long CUTTING_MILLIS = 1;

  /** How it ended. */
  enum End {
    /** It runs. */
    NONE,
    /** It was told to stop. */
    STOPPED,
    /** Another coordinator's block came first, or something was not published: start again. */
    RESTART
  }

  private final int ledger;
  private final Coordinator coordinator;
  private final CoordinatorOutput output;
  private final CoordinatorMetrics metrics;
  private final BlockingQueue<CoordinatorEvent> events = new ArrayBlockingQueue<>(EVENT_LIMIT);
  private volatile int queuedTransactions;
  private volatile long queuedBytes;
  private volatile End end = End.NONE;

  LedgerRunner(
      int ledger, Coordinator coordinator, CoordinatorOutput output, CoordinatorMetrics metrics) {
    this.ledger = ledger;
    this.coordinator = coordinator;
    this.output = output;
    this.metrics = metrics;
  }

  /** Puts in an event that must not be lost; waits for room. */
  void put(CoordinatorEvent event) throws InterruptedException {
    while (end == End.NONE && !events.offer(event, IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
      LOG.debug("ledger {}: falling behind", ledger);
    }
  }

  /** Puts in an event that may be lost where there is no room. */
  void offer(CoordinatorEvent event) {
    if (!events.offer(event)) {
      metrics.unlearned();
    }
  }

  /** How many records wait for a block, as of the last event. */
  int queuedTransactions() {
    return queuedTransactions;
  }

  /** How many bytes wait for a block, as of the last event. */
  long queuedBytes() {
    return queuedBytes;
  }

  End end() {
    return end;
  }

  void stop() {
    if (end == End.NONE) {
      end = End.STOPPED;
    }
  }

  /** Something was not published: what was decided on top of it is void. */
  void failed(Exception cause) {
    LOG.error("ledger {}: a record was not published; starting again from the log", ledger, cause);
    end = End.RESTART;
  }

  @Override
  public void run() {
    try {
      while (end == End.NONE) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end = End.STOPPED;
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void turn() throws InterruptedException {
    long wait = coordinator.queued() > 0 ? CUTTING_MILLIS : IDLE_MILLIS;
    CoordinatorEvent event = events.poll(wait, TimeUnit.MILLISECONDS);
    if (event == null) {
      event = new CoordinatorEvent.ClockTicked();
    }
    act(coordinator.step(event, System.currentTimeMillis()));
    queuedTransactions = coordinator.queued();
    queuedBytes = coordinator.queuedBytes();
    metrics.watch(ledger, coordinator);
  }

  private void act(List<CoordinatorRecord> decisions) {
    for (CoordinatorRecord decision : decisions) {
      switch (decision) {
        case CoordinatorRecord.BlockCut cut -> {
          output.publish(cut.block());
          output.publish(coordinator.tasks(cut.block()));
          output.publishRejected(cut.block(), cut.members());
          metrics.cut(cut);
        }
        case CoordinatorRecord.Deposed deposed -> {
          LOG.warn(
              "ledger {}: block {} of another coordinator came first ({}); starting again from the"
                  + " log",
              ledger,
              deposed.height(),
              deposed.winner());
          end = End.RESTART;
        }
        case CoordinatorRecord.Queued queued -> {}
        case CoordinatorRecord.BlockResumed resumed -> {}
        case CoordinatorRecord.BlockConfirmed confirmed -> {}
        case CoordinatorRecord.Released released -> {}
        case CoordinatorRecord.Learned learned -> {}
      }
    }
  }
}
