package io.stretto.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.schemas.CommitCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class CommitFollowerTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private static final Duration LONG = Duration.ofSeconds(30);

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private ClusterSettings settings;

  @BeforeEach
  void createTopics() throws InterruptedException {
    settings = BROKER.settings(Map.of("cluster.ledgers", "2"));
    TopicAdministrator.ensure(settings);
  }

  @Test
  void handsOnEachHeightOfEachLedgerOnce() throws Exception {
    publish(0, 0, 1, 1, 0, 2);
    publish(1, 0);

    follow(
        CommitFollower.Start.FIRST,
        () -> {
          await().atMost(LONG).until(() -> seen.size() >= 4);
          publish(1, 0, 1);
          await().atMost(LONG).until(() -> seen.contains("1:1"));
        });

    assertThat(seen).containsExactlyInAnyOrder("0:0", "0:1", "0:2", "1:0", "1:1");
    assertThat(seen).containsSubsequence("0:0", "0:1", "0:2");
  }

  @Test
  void mayBeginWithTheLastCommit() throws Exception {
    publish(0, 0, 1, 2);

    follow(
        CommitFollower.Start.LAST,
        () -> {
          await().atMost(LONG).until(() -> seen.contains("0:2"));
          publish(0, 3);
          publish(1, 0);
          await().atMost(LONG).until(() -> seen.contains("0:3") && seen.contains("1:0"));
        });

    assertThat(seen).containsExactlyInAnyOrder("0:2", "0:3", "1:0");
  }

  @Test
  void leavesOutWhatIsNoCommit() throws Exception {
    send(0, "no commit".getBytes(StandardCharsets.UTF_8));
    publish(0, 0);

    follow(
        CommitFollower.Start.FIRST, () -> await().atMost(LONG).until(() -> seen.contains("0:0")));

    assertThat(seen).containsExactly("0:0");
  }

  @Test
  void endsAtOnceWhenItWasStoppedBefore() {
    CommitFollower follower = follower(CommitFollower.Start.LAST);
    follower.stop();

    follower.run();

    assertThat(seen).isEmpty();
  }

  @Test
  void totalsAreAwaited() throws Exception {
    try (CommitCounter counter = new CommitCounter(settings, "counter", 0)) {
      assertThat(counter.totals()).isEqualTo(CommitTotals.NONE);
      publish(0, 0, 1, 1);
      CommitTotals first = counter.await(totals -> totals.height() == 1, LONG);
      assertThat(first.transactions()).isEqualTo(20);
      assertThat(first.executed()).isEqualTo(14);
      assertThat(first.offset()).isEqualTo(20);
      publish(0, 2);
      CommitTotals more = counter.await(totals -> totals.height() == 2, LONG).since(first);
      assertThat(more).isEqualTo(new CommitTotals(2, 30, 10, 7, 9, 2, 3, 5, digest(2)));
      assertThat(counter.await(totals -> totals.height() == 3, Duration.ofMillis(1)).height())
          .isEqualTo(2);
    }
  }

  /** What is done while a follower runs. */
  private interface Meanwhile {
    void run() throws Exception;
  }

  private void follow(CommitFollower.Start start, Meanwhile meanwhile) throws Exception {
    CommitFollower follower = follower(start);
    Thread thread = Thread.ofPlatform().start(follower);
    try {
      meanwhile.run();
    } finally {
      follower.stop();
      thread.join();
    }
  }

  private CommitFollower follower(CommitFollower.Start start) {
    return new CommitFollower(
        settings,
        "follower",
        List.of(0, 1),
        start,
        commit -> seen.add(commit.ledger() + ":" + commit.height()));
  }

  private void publish(int ledger, int... heights) throws Exception {
    for (int height : heights) {
      send(ledger, new CommitCodec().encode(commit(ledger, height)));
    }
  }

  private void send(int ledger, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = new KafkaClients(settings).producer("test")) {
      producer
          .send(new ProducerRecord<>(settings.topicNames().commits(), ledger, null, value))
          .get();
    }
  }

  /** A block of ten transactions. */
  private static Commit commit(int ledger, long height) {
    Digest digest = digest(height);
    long after = 10 * (height + 1);
    return new Commit(
        ledger,
        height,
        digest,
        height,
        new ChainTip(height, digest, after, after, 1_000 + height),
        new Commit.Counts(4, 3, 2, 1, 99),
        digest,
        new Commit.Statistics(9, 2, 3, 5));
  }

  private static Digest digest(long height) {
    return Digest.sha256(new byte[] {(byte) height});
  }
}
