package io.stretto.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are: a record, or a {@link SchemaException}, at a cost that is bounded. */
class HostileInputTest {

  private static final int MUTATIONS = 20_000;
  private static final long BYTES_ALLOCATED_LIMIT = 256 * 1024;
  private static final int FILLER_BYTES = 256 * 1024;
  private static final int FILLERS = 64;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void everyTruncationIsMalformed() throws IOException {
    for (Map.Entry<String, byte[]> golden : GoldenFiles.read("0.1").entrySet()) {
      RecordType<?> type = GoldenTest.type(golden.getKey());
      for (int length = 0; length < golden.getValue().length; length++) {
        byte[] truncated = Arrays.copyOf(golden.getValue(), length);
        assertThatThrownBy(() -> type.decode(truncated))
            .as("%s cut to %s bytes", golden.getKey(), length)
            .isInstanceOfSatisfying(
                SchemaException.class,
                e -> assertThat(e.code()).isEqualTo(SchemaException.Code.MALFORMED));
      }
    }
  }

  @Test
  void trailingBytesAreMalformed() throws IOException {
    for (Map.Entry<String, byte[]> golden : GoldenFiles.read("0.1").entrySet()) {
      byte[] longer = Arrays.copyOf(golden.getValue(), golden.getValue().length + 1);
      assertThatThrownBy(() -> GoldenTest.type(golden.getKey()).decode(longer))
          .isInstanceOf(SchemaException.class);
    }
  }

  @Test
  void randomMutationsGiveNothingElse() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("mutations: replay with -Dseed=" + seed);
    Random random = new Random(seed);
    for (Map.Entry<String, byte[]> golden : GoldenFiles.read("0.1").entrySet()) {
      RecordType<?> type = GoldenTest.type(golden.getKey());
      for (int i = 0; i < MUTATIONS; i++) {
        decode(type, mutated(random, golden.getValue()));
      }
    }
  }

  /**
   * Long records of one byte or of two: among them arrays in blocks of one item, and empty items.
   */
  @Test
  void fillersCostNoMoreThanTheirLength() {
    for (RecordType<?> type : RecordType.all()) {
      for (int filler = 0; filler < FILLERS; filler++) {
        byte[] bytes = filled(type, filler % 8, filler / 8);
        long before = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        try {
          type.decode(bytes);
        } catch (SchemaException e) {
          assertThat(e.code()).isNotNull();
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
            .as("%s of filler %s", type, filler)
            .isLessThan(100L * FILLER_BYTES);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      }
    }
  }

  private static byte[] filled(RecordType<?> type, int even, int odd) {
    AvroWriter writer = new AvroWriter(FILLER_BYTES);
    SingleObject.writeHeader(writer, type.schemas());
    writeHead(type, writer);
    while (writer.length() < FILLER_BYTES) {
      writer.writeByte(writer.length() % 2 == 0 ? even : odd);
    }
    return writer.toByteArray();
  }

  /** What stands before the arrays of blocks and tasks: zeros, and no genesis. */
  private static void writeHead(RecordType<?> type, AvroWriter writer) {
    int head =
        switch (type.name()) {
          case "Block" -> 40;
          case "Task", "ResultBatch" -> 36;
          default -> 0;
        };
    for (int i = 0; i < head; i++) {
      writer.writeByte(0);
    }
  }

  /** A record that gets through must be one that can be written and read again. */
  private void decode(RecordType<?> type, byte[] bytes) {
    // The first time that code runs, the JVM allocates for itself: to link a concatenation of
    // texts, some hundred kilobytes. What counts is the lesser of two times.
    long first = allocatedByDecoding(type, bytes);
    assertThat(Math.min(first, allocatedByDecoding(type, bytes))).isLessThan(BYTES_ALLOCATED_LIMIT);
  }

  private long allocatedByDecoding(RecordType<?> type, byte[] bytes) {
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Object value = type.decode(bytes);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      type.decode(type.encode(value));
      return allocated;
    } catch (SchemaException e) {
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(e.code()).isNotNull();
      return allocated;
    }
  }

  private static byte[] mutated(Random random, byte[] golden) {
    byte[] bytes = golden.clone();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      int at = SingleObject.HEADER_BYTES + random.nextInt(bytes.length - SingleObject.HEADER_BYTES);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(bytes, at, Math.min(at + random.nextInt(9), bytes.length), (byte) -1);
        default -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
    }
    return bytes;
  }
}
