package io.stretto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

/** A record of an older released schema is read through Avro's schema resolution. */
class OlderSchemaTest {

  /** Made up: without kind, priority and access list, with a narrower limit and one field more. */
  private static final Schema OLDER =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Transaction", "namespace": "io.stretto", "fields": [
                {"name": "memo", "type": {"type": "array", "items": "string"}},
                {"name": "contract", "type": "string"},
                {"name": "id", "type": "string"},
                {"name": "sender", "type": "string"},
                {"name": "function", "type": "string"},
                {"name": "arguments", "type": "bytes"},
                {"name": "gasLimit", "type": "int"}]}
              """);

  private static final TransactionCodec CODEC =
      new TransactionCodec(
          new KnownSchemas(new TransactionCodec().schemas().current(), List.of(OLDER)));

  @Test
  void whatItLacksHasTheDefaultsOfTheSchema() throws IOException {
    Transaction transaction =
        ((DecodedTransaction.Valid) CODEC.decode(older("bank"))).transaction();
    assertThat(transaction.id()).isEqualTo("t1");
    assertThat(transaction.sender()).isEqualTo("alice");
    assertThat(transaction.contract()).isEqualTo("bank");
    assertThat(transaction.function()).isEqualTo("pay");
    assertThat(transaction.arguments()).containsExactly(1, 2, 3);
    assertThat(transaction.gasLimit()).isEqualTo(77);
    assertThat(transaction.kind()).isEqualTo(TransactionKind.CALL);
    assertThat(transaction.priority()).isZero();
    assertThat(transaction.accessList()).isEmpty();
  }

  @Test
  void theRulesHoldForItToo() throws IOException {
    assertThat(CODEC.decode(older("no name")))
        .isInstanceOfSatisfying(
            DecodedTransaction.Invalid.class,
            invalid -> assertThat(invalid.errorCode()).isEqualTo(ErrorCode.INVALID_FIELD));
  }

  @Test
  void itIsMalformedForTheSameReasons() throws IOException {
    byte[] bytes = older("bank");
    DecodedTransaction malformed =
        new DecodedTransaction.Invalid(
            ErrorCode.MALFORMED_RECORD, "the record does not fit the schema that it names");
    for (int length = SingleObject.HEADER_BYTES; length < bytes.length; length++) {
      assertThat(CODEC.decode(Arrays.copyOf(bytes, length))).isEqualTo(malformed);
    }
    assertThat(CODEC.decode(Arrays.copyOf(bytes, bytes.length + 1))).isEqualTo(malformed);
    byte[] badText = bytes.clone();
    badText[SingleObject.HEADER_BYTES + 2] = (byte) 0xFF;
    assertThat(CODEC.decode(badText)).isEqualTo(malformed);
  }

  @Test
  void withoutBeingRegisteredItIsUnknown() throws IOException {
    assertThat(new TransactionCodec().decode(older("bank")))
        .isEqualTo(
            new DecodedTransaction.Invalid(
                ErrorCode.UNKNOWN_SCHEMA,
                "no released schema has the fingerprint "
                    + KnownSchemas.toHex(KnownSchemas.fingerprint(OLDER))));
  }

  private static byte[] older(String contract) throws IOException {
    GenericData.Record older =
        new GenericRecordBuilder(OLDER)
            .set("memo", List.of("m"))
            .set("id", "t1")
            .set("sender", "alice")
            .set("contract", contract)
            .set("function", "pay")
            .set("arguments", ByteBuffer.wrap(new byte[] {1, 2, 3}))
            .set("gasLimit", 77)
            .build();
    return new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), OLDER)
        .encode(older)
        .array();
  }
}
