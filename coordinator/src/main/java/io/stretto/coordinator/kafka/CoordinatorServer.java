package io.stretto.coordinator.kafka;

import io.stretto.coordinator.Arrival;
import io.stretto.coordinator.CoordinatorEvent;
import io.stretto.coordinator.CoordinatorServerSettings;
import io.stretto.service.kafka.GroupSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.operations.Health;
import io.stretto.service.operations.MetricsRegistry;
import io.stretto.service.operations.OperationsServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A coordinator process: it takes its share of the ledgers from the group, recovers each from the
 * log, and feeds it the transactions topic. Two that believe to own the same ledger do no harm: the
 * first block of a height wins, and the other starts again.
 */
public final class CoordinatorServer implements AutoCloseable, ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorServer.class);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSED_POLL = Duration.ofMillis(2);
  private static final long STOP_MILLIS = 20_000;

  /** So many blocks' worth may wait before reading pauses. */
  private static final int QUEUED_BLOCKS = 3;

  private final CoordinatorServerSettings settings;
  private final KafkaClients clients;
  private final MetricsRegistry metrics;
  private final CoordinatorMetrics counters;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ArrivalDecoder decoder = new ArrivalDecoder();
  private final Map<TopicPartition, OwnedLedger> ledgers =
      new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
  private final Thread thread;
  private OperationsServer operations;
  private volatile boolean isStopping;
  private volatile boolean isAssigned;
  private volatile Throwable failure;

  /** Creates a coordinator; {@link #start} sets it going. */
  public CoordinatorServer(CoordinatorServerSettings settings) {
    this.settings = settings;
    this.clients = new KafkaClients(settings.cluster());
    this.metrics = MetricsRegistry.create("coordinator", settings.instance());
    this.counters = new CoordinatorMetrics(metrics.registry());
    this.producer = clients.producer(settings.instance() + "-output");
    metrics.bind(producer);
    this.consumer =
        clients.groupConsumer(
            settings.instance() + "-transactions",
            new GroupSettings(
                settings.group(),
                GroupSettings.Start.EARLIEST,
                IsolationLevel.READ_COMMITTED,
                settings.coordinator().blockTransactions()));
    this.thread = Thread.ofPlatform().name(settings.instance() + "-intake").unstarted(this::run);
  }

  /**
   * Starts the threads, health and metrics.
   *
   * @throws io.stretto.service.operations.OperationsServerException when the port cannot be had;
   *     the coordinator is closed then
   */
  public CoordinatorServer start() {
    try {
      operations =
          OperationsServer.builder(metrics)
              .host(settings.httpHost())
              .port(settings.httpPort())
              .liveness(this::liveness)
              .readiness(this::readiness)
              .start();
    } catch (RuntimeException e) {
      isStopping = true; // so that the thread ends at once, and closes what is its own
      thread.start();
      close();
      throw e;
    }
    thread.start();
    return this;
  }

  /** The port of health and metrics. */
  public int httpPort() {
    return operations.port();
  }

  /** Whether nothing has failed. */
  public Health liveness() {
    Throwable cause = failure;
    return cause == null ? Health.healthy() : Health.unhealthy("failed: " + cause);
  }

  /** Whether the group has assigned ledgers, or told that there are none left. */
  public Health readiness() {
    return isAssigned ? liveness() : Health.unhealthy("waiting for ledgers");
  }

  private void run() {
    try {
      consumer.subscribe(List.of(settings.cluster().topicNames().transactions()), this);
      while (!isStopping) {
        turn();
      }
    } catch (WakeupException e) {
      LOG.debug("stopping", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure = e;
      LOG.error("{} has failed and must be restarted", settings.instance(), e);
    } finally {
      consumer.close();
      ledgers.values().forEach(OwnedLedger::close);
      ledgers.clear();
    }
  }

  private void turn() throws InterruptedException {
    boolean isPaused = holdBack();
    ConsumerRecords<byte[], byte[]> records = consumer.poll(isPaused ? PAUSED_POLL : POLL);
    for (TopicPartition partition : records.partitions()) {
      OwnedLedger owned = ledgers.get(partition);
      if (owned != null) {
        List<Arrival> arrivals = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
          arrivals.add(decoder.decode(record));
        }
        owned
            .runner()
            .put(new CoordinatorEvent.TransactionsArrived(arrivals, consumer.position(partition)));
      }
    }
    restartEnded();
  }

  /** Pauses the ledgers that have enough waiting; returns whether there are any. */
  private boolean holdBack() {
    List<TopicPartition> full = new ArrayList<>();
    List<TopicPartition> hungry = new ArrayList<>();
    ledgers.forEach(
        (partition, owned) -> {
          LedgerRunner runner = owned.runner();
          boolean isFull =
              runner.queuedTransactions()
                      >= QUEUED_BLOCKS * settings.coordinator().blockTransactions()
                  || runner.queuedBytes()
                      >= (long) QUEUED_BLOCKS * settings.coordinator().blockBytes();
          (isFull ? full : hungry).add(partition);
        });
    consumer.pause(full);
    consumer.resume(hungry);
    return !full.isEmpty();
  }

  private void restartEnded() {
    for (Map.Entry<TopicPartition, OwnedLedger> entry : ledgers.entrySet()) {
      if (entry.getValue().runner().end() == LedgerRunner.End.RESTART) {
        entry.getValue().close();
        entry.setValue(open(entry.getKey()));
      }
    }
  }

  private OwnedLedger open(TopicPartition partition) {
    OwnedLedger owned =
        OwnedLedger.start(partition.partition(), settings, clients, producer, counters);
    consumer.seek(partition, owned.firstOffset());
    return owned;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      ledgers.put(partition, open(partition));
    }
    isAssigned = true;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      OwnedLedger owned = ledgers.remove(partition);
      if (owned != null) {
        owned.close();
      }
    }
  }

  /** Leaves the group and stops; blocks that are in flight are taken up by whoever comes next. */
  @Override
  public void close() {
    isStopping = true;
    consumer.wakeup();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
    if (operations != null) {
      operations.close();
    }
    metrics.close();
  }
}
