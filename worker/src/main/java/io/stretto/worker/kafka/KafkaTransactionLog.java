package io.stretto.worker.kafka;

import io.stretto.protocol.port.TransactionLog;
import io.stretto.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads single records of the transactions topic, for what a worker is asked to execute without
 * having been sent it. What is fetched along is kept for a while, since such requests come in runs.
 *
 * <p>Safe for use by several threads, one after the other.
 */
final class KafkaTransactionLog implements TransactionLog, AutoCloseable {

  private static final int CACHED_RECORDS = 8192;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int ATTEMPTS = 100;

  private record Place(int ledger, long offset) {}

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Place, byte[]> cache =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
          return size() > CACHED_RECORDS;
        }
      };

  KafkaTransactionLog(KafkaClients clients, String topic, String clientId) {
    this.topic = topic;
    this.consumer = clients.reader(clientId, IsolationLevel.READ_COMMITTED);
  }

  @Override
  public synchronized byte[] payload(int ledger, long offset) {
    Place place = new Place(ledger, offset);
    if (!cache.containsKey(place)) {
      fetch(place);
    }
    return cache.get(place);
  }

  private void fetch(Place place) {
    TopicPartition partition = new TopicPartition(topic, place.ledger());
    consumer.assign(List.of(partition));
    consumer.seek(partition, place.offset());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        cache.put(new Place(place.ledger(), record.offset()), record.value());
      }
      if (cache.containsKey(place)) {
        return;
      }
    }
    throw new IllegalStateException(
        topic + "-" + place.ledger() + " has no record at offset " + place.offset());
  }

  @Override
  public synchronized void close() {
    consumer.close();
  }
}
