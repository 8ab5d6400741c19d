package io.stretto.statestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stretto.protocol.Block;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Result;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import io.stretto.statestore.query.LedgerView;
import io.stretto.statestore.server.StateStoreServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A block whose transactions write more, together, than a Kafka record may hold. */
class LargeBlockTest {

  @RegisterExtension static final Broker BROKER = new Broker();

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int TRANSACTIONS = 9;
  private static final int VALUE_BYTES = 4 << 20;

  @TempDir Path directory;
  private final ChainBuilder chain = new ChainBuilder(0);

  @Test
  void isCommittedAndComesBackWhenTheDiskIsLost() throws InterruptedException, IOException {
    Map<String, String> properties = BROKER.properties();
    properties.put("state.directory", directory.resolve("a").toString());
    Commit last;
    try (StateStoreServer server = start(properties);
        FakeCluster cluster = new FakeCluster(Broker.cluster(properties))) {
      cluster.sendExecuted(chain.genesis());
      sendLarge(cluster, chain.next(TRANSACTIONS, 0));
      cluster.sendExecuted(chain.next(3, 1));
      awaitCommitted(cluster, 2);
      last = cluster.commits(0).get(2L);
      assertThat(server.liveness().problem()).isEmpty();
    }
    Broker.delete(directory.resolve("a"));
    try (StateStoreServer server = start(properties);
        FakeCluster cluster = new FakeCluster(Broker.cluster(properties))) {
      LedgerView view = server.ledgers().find(0).orElseThrow();
      assertThat(view.committed().lastCommit()).hasValue(last);
      assertValues(view);
      cluster.sendExecuted(chain.next(2, 0));
      awaitCommitted(cluster, 3);
    }
  }

  private static void sendLarge(FakeCluster cluster, Block block) {
    cluster.send(block);
    for (int i = 0; i < TRANSACTIONS; i++) {
      Result result =
          ChainBuilder.result(i, 0, "large-" + i, List.of(), List.of(new Write(key(i), value(i))));
      cluster.send(ChainBuilder.batch(block, List.of(result)));
    }
  }

  private static void assertValues(LedgerView view) {
    for (int i = 0; i < TRANSACTIONS; i++) {
      List<byte[]> found = view.committed().read(List.of(key(i))).orElseThrow().values();
      assertThat(Arrays.equals(found.get(0), value(i))).as("value %d", i).isTrue();
    }
  }

  private static StateKey key(int number) {
    return ChainBuilder.key("large-" + number);
  }

  private static byte[] value(int number) {
    byte[] value = new byte[VALUE_BYTES];
    Arrays.fill(value, (byte) number);
    return value;
  }

  private static StateStoreServer start(Map<String, String> properties)
      throws InterruptedException {
    StateStoreServer server = StateStoreServer.start(StateStoreSettings.fromProperties(properties));
    server.awaitReady(LONG);
    return server;
  }

  private static void awaitCommitted(FakeCluster cluster, long height) {
    await().atMost(LONG).until(() -> cluster.commits(0).containsKey(height));
  }
}
