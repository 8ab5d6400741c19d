package io.stretto.statestore;

import static io.stretto.statestore.ChainBuilder.key;
import static io.stretto.statestore.ChainBuilder.number;
import static io.stretto.statestore.ChainBuilder.observed;
import static io.stretto.statestore.ChainBuilder.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stretto.protocol.Block;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.Write;
import io.stretto.statestore.query.LedgerView;
import io.stretto.statestore.server.StateStoreServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The state store with a real Kafka, and coordinator and workers played by hand. */
class StateStoreServerTest {

  @RegisterExtension static final Broker BROKER = new Broker();

  private static final Duration READY = Duration.ofSeconds(30);

  @TempDir Path directory;
  private Map<String, String> properties;
  private final ChainBuilder chain = new ChainBuilder(0);

  @BeforeEach
  void chooseDirectory() {
    properties = BROKER.properties();
    properties.put("state.directory", directory.resolve("a").toString());
  }

  @Test
  void commitsBlocksAndSendsReceipts() throws InterruptedException {
    try (StateStoreServer server = start();
        FakeCluster cluster = new FakeCluster(Broker.cluster(properties))) {
      cluster.sendExecuted(chain.genesis());
      Block block = chain.next(3, 1);
      cluster.sendExecuted(block);

      awaitCommitted(cluster, 1);
      Commit commit = cluster.commits(0).get(1L);
      assertThat(commit.blockDigest()).isEqualTo(block.digest());
      assertThat(commit.counts().succeeded()).isEqualTo(3);
      await().until(() -> cluster.receipts(0).size() == 3);
      assertThat(cluster.receipts(0))
          .extracting(Receipt::position)
          .containsExactly(new Position(1, 0), new Position(1, 1), new Position(1, 2));
      LedgerView view = server.ledgers().find(0).orElseThrow();
      await().until(() -> view.committed().lastCommit().orElseThrow().height() == 1);
      byte[] value = view.committed().read(List.of(key("tx-1-2"))).orElseThrow().values().get(0);
      assertThat(value).isEqualTo(number(2));
    }
  }

  @Test
  void asksAgainForWhatConflictsAndThenCommits() throws InterruptedException {
    try (StateStoreServer server = start();
        FakeCluster cluster = new FakeCluster(Broker.cluster(properties))) {
      cluster.sendExecuted(chain.genesis());
      Block block = chain.next(2, 2);
      cluster.send(block);
      Write first = new Write(key("hot"), number(1));
      Write second = new Write(key("hot"), number(2));
      cluster.send(
          ChainBuilder.batch(
              block,
              List.of(
                  result(0, 0, "a", List.of(observed(key("hot"), null)), List.of(first)),
                  result(1, 0, "b", List.of(observed(key("hot"), null)), List.of(first)))));

      await().until(() -> !conflicts(cluster).isEmpty());
      ReexecutionRequest request = conflicts(cluster).get(0);
      assertThat(request.lane()).isEqualTo(2);
      assertThat(request.head()).isEqualTo(new Position(1, 1));
      assertThat(request.freshValues().get(0).value()).isEqualTo(number(1));
      LedgerView view = server.ledgers().find(0).orElseThrow();
      assertThat(view.readAtHead(List.of(key("hot"))).orElseThrow().values().get(0))
          .isEqualTo(number(1));
      assertThat(view.committed().read(List.of(key("hot"))).orElseThrow().values().get(0)).isNull();

      cluster.send(
          ChainBuilder.batch(
              block,
              List.of(
                  result(1, 1, "b", List.of(observed(key("hot"), number(1))), List.of(second)))));
      awaitCommitted(cluster, 1);
      assertThat(cluster.commits(0).get(1L).statistics().conflicts()).isEqualTo(1);
    }
  }

  @Test
  void goesOnAfterARestartWithABlockThatWasOpen() throws InterruptedException {
    Block open;
    try (StateStoreServer server = start();
        FakeCluster cluster = new FakeCluster(Broker.cluster(properties))) {
      cluster.sendExecuted(chain.genesis());
      cluster.sendExecuted(chain.next(5, 0));
      open = chain.next(2, 0);
      cluster.send(open);
      awaitCommitted(cluster, 1);
      LedgerView view = server.ledgers().find(0).orElseThrow();
      await().until(() -> view.openBlocks() == 1);
    }
    try (StateStoreServer server = start();
        FakeCluster cluster = new FakeCluster(Broker.cluster(properties))) {
      server.awaitReady(READY);
      await().until(() -> server.ledgers().find(0).orElseThrow().openBlocks() == 1);
      cluster.send(ChainBuilder.plainResults(open));
      awaitCommitted(cluster, 2);
    }
  }

  private StateStoreServer start() throws InterruptedException {
    StateStoreServer server = StateStoreServer.start(StateStoreSettings.fromProperties(properties));
    server.awaitReady(READY);
    return server;
  }

  private static List<ReexecutionRequest> conflicts(FakeCluster cluster) {
    return cluster.requests().stream()
        .filter(request -> request.reason() == ReexecutionRequest.Reason.CONFLICT)
        .toList();
  }

  private static void awaitCommitted(FakeCluster cluster, long height) {
    await().until(() -> cluster.commits(0).containsKey(height));
  }
}
