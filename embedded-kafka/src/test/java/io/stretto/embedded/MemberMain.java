package io.stretto.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A process that holds the only partition of a topic until it is killed. */
public final class MemberMain {

  private MemberMain() {}

  /** Joins the group at the address named by the only argument; prints READY once it owns it. */
  public static void main(String[] arguments) {
    try (KafkaConsumer<byte[], byte[]> consumer = join(arguments[0])) {
      boolean isReported = false;
      while (true) {
        consumer.poll(Duration.ofMillis(100));
        if (!isReported && !consumer.assignment().isEmpty()) {
          System.out.println(BrokerMain.READY + consumer.assignment());
          isReported = true;
        }
      }
    }
  }

  static KafkaConsumer<byte[], byte[]> join(String bootstrapServers) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "group.id", "members",
                "group.protocol", "consumer"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of("records"));
    return consumer;
  }
}
