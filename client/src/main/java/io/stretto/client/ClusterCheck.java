package io.stretto.client;

import io.stretto.client.StrettoException.Code;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.PartitionLeaders;
import io.stretto.service.kafka.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka, before anything else, whether it is there and has the ledger. */
final class ClusterCheck {

  private ClusterCheck() {}

  /** Returns when the ledger can be written to; throws {@link StrettoException} saying why not. */
  static void ensureReachable(ClusterSettings settings, int ledger) {
    String topic = settings.topicNames().of(Topic.TRANSACTIONS);
    long timeoutMillis = settings.connectTimeout().toMillis();
    String servers = settings.bootstrapServers();
    String topics = settings.topicNames().prefix() + ".*";
    try (CloseableAdmin closing =
        new CloseableAdmin(
            new KafkaClients(settings).admin("stretto-client-check", settings.connectTimeout()),
            settings.connectTimeout())) {
      Admin admin = closing.admin();
      Map<String, TopicDescription> descriptions =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(timeoutMillis, TimeUnit.MILLISECONDS);
      ensureExists(ledger, descriptions.get(topic).partitions().size());
      PartitionLeaders.answer(admin, List.of(new TopicPartition(topic, ledger)))
          .get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw KafkaFailures.ofConnecting(servers, topics, timeoutMillis, e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw KafkaFailures.ofConnecting(servers, topics, timeoutMillis, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StrettoException(Code.INTERRUPTED, "interrupted while looking for Kafka", e);
    }
  }

  private static void ensureExists(int ledger, int ledgers) {
    if (ledger >= ledgers) {
      throw new StrettoException(
          Code.INVALID_SETTINGS,
          "ledger " + ledger + " does not exist: the cluster has 0 to " + (ledgers - 1));
    }
  }

  /** Closed within a time: a server that takes connections and is silent would hold it up. */
  private record CloseableAdmin(Admin admin, Duration timeout) implements AutoCloseable {

    @Override
    public void close() {
      admin.close(timeout);
    }
  }
}
