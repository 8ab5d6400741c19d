package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.Transaction;
import io.stretto.schemas.DecodedTransaction;
import io.stretto.schemas.ReceiptBatch;
import io.stretto.schemas.ReceiptBatchCodec;
import io.stretto.schemas.TransactionCodec;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.junit.jupiter.api.Test;

/** The document's clients, which use nothing of Stretto but its schemas. */
class KafkaClientsDocumentTest {

  private static final String DOCUMENT = Repository.text("docs/kafka-clients.md");

  private final List<String> printed = new ArrayList<>();

  @Test
  void whatIsSubmittedIsTheTransaction() throws Exception {
    try (var producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteBufferSerializer())) {
      submit(producer);
      ProducerRecord<byte[], ByteBuffer> sent = producer.history().getFirst();
      assertThat(sent.topic()).isEqualTo("stretto.transactions");
      byte[] bytes = new ByteBufferSerializer().serialize(sent.topic(), sent.value());
      Transaction transaction =
          ((DecodedTransaction.Valid) new TransactionCodec().decode(bytes)).transaction();
      assertThat(transaction.id()).isEqualTo("order-4711");
      assertThat(transaction.function()).isEqualTo("transfer");
      assertThat(DOCUMENT).contains("```\n" + lines(HexFormat.of().formatHex(bytes)) + "```");
    }
  }

  @Test
  void whatIsReadIsTheReceipt() throws Exception {
    Receipt receipt =
        new Receipt(
            "order-4711",
            new Position(7, 2),
            40,
            ReceiptStatus.FAILED,
            ErrorCode.PANIC,
            "balance too low",
            12_345,
            new byte[0],
            List.of(),
            Optional.empty(),
            1);
    read(new ReceiptBatchCodec().encode(new ReceiptBatch(0, 7, List.of(receipt))));
    assertThat(printed).containsExactly("order-4711 FAILED PANIC balance too low");
  }

  @Test
  void theDocumentShowsWhatRuns() {
    String source =
        Repository.text("deploy/src/test/java/io/stretto/deploy/KafkaClientsDocumentTest.java");
    for (String name : List.of("submit", "receipts")) {
      assertThat(DOCUMENT).contains("```java\n" + shown(source, name) + "```");
    }
  }

  private static String shown(String source, String name) {
    String begin = "// " + name + " begins\n";
    int from = source.lastIndexOf(begin) + begin.length();
    String indented = source.substring(from, source.lastIndexOf("    // " + name + " ends"));
    return indented.stripTrailing().stripIndent() + "\n";
  }

  private static String lines(String hex) {
    return hex.replaceAll("(.{64})", "$1\n").stripTrailing() + "\n";
  }

  private static void submit(Producer<byte[], ByteBuffer> producer) throws Exception {
    // submit begins
    Schema schema = new Schema.Parser().parse(schemaFile("Transaction"));
    GenericRecord transaction =
        new GenericRecordBuilder(schema)
            .set("id", "order-4711")
            .set("sender", "alice")
            .set("contract", "bank")
            .set("function", "transfer")
            .set("arguments", ByteBuffer.wrap("bob 30".getBytes(StandardCharsets.UTF_8)))
            .build();
    ByteBuffer value =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(transaction);
    int ledger = 0;
    producer.send(new ProducerRecord<>("stretto.transactions", ledger, null, value)).get();
    // submit ends
  }

  private void read(byte[] value) throws Exception {
    // receipts begins
    Schema schema = new Schema.Parser().parse(schemaFile("ReceiptBatch"));
    var decoder = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema);
    for (Object entry : (List<?>) decoder.decode(value).get("receipts")) {
      GenericRecord receipt = (GenericRecord) entry;
      if (receipt.get("transactionId").toString().equals("order-4711")) {
        print("%s %s %s %s", receipt, "transactionId", "status", "errorCode", "errorMessage");
      }
    }
    // receipts ends
  }

  private void print(String format, GenericRecord record, String... fields) {
    Object[] values = List.of(fields).stream().map(record::get).toArray();
    printed.add(String.format(format, values));
  }

  private static File schemaFile(String record) {
    return Repository.path("schemas/src/main/avro/" + record + ".avsc").toFile();
  }
}
