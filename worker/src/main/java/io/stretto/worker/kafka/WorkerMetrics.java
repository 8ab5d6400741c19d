package io.stretto.worker.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;

/** What a worker counts. Safe for use by several threads. */
final class WorkerMetrics {

  private final Counter executions;
  private final Counter unpredicted;
  private final Counter gas;
  private final Counter batches;
  private final Counter requests;
  private final Counter requestedPositions;
  private final Counter unreadable;

  WorkerMetrics(MeterRegistry registry) {
    this.executions = registry.counter("stretto.worker.executions");
    this.unpredicted = registry.counter("stretto.worker.executions.unpredicted");
    this.gas = registry.counter("stretto.worker.gas");
    this.batches = registry.counter("stretto.worker.result.batches");
    this.requests = registry.counter("stretto.worker.reexecution.requests");
    this.requestedPositions = registry.counter("stretto.worker.reexecution.positions");
    this.unreadable = registry.counter("stretto.worker.unreadable.records");
  }

  void executed(ResultBatch batch) {
    batches.increment();
    executions.increment(batch.results().size());
    long used = 0;
    int missed = 0;
    for (Result result : batch.results()) {
      used += result.execution().gasUsed();
      missed += result.predicted() ? 0 : 1;
    }
    gas.increment((double) used);
    unpredicted.increment(missed);
  }

  void requested(ReexecutionRequest request) {
    requests.increment();
    requestedPositions.increment(request.entries().size());
  }

  void unreadable() {
    unreadable.increment();
  }
}
