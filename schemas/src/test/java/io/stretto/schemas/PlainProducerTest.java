package io.stretto.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.junit.jupiter.api.Test;

/** The README's producer, which uses Kafka and Avro and nothing of Stretto but the schema. */
class PlainProducerTest {

  @Test
  void whatItSendsIsATransaction() throws Exception {
    try (var producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteBufferSerializer())) {
      submit(producer, 3, new byte[] {1, 2});
      ProducerRecord<byte[], ByteBuffer> sent = producer.history().getFirst();
      assertThat(sent.partition()).isEqualTo(3);
      byte[] bytes = new ByteBufferSerializer().serialize(sent.topic(), sent.value());
      Transaction transaction =
          ((DecodedTransaction.Valid) new TransactionCodec().decode(bytes)).transaction();
      assertThat(transaction.id()).isEqualTo("order-4711");
      assertThat(transaction.kind()).isEqualTo(TransactionKind.CALL);
      assertThat(transaction.gasLimit()).isEqualTo(TransactionCodec.DEFAULT_GAS_LIMIT);
      assertThat(transaction.arguments()).containsExactly(1, 2);
    }
  }

  @Test
  void theReadmeShowsIt() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/stretto/schemas/PlainProducerTest.java"), UTF_8);
    String begin = "// README begins\n";
    int from = source.lastIndexOf(begin) + begin.length();
    String snippet = source.substring(from, source.lastIndexOf("    // README ends"));
    assertThat(Files.readString(Path.of("README.md"), UTF_8))
        .contains(snippet.stripTrailing().stripIndent());
  }

  private static void submit(Producer<byte[], ByteBuffer> producer, int ledger, byte[] arguments)
      throws Exception {
    // README begins
    Schema schema = new Schema.Parser().parse(open("/io/stretto/schemas/Transaction.avsc"));
    GenericData.Record transaction =
        new GenericRecordBuilder(schema)
            .set("id", "order-4711")
            .set("sender", "alice")
            .set("contract", "bank")
            .set("function", "transfer")
            .set("arguments", ByteBuffer.wrap(arguments))
            .build();
    ByteBuffer value =
        new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), schema).encode(transaction);
    producer.send(new ProducerRecord<>("stretto.transactions", ledger, null, value)).get();
    // README ends
  }

  private static InputStream open(String resource) {
    return PlainProducerTest.class.getResourceAsStream(resource);
  }
}
