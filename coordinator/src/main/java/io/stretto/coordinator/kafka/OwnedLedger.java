package io.stretto.coordinator.kafka;

import io.stretto.coordinator.CoordinatorServerSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.TopicNames;
import org.apache.kafka.clients.producer.KafkaProducer;

/** A ledger that this process coordinates: its runner and its tail, with their threads. */
final class OwnedLedger implements AutoCloseable {

  private static final long STOP_MILLIS = 10_000;

  private final LedgerRunner runner;
  private final LedgerTail tail;
  private final Thread runnerThread;
  private final Thread tailThread;
  private final long firstOffset;

  private OwnedLedger(String name, LedgerRunner runner, LedgerTail tail, long firstOffset) {
    this.runner = runner;
    this.tail = tail;
    this.firstOffset = firstOffset;
    this.runnerThread = Thread.ofPlatform().name(name + "-runner").start(runner);
    this.tailThread = Thread.ofPlatform().name(name + "-tail").start(tail);
  }

  /** Recovers a ledger from the log and starts to coordinate it. */
  static OwnedLedger start(
      int ledger,
      CoordinatorServerSettings settings,
      KafkaClients clients,
      KafkaProducer<byte[], byte[]> producer,
      CoordinatorMetrics metrics) {
    String name = settings.instance() + "-ledger-" + ledger;
    TopicNames topics = settings.cluster().topicNames();
    FailureListener listener = new FailureListener();
    CoordinatorOutput output = new CoordinatorOutput(topics, producer, listener);
    try (LedgerRecovery recovery = new LedgerRecovery(ledger, topics, clients, name)) {
      LedgerRecovery.Recovered recovered = recovery.recover(settings.coordinator(), output);
      LedgerRunner runner = new LedgerRunner(ledger, recovered.coordinator(), output, metrics);
      listener.listenFor(runner);
      LedgerTail tail = new LedgerTail(ledger, topics, clients, name + "-tail", recovered, runner);
      long genesisOffset = recovered.coordinator().logStartOffset();
      long nextOffset = recovered.coordinator().tip().nextOffset();
      return new OwnedLedger(name, runner, tail, Math.max(genesisOffset, nextOffset));
    }
  }

  LedgerRunner runner() {
    return runner;
  }

  /** The first offset of the transactions topic that no block holds. */
  long firstOffset() {
    return firstOffset;
  }

  @Override
  public void close() {
    runner.stop();
    tail.stop();
    try {
      runnerThread.join(STOP_MILLIS);
      tailThread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
