package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stretto.cli.verify.Verdict;
import io.stretto.cli.verify.Verification;
import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.client.TransactionRequest;
import io.stretto.contracts.ExampleContract;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.schemas.BlockCodec;
import io.stretto.service.kafka.Topic;
import io.stretto.wasm.engine.EngineMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A cluster that bad input is sent to, with a client, and a producer that checks nothing. */
final class BadInputCluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CANARY = "canary";

  /** Whose contracts the good ones are. */
  static final String OWNER = "owner";

  /** What the names of contracts begin with that are never deployed. */
  static final String REFUSED = "refused-";

  private final Path directory;
  private final Set<String> submitted = new HashSet<>();
  private EmbeddedCluster cluster;
  private StrettoClient client;
  private KafkaProducer<byte[], byte[]> stranger;
  private LedgerTopics topics;
  private int canaries;

  private BadInputCluster(Path directory) {
    this.directory = directory;
  }

  private void open() throws InterruptedException {
    this.cluster = EmbeddedCluster.start(new EmbeddedClusterSettings(directory, 2, 0, 0, Map.of()));
    this.client = StrettoClient.connect(ClientSettings.of(cluster.settings()));
    this.topics = new LedgerTopics(cluster.settings(), 0);
    this.stranger =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                cluster.settings().bootstrapServers(),
                "max.request.size",
                32 << 20,
                "buffer.memory",
                128L << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Starts a cluster in a directory that is not there yet. */
  static BadInputCluster start(Path directory) throws Exception {
    BadInputCluster started = new BadInputCluster(directory);
    started.open();
    started.deploy(CANARY, ExampleContract.COUNTER.code());
    return started;
  }

  /** Stops it, and starts it anew where it stopped. */
  void restart() throws InterruptedException {
    close();
    open();
  }

  LedgerTopics topics() {
    return topics;
  }

  void deploy(String contract, byte[] code) throws Exception {
    Receipt receipt = submit(TransactionRequest.deployment(contract, code, OWNER));
    assertThat(receipt.status()).as(receipt.toString()).isEqualTo(ReceiptStatus.SUCCEEDED);
  }

  Receipt submit(TransactionRequest request) throws Exception {
    return submitAll(List.of(request)).get(0);
  }

  /** Submits all at once, and waits for all receipts. */
  List<Receipt> submitAll(List<TransactionRequest> requests) throws Exception {
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (TransactionRequest request : requests) {
      String id = "bad-input-" + submitted.size();
      receipts.add(client.submit(request.withId(id)));
      submitted.add(id);
    }
    return Tokens.all(receipts);
  }

  /** Sends values as they are, and waits for the receipts at their offsets. */
  List<Receipt> publishAll(List<byte[]> values) throws Exception {
    List<Long> offsets = new ArrayList<>();
    for (byte[] value : values) {
      offsets.add(publish(Topic.TRANSACTIONS, value).offset());
    }
    awaitCommitted();
    Map<Long, Receipt> byOffset = new HashMap<>();
    topics.receipts().forEach(receipt -> byOffset.put(receipt.offset(), receipt));
    return offsets.stream().map(byOffset::get).toList();
  }

  private RecordMetadata publish(Topic topic, byte[] value) throws Exception {
    Future<RecordMetadata> sent =
        stranger.send(
            new ProducerRecord<>(cluster.settings().topicNames().of(topic), 0, null, value));
    return sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private void awaitCommitted() {
    long end = topics.end();
    await("all is committed").atMost(PATIENCE).until(topics::committedEnd, found -> found == end);
  }

  /** Good transactions are committed as ever. */
  void assertGoesOn() throws Exception {
    Receipt receipt = submit(Tokens.call(CANARY, "increment", "", "alice"));
    assertThat(receipt.status()).as(receipt.toString()).isEqualTo(ReceiptStatus.SUCCEEDED);
    canaries++;
  }

  /** Writes what is no record of ours to a topic of roles. */
  void publishStrange(Topic topic) throws Exception {
    publish(topic, null);
    publish(topic, new byte[0]);
    publish(topic, "text".getBytes(StandardCharsets.UTF_8));
    publish(topic, new byte[] {(byte) 0xc3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    publish(topic, new byte[1 << 20]);
  }

  /** Writes blocks that fit the tip in all but one thing. */
  void publishForgedBlocks() throws Exception {
    awaitCommitted();
    ChainTip tip = topics.commits().getLast().commit().tip();
    publish(Topic.BLOCKS, forged(tip, 1, null, 0));
    publish(Topic.BLOCKS, forged(tip, 0, null, -1));
    publish(Topic.BLOCKS, forged(tip, 0, null, 2, 2));
    publish(Topic.BLOCKS, forged(tip, 0, null, 1_000));
    publish(Topic.BLOCKS, forged(tip, 0, new Genesis(5, 1)));
    publish(Topic.BLOCKS, forged(ChainTip.NONE, 0, new Genesis(5, 1), 0));
  }

  private static byte[] forged(ChainTip tip, int ledger, Genesis genesis, int... offsets) {
    Block block =
        new Block(
            ledger,
            tip.height() + 1,
            tip.digest(),
            tip.nextOffset(),
            tip.nextOffset() + 5,
            tip.nextOrdinal(),
            Math.max(0, tip.timeMillis()),
            OrderPolicy.ARRIVAL,
            genesis,
            offsets,
            new int[offsets.length]);
    return new BlockCodec().encode(block);
  }

  /** Holds the whole log against the oracle as {@code stretto verify} does. */
  void assertVerified() {
    awaitCommitted();
    Verdict verdict =
        new Verification(cluster.settings(), 0, EngineMode.COMPILED)
            .withState(cluster.http(), 1_000)
            .run(checked -> {});
    assertThat(verdict.firstDifference()).isEmpty();
    assertThat(verdict.state().omission()).isEmpty();
    assertThat(verdict.state().keysChecked()).isPositive();
    assertThat(verdict.transactionsChecked()).isEqualTo(topics.end());
  }

  /** Holds the whole state against the oracle, and against what bad input must not have done. */
  void assertState(Set<String> barren) throws Exception {
    OracleProof proof = OracleProof.of(cluster, 0);
    proof.print("bad input");
    for (StateKey key : proof.state().keySet()) {
      assertThat(barren).as(key.toString()).noneMatch(name -> isStorageOf(name, key));
    }
    for (int number = 0; number < 200; number++) {
      assertThat(proof.state()).doesNotContainKey(StateKey.contractRecord(REFUSED + number));
    }
    assertThat(proof.value(CANARY, "c")).startsWith((byte) canaries, (byte) (canaries >> 8));
  }

  private static boolean isStorageOf(String contract, StateKey key) {
    byte[] prefix = StateKey.storage(contract, new byte[0]).bytes();
    byte[] bytes = key.bytes();
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  /**
   * A receipt is found again only where the committer has moved, as on a machine that is too busy
   * for its sessions; then it says the same.
   */
  void assertOneReceiptEach() {
    awaitCommitted();
    Map<Long, Receipt> byOffset = new TreeMap<>();
    for (Receipt receipt : topics.receiptsAsWritten()) {
      Receipt first = byOffset.putIfAbsent(receipt.offset(), receipt);
      if (first != null) {
        assertThat(receipt).usingRecursiveComparison().ignoringFields("attempts").isEqualTo(first);
      }
    }
    Collection<Receipt> all = byOffset.values();
    assertThat(all).hasSize((int) topics.end());
    assertThat(all)
        .extracting(Receipt::transactionId)
        .filteredOn(id -> !id.isEmpty())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(submitted);
  }

  @Override
  public void close() {
    stranger.close();
    client.close();
    cluster.close();
  }
}
