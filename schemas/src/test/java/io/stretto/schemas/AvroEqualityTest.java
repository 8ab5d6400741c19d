package io.stretto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The codecs write the bytes that Avro's own encoder writes, and read what it writes. */
class AvroEqualityTest {

  private static final int RECORDS = 1_000;
  private static final int BLOCK_BYTES = 64;

  static Iterable<RecordType<?>> types() {
    return RecordType.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  void bytesAreAvrosOwnInBothDirections(RecordType<?> type) throws Exception {
    long firstSeed = Long.getLong("seed", System.nanoTime());
    System.out.println(type + ": replay with -Dseed=" + firstSeed);
    for (long seed = firstSeed; seed < firstSeed + RECORDS; seed++) {
      check(type, type.random().apply(new Random(seed)), seed);
    }
  }

  private static void check(RecordType<?> type, Object value, long seed) throws Exception {
    GenericData.Record generic = (GenericData.Record) type.generic(value);
    ByteBuffer avro =
        new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), type.schemas().current())
            .encode(generic);
    byte[] avroBytes = new byte[avro.remaining()];
    avro.get(avroBytes);

    assertThat(type.encode(value)).as("seed %s", seed).isEqualTo(avroBytes);
    assertThat(type.generic(type.decode(avroBytes))).as("seed %s", seed).isEqualTo(generic);
    assertThat(
            new BinaryMessageDecoder<GenericData.Record>(
                    GenericData.get(), type.schemas().current())
                .decode(type.encode(value)))
        .as("seed %s", seed)
        .isEqualTo(generic);
    assertThat(type.generic(type.decode(blocked(type, generic, avroBytes))))
        .as("seed %s, in blocks", seed)
        .isEqualTo(generic);
  }

  /** The record as Avro's blocking encoder writes it: several blocks an array, with their sizes. */
  private static byte[] blocked(RecordType<?> type, GenericData.Record generic, byte[] plain)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(plain, 0, SingleObject.HEADER_BYTES);
    BinaryEncoder encoder =
        new EncoderFactory().configureBlockSize(BLOCK_BYTES).blockingBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericData.Record>(type.schemas().current()).write(generic, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
