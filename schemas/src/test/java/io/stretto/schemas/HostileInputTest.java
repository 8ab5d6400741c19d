package io.stretto.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are: a record, or a {@link SchemaException}, at a cost that is bounded. */
class HostileInputTest {

  private static final int MUTATIONS = 20_000;
  private static final long BYTES_ALLOCATED_LIMIT = 256 * 1024;

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

  /** A record that gets through must be one that can be written and read again. */
  private void decode(RecordType<?> type, byte[] bytes) {
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Object value = type.decode(bytes);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .isLessThan(BYTES_ALLOCATED_LIMIT);
      type.decode(type.encode(value));
    } catch (SchemaException e) {
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .isLessThan(BYTES_ALLOCATED_LIMIT);
      assertThat(e.code()).isNotNull();
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
