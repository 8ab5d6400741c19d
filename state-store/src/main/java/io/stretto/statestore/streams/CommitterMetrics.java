package io.stretto.statestore.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.stretto.protocol.Commit;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.statestore.query.LedgerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The metrics of one ledger's committer. */
final class CommitterMetrics implements AutoCloseable {

  private final MeterRegistry registry;
  private final Tags tags;
  private final List<Meter> gauges = new ArrayList<>();
  private final Counter blocks;
  private final Counter transactions;
  private final Counter executions;
  private final Counter conflicts;
  private final Counter reexecutions;
  private final Counter lateRequests;
  private final Counter undecodable;
  private final Timer commitTime;

  CommitterMetrics(MeterRegistry registry, int ledger) {
    this.registry = registry;
    this.tags = Tags.of("ledger", String.valueOf(ledger));
    blocks = counter("stretto.committed.blocks", "Blocks committed");
    transactions = counter("stretto.committed.transactions", "Transactions committed");
    executions = counter("stretto.executions", "Results that arrived for committed blocks");
    conflicts = counter("stretto.conflicts", "Results that did not hold");
    reexecutions = counter("stretto.reexecutions", "Transactions asked for again");
    lateRequests = counter("stretto.late.requests", "Requests because no result came in time");
    undecodable = counter("stretto.undecodable.records", "Records skipped as not decodable");
    commitTime =
        Timer.builder("stretto.block.commit.time")
            .description("Time from a block's arrival to its commit")
            .tags(tags)
            .publishPercentiles(0.5, 0.99)
            .register(registry);
  }

  /** Shows what a view tells. */
  void show(LedgerView view) {
    gauges.add(
        Gauge.builder("stretto.open.blocks", view, LedgerView::openBlocks)
            .description("Blocks that wait to be committed")
            .tags(tags)
            .register(registry));
    gauges.add(
        Gauge.builder("stretto.tip.height", view, CommitterMetrics::height)
            .description("The height of the last committed block")
            .tags(tags)
            .register(registry));
  }

  void committed(Commit commit, long millis) {
    blocks.increment();
    transactions.increment(commit.counts().transactions());
    executions.increment(commit.statistics().executions());
    conflicts.increment(commit.statistics().conflicts());
    commitTime.record(Duration.ofMillis(millis));
  }

  void requested(ReexecutionRequest request) {
    reexecutions.increment(request.entries().size());
    if (request.reason() == ReexecutionRequest.Reason.LATE) {
      lateRequests.increment();
    }
  }

  void skipped() {
    undecodable.increment();
  }

  /** Forgets the gauges; the counters stay, so that they never go back. */
  @Override
  public void close() {
    gauges.forEach(registry::remove);
    gauges.clear();
  }

  private static double height(LedgerView view) {
    return view.committed().lastCommit().map(commit -> (double) commit.height()).orElse(-1.0);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }
}
