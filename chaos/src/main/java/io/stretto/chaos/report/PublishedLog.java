package io.stretto.chaos.report;

import io.stretto.chaos.history.PublicationCheck;
import io.stretto.protocol.Commit;
import io.stretto.schemas.CommitCodec;
import io.stretto.schemas.ReceiptBatchCodec;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.LogReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Reads everything that the committers of a ledger published, repeats included. */
public final class PublishedLog {

  private static final Duration STALL = Duration.ofSeconds(30);

  private PublishedLog() {}

  /**
   * Shows all receipts and all commits to a check.
   *
   * @return when the blocks were committed; a block that was announced again counts once
   */
  public static CommitTimes read(ClusterSettings cluster, int ledger, PublicationCheck check) {
    CommitCodec commits = new CommitCodec();
    ReceiptBatchCodec receipts = new ReceiptBatchCodec();
    List<Long> times = new ArrayList<>();
    long[] height = {-1};
    try (LogReader reader =
        new LogReader(
            new KafkaClients(cluster), "chaos-log", IsolationLevel.READ_UNCOMMITTED, STALL)) {
      TopicPartition ofReceipts = new TopicPartition(cluster.topicNames().receipts(), ledger);
      reader.readToEnd(
          ofReceipts,
          reader.beginningOffset(ofReceipts),
          record -> receipts.decode(record.value()).receipts().forEach(check::take));
      TopicPartition ofCommits = new TopicPartition(cluster.topicNames().commits(), ledger);
      reader.readToEnd(
          ofCommits,
          reader.beginningOffset(ofCommits),
          record -> {
            Commit commit = commits.decode(record.value());
            check.take(commit);
            if (commit.height() > height[0]) {
              height[0] = commit.height();
              times.add(record.timestamp());
            }
          });
    }
    return new CommitTimes(times);
  }
}
