package io.stretto.chaos.report;

import io.stretto.schemas.CommitCodec;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.LogReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Reads when the blocks of a ledger were committed. */
public final class CommitLog {

  private static final Duration STALL = Duration.ofSeconds(30);

  private CommitLog() {}

  /** The times of all commits there are; a block that was announced again counts once. */
  public static CommitTimes read(ClusterSettings cluster, int ledger) {
    TopicPartition partition = new TopicPartition(cluster.topicNames().commits(), ledger);
    CommitCodec codec = new CommitCodec();
    List<Long> times = new ArrayList<>();
    long[] height = {-1};
    try (LogReader reader =
        new LogReader(
            new KafkaClients(cluster), "chaos-commits", IsolationLevel.READ_UNCOMMITTED, STALL)) {
      reader.readToEnd(
          partition,
          reader.beginningOffset(partition),
          record -> {
            long next = codec.decode(record.value()).height();
            if (next > height[0]) {
              height[0] = next;
              times.add(record.timestamp());
            }
          });
    }
    return new CommitTimes(times);
  }
}
