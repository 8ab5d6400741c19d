package io.stretto.coordinator.kafka;

import io.stretto.coordinator.Arrival;
import io.stretto.coordinator.CoordinatorRecord;
import io.stretto.protocol.Block;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Task;
import io.stretto.schemas.BlockCodec;
import io.stretto.schemas.RejectedRecord;
import io.stretto.schemas.RejectedRecordCodec;
import io.stretto.schemas.TaskCodec;
import io.stretto.service.kafka.TopicNames;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes what a coordinator decides. Used by one thread. */
final class CoordinatorOutput {

  /** So much of a rejected record is quoted where it is reported; the log has all of it. */
  private static final int QUOTED_BYTES = 64 << 10;

  private static final byte[] NOTHING = {};

  private final TopicNames topics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Callback onFailure;
  private final BlockCodec blockCodec = new BlockCodec();
  private final TaskCodec taskCodec = new TaskCodec();
  private final RejectedRecordCodec rejectedCodec = new RejectedRecordCodec();

  /**
   * Creates an output.
   *
   * @param onFailure told of each record, and why it was not published where it was not
   */
  CoordinatorOutput(TopicNames topics, KafkaProducer<byte[], byte[]> producer, Callback onFailure) {
    this.topics = topics;
    this.producer = producer;
    this.onFailure = onFailure;
  }

  void publish(Block block) {
    send(topics.blocks(), block.ledger(), blockCodec.encode(block));
  }

  void publish(List<Task> tasks) {
    for (Task task : tasks) {
      send(topics.tasks(), task.lane(), taskCodec.encode(task));
    }
  }

  void publishRejected(Block block, List<CoordinatorRecord.Member> members) {
    for (int index = 0; index < members.size(); index++) {
      Arrival arrival = members.get(index).arrival();
      if (arrival.errorCode() != ErrorCode.NONE) {
        byte[] payload = arrival.payload() == null ? NOTHING : arrival.payload();
        RejectedRecord rejected =
            new RejectedRecord(
                block.ledger(),
                arrival.offset(),
                block.height(),
                index,
                arrival.errorCode(),
                arrival.errorMessage(),
                payload.length > QUOTED_BYTES ? Arrays.copyOf(payload, QUOTED_BYTES) : payload);
        send(topics.rejected(), block.ledger(), rejectedCodec.encode(rejected));
      }
    }
  }

  private void send(String topic, int partition, byte[] value) {
    Future<RecordMetadata> _ =
        producer.send(new ProducerRecord<>(topic, partition, null, value), onFailure);
  }
}
