package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.contracts.ExampleContract;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.schemas.RejectedRecord;
import io.stretto.schemas.RejectedRecordCodec;
import io.stretto.service.kafka.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that has Kafka's client, Avro, and of Stretto only the schemas. */
final class PlainKafkaProducerTest {

  private static final TopicPartition RECEIPTS = new TopicPartition("stretto.receipts", 0);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private EmbeddedCluster cluster;
  private KafkaProducer<byte[], ByteBuffer> producer;

  @BeforeEach
  void start() throws Exception {
    cluster = EmbeddedCluster.start(new EmbeddedClusterSettings(directory, 2, 0, 0, Map.of()));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.settings().bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteBufferSerializer());
    try (StrettoClient client = StrettoClient.connect(ClientSettings.of(cluster.settings()))) {
      var _ =
          client
              .deploy("bank", ExampleContract.TOKEN.code(), "owner")
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @AfterEach
  void stop() {
    producer.close();
    cluster.close();
  }

  @Test
  void itGetsTheReceiptOfWhatItSubmits() throws Exception {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", cluster.settings().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(RECEIPTS));
      consumer.seekToEnd(List.of(RECEIPTS));
      consumer.position(RECEIPTS); // now, before anything is submitted
      long minted = send(transaction("order-1", "owner", "mint", "alice 100"));
      send(transaction("order-2", "alice", "transfer", "bob 30"));
      send(transaction("order-3", "alice", "transfer", "bob 100"));
      Map<String, GenericRecord> receipts = receive(consumer, 3);
      assertThat(receipts.get("order-1").get("status").toString()).isEqualTo("SUCCEEDED");
      assertThat(receipts.get("order-1").get("offset")).isEqualTo(minted);
      assertThat(receipts.get("order-2").get("status").toString()).isEqualTo("SUCCEEDED");
      assertThat(receipts.get("order-3").get("status").toString()).isEqualTo("FAILED");
      assertThat(receipts.get("order-3").get("errorMessage").toString())
          .isEqualTo("insufficient balance");
    }
    OracleProof proof = OracleProof.of(cluster, 0);
    proof.print("plain producer");
    assertThat(proof.value("bank", "b:bob")).containsExactly(30);
  }

  @Test
  void whatIsNoTransactionKeepsItsPositionAndIsSetAside() throws Exception {
    Map<Long, ByteBuffer> payloads = new HashMap<>();
    Map<Long, ErrorCode> codes = new HashMap<>();
    List<ByteBuffer> malformed = new ArrayList<>();
    malformed.add(null);
    malformed.add(ByteBuffer.allocate(0));
    malformed.add(ByteBuffer.wrap("{\"id\":\"order\"}".getBytes(StandardCharsets.UTF_8)));
    malformed.add(ByteBuffer.wrap(new byte[] {(byte) 0xc3}));
    byte[] whole = bytes(transaction("cut", "owner", "mint", "alice 1"));
    malformed.add(ByteBuffer.wrap(Arrays.copyOf(whole, whole.length - 5)));
    send(transaction("before", "owner", "mint", "alice 100"));
    for (ByteBuffer value : malformed) {
      long offset = send(value);
      payloads.put(offset, value);
      codes.put(offset, ErrorCode.MALFORMED_RECORD);
      send(transaction("between-" + offset, "alice", "transfer", "bob 1"));
    }
    ByteBuffer unknown = unknownSchema();
    long unknownOffset = send(unknown);
    payloads.put(unknownOffset, unknown);
    codes.put(unknownOffset, ErrorCode.UNKNOWN_SCHEMA);
    ByteBuffer nameless = transaction("nameless", "", "mint", "alice 1");
    long namelessOffset = send(nameless);
    payloads.put(namelessOffset, nameless);
    codes.put(namelessOffset, ErrorCode.INVALID_FIELD);
    send(transaction("after", "alice", "transfer", "bob 1"));

    OracleProof proof = OracleProof.of(cluster, 0);
    proof.print("rejected records");
    assertThat(proof.value("bank", "b:bob")).containsExactly(malformed.size() + 1);
    Map<Long, RejectedRecord> setAside = setAside();
    assertThat(setAside.keySet()).isEqualTo(codes.keySet());
    for (Receipt receipt : proof.receipts()) {
      ErrorCode code = codes.get(receipt.offset());
      assertThat(receipt.status())
          .as(receipt.toString())
          .isEqualTo(code == null ? ReceiptStatus.SUCCEEDED : ReceiptStatus.REJECTED);
      assertThat(receipt.errorCode()).isEqualTo(code == null ? ErrorCode.NONE : code);
      if (code != null) {
        RejectedRecord rejected = setAside.get(receipt.offset());
        assertThat(rejected.code()).isEqualTo(code);
        assertThat(rejected.message()).isEqualTo(receipt.errorMessage());
        assertThat(rejected.height()).isEqualTo(receipt.position().height());
        assertThat(rejected.index()).isEqualTo(receipt.position().index());
        assertThat(rejected.payload()).isEqualTo(bytes(payloads.get(receipt.offset())));
      }
    }
  }

  private Map<Long, RejectedRecord> setAside() {
    Map<Long, RejectedRecord> byOffset = new HashMap<>();
    RejectedRecordCodec codec = new RejectedRecordCodec();
    for (ConsumerRecord<byte[], byte[]> record :
        new LedgerTopics(cluster.settings(), 0).records(Topic.REJECTED)) {
      RejectedRecord rejected = codec.decode(record.value());
      byOffset.putIfAbsent(rejected.offset(), rejected);
    }
    return byOffset;
  }

  private long send(ByteBuffer value) throws Exception {
    return producer
        .send(new ProducerRecord<>("stretto.transactions", 0, null, value))
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .offset();
  }

  private static ByteBuffer transaction(String id, String sender, String function, String arguments)
      throws IOException {
    Schema schema = schema("Transaction");
    GenericRecord transaction =
        new GenericRecordBuilder(schema)
            .set("id", id)
            .set("sender", sender)
            .set("contract", "bank")
            .set("function", function)
            .set("arguments", ByteBuffer.wrap(arguments.getBytes(StandardCharsets.UTF_8)))
            .build();
    return new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(transaction);
  }

  private static ByteBuffer unknownSchema() throws IOException {
    Schema schema = SchemaBuilder.record("Order").fields().requiredString("id").endRecord();
    GenericRecord order = new GenericRecordBuilder(schema).set("id", "order-1").build();
    return new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(order);
  }

  private static Map<String, GenericRecord> receive(
      KafkaConsumer<byte[], byte[]> consumer, int count) throws IOException {
    var decoder =
        new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema("ReceiptBatch"));
    Map<String, GenericRecord> receipts = new HashMap<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (receipts.size() < count && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        for (Object entry : (List<?>) decoder.decode(record.value()).get("receipts")) {
          GenericRecord receipt = (GenericRecord) entry;
          receipts.put(receipt.get("transactionId").toString(), receipt);
        }
      }
    }
    return receipts;
  }

  private static Schema schema(String name) throws IOException {
    String resource = "/io/stretto/schemas/" + name + ".avsc";
    try (InputStream stream = PlainKafkaProducerTest.class.getResourceAsStream(resource)) {
      assertThat(stream).as(resource).isNotNull();
      return new Schema.Parser().parse(stream);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    if (buffer == null) {
      return new byte[0];
    }
    byte[] bytes = new byte[buffer.limit()];
    buffer.duplicate().rewind().get(bytes);
    return bytes;
  }
}
