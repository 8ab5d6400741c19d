package io.stretto.coordinator.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.stretto.coordinator.Coordinator;
import io.stretto.coordinator.CoordinatorRecord;
import io.stretto.protocol.ErrorCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a coordinator counts. Safe for use by several threads. */
final class CoordinatorMetrics {

  private record Gauges(AtomicLong queued, AtomicLong inFlight, AtomicLong height) {}

  private final MeterRegistry registry;
  private final Counter blocks;
  private final Counter transactions;
  private final Counter rejected;
  private final Counter dependencies;
  private final Counter unlearned;
  private final DistributionSummary blockSize;
  private final Map<Integer, Gauges> gauges = new ConcurrentHashMap<>();

  CoordinatorMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.blocks = registry.counter("stretto.coordinator.blocks");
    this.transactions = registry.counter("stretto.coordinator.transactions");
    this.rejected = registry.counter("stretto.coordinator.rejected");
    this.dependencies = registry.counter("stretto.coordinator.dependencies");
    this.unlearned = registry.counter("stretto.coordinator.unlearned.batches");
    this.blockSize = registry.summary("stretto.coordinator.block.transactions");
  }

  void cut(CoordinatorRecord.BlockCut cut) {
    blocks.increment();
    transactions.increment(cut.members().size());
    blockSize.record(cut.members().size());
    int rejections = 0;
    int dependent = 0;
    for (CoordinatorRecord.Member member : cut.members()) {
      rejections += member.arrival().errorCode() == ErrorCode.NONE ? 0 : 1;
      dependent += member.place().dependsOn().isEmpty() ? 0 : 1;
    }
    rejected.increment(rejections);
    dependencies.increment(dependent);
  }

  void unlearned() {
    unlearned.increment();
  }

  void watch(int ledger, Coordinator coordinator) {
    Gauges known = gauges.computeIfAbsent(ledger, this::register);
    known.queued().set(coordinator.queued());
    known.inFlight().set(coordinator.inFlightTransactions());
    known.height().set(coordinator.tip().height());
  }

  private Gauges register(int ledger) {
    Tags tags = Tags.of("ledger", Integer.toString(ledger));
    return new Gauges(
        registry.gauge("stretto.coordinator.queued", tags, new AtomicLong()),
        registry.gauge("stretto.coordinator.in.flight", tags, new AtomicLong()),
        registry.gauge("stretto.coordinator.height", tags, new AtomicLong()));
  }
}
