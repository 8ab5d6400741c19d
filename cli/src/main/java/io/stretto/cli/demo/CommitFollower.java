package io.stretto.cli.demo;

import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.schemas.CommitCodec;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Adds up the commits of a ledger from now on. */
final class CommitFollower implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final CommitCodec codec = new CommitCodec();
  private final Thread thread;
  private volatile boolean isClosed;
  private volatile Totals totals = Totals.NONE;

  /**
   * What was committed.
   *
   * @param height the last block's height; -1 for none
   * @param offset the first offset that is not committed yet
   * @param transactions how many, rejected records and duplicates included
   * @param executed how many succeeded or failed
   * @param executions how many results arrived for them
   * @param conflicts how many results did not hold
   * @param reexecutions how many were asked for again
   * @param predicted how many committed results had all their keys predicted
   * @param stateDigest the digest after the last block
   */
  record Totals(
      long height,
      long offset,
      long transactions,
      long executed,
      long executions,
      long conflicts,
      long reexecutions,
      long predicted,
      Digest stateDigest) {

    static final Totals NONE = new Totals(-1, 0, 0, 0, 0, 0, 0, 0, Digest.ZERO);

    Totals plus(Commit commit) {
      Commit.Statistics work = commit.statistics();
      return new Totals(
          commit.height(),
          commit.tip().nextOffset(),
          transactions + commit.counts().transactions(),
          executed + commit.counts().succeeded() + commit.counts().failed(),
          executions + work.executions(),
          conflicts + work.conflicts(),
          reexecutions + work.reexecutions(),
          predicted + work.predicted(),
          commit.stateDigest());
    }

    /** What came on top of earlier totals. */
    Totals since(Totals earlier) {
      return new Totals(
          height,
          offset,
          transactions - earlier.transactions,
          executed - earlier.executed,
          executions - earlier.executions,
          conflicts - earlier.conflicts,
          reexecutions - earlier.reexecutions,
          predicted - earlier.predicted,
          stateDigest);
    }
  }

  CommitFollower(ClusterSettings settings, int ledger) {
    TopicPartition partition = new TopicPartition(settings.topicNames().commits(), ledger);
    consumer =
        new KafkaClients(settings).reader("stretto-demo-commits", IsolationLevel.READ_UNCOMMITTED);
    consumer.assign(List.of(partition));
    consumer.seekToEnd(List.of(partition));
    consumer.position(partition);
    thread = Thread.ofPlatform().name("stretto-demo-commits").daemon().start(this::run);
  }

  Totals totals() {
    return totals;
  }

  /** Returns the totals when everything before an offset is committed, or the time is over. */
  Totals awaitOffset(long offset, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (totals.offset() < offset && System.nanoTime() - deadline < 0) {
      Thread.sleep(5);
    }
    return totals;
  }

  @Override
  public void close() {
    isClosed = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer) {
      while (!isClosed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          Commit commit = codec.decode(record.value());
          if (commit.height() > totals.height()) {
            totals = totals.plus(commit);
          }
        }
      }
    } catch (WakeupException e) {
      // Closed.
    }
  }
}
