package io.stretto.client;

import io.stretto.client.StrettoException.Code;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/** Asks Kafka, before anything else, whether it is there and has the ledger. */
final class ClusterCheck {

  private ClusterCheck() {}

  /** Returns when the ledger is there; throws {@link StrettoException} saying why not. */
  static void ensureReachable(ClusterSettings settings, int ledger) {
    String topic = settings.topicNames().of(Topic.TRANSACTIONS);
    int ledgers = describe(settings, topic).partitions().size();
    if (ledger >= ledgers) {
      throw new StrettoException(
          Code.INVALID_SETTINGS,
          "ledger " + ledger + " does not exist: the cluster has 0 to " + (ledgers - 1));
    }
  }

  private static TopicDescription describe(ClusterSettings settings, String topic) {
    long timeoutMillis = settings.connectTimeout().toMillis();
    String servers = settings.bootstrapServers();
    String topics = settings.topicNames().prefix() + ".*";
    try (Admin admin =
        new KafkaClients(settings).admin("stretto-client-check", settings.connectTimeout())) {
      Map<String, TopicDescription> descriptions =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(timeoutMillis, TimeUnit.MILLISECONDS);
      return descriptions.get(topic);
    } catch (ExecutionException e) {
      throw KafkaFailures.ofConnecting(servers, topics, timeoutMillis, e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw KafkaFailures.ofConnecting(servers, topics, timeoutMillis, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StrettoException(Code.INTERRUPTED, "interrupted while looking for Kafka", e);
    }
  }
}
