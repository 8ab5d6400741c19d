package io.stretto.statestore.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A block's delta goes into the changelog whole, or in parts, and comes back whole or not at all.
 */
class ChangelogPartsTest {

  private static final int RECORD_LIMIT_BYTES = 16 << 20;

  private final ChangelogParts parts = new ChangelogParts();

  private static byte[] delta(int bytes, int seed) {
    byte[] delta = new byte[bytes];
    new Random(seed).nextBytes(delta);
    return delta;
  }

  private static byte[] large(int seed) {
    return delta(2 * ChangelogRecord.LIMIT_BYTES + 1, seed);
  }

  private List<byte[]> takeAll(List<ChangelogRecord> records) {
    List<byte[]> whole = new ArrayList<>();
    records.forEach(record -> parts.take(record).ifPresent(whole::add));
    return whole;
  }

  @Test
  void whatFitsIsOneRecordWithAKeyOfTwoNumbers() {
    List<ChangelogRecord> records = ChangelogRecord.of(7, 5, delta(ChangelogRecord.LIMIT_BYTES, 1));
    assertThat(records).hasSize(1);
    assertThat(records.get(0).key()).hasSize(16).endsWith(0, 0, 0, 0, 0, 0, 0, 5);
    assertThat(records.get(0).height()).isEqualTo(7);
    assertThat(takeAll(records)).containsExactly(delta(ChangelogRecord.LIMIT_BYTES, 1));
  }

  @Test
  void whatIsLargerComesBackWhenItsLastPartDoes() {
    List<ChangelogRecord> records = ChangelogRecord.of(7, 5, large(1));
    assertThat(records).hasSize(3);
    for (ChangelogRecord record : records) {
      assertThat(record.value().length + record.key().length).isLessThan(RECORD_LIMIT_BYTES);
      assertThat(record.announcedHeight()).isEqualTo(5);
      assertThat(parts.hasAbove(6)).isEqualTo(record.number() > 0);
      Optional<byte[]> whole = parts.take(record);
      assertThat(whole.isPresent()).isEqualTo(record.number() == 2);
      whole.ifPresent(bytes -> assertThat(bytes).isEqualTo(large(1)));
    }
    assertThat(parts.hasAbove(6)).isFalse();
  }

  @Test
  void partsOfAWriterThatDiedAreNoBlock() {
    assertThat(takeAll(ChangelogRecord.of(7, 5, large(1)).subList(0, 2))).isEmpty();
    assertThat(parts.hasAbove(6)).isTrue();
    assertThat(parts.hasAbove(7)).isFalse();
    assertThat(takeAll(ChangelogRecord.of(7, 5, large(2)))).containsExactly(large(2));
    assertThat(takeAll(ChangelogRecord.of(8, 5, large(3)))).containsExactly(large(3));
  }

  @Test
  void twoWritersAtOnceDoNotMix() {
    List<ChangelogRecord> one = ChangelogRecord.of(7, 5, large(1));
    List<ChangelogRecord> other = ChangelogRecord.of(7, 5, large(2));
    List<ChangelogRecord> mixed =
        List.of(one.get(0), other.get(0), other.get(1), one.get(1), one.get(2), other.get(2));
    assertThat(takeAll(mixed)).containsExactly(large(1), large(2));
  }

  @Test
  void whatIsReadAgainFromTheBeginningIsTheSame() {
    List<ChangelogRecord> records = ChangelogRecord.of(7, 5, large(1));
    assertThat(takeAll(records.subList(0, 2))).isEmpty();
    assertThat(takeAll(records)).containsExactly(large(1));
  }

  @Test
  void theDeadDoNotFillTheMemory() {
    for (int seed = 0; seed < 20; seed++) {
      assertThat(takeAll(ChangelogRecord.of(7, 5, large(seed)).subList(0, 1))).isEmpty();
    }
    assertThat(takeAll(ChangelogRecord.of(7, 5, large(0)).subList(1, 3))).as("given up").isEmpty();
    assertThat(takeAll(ChangelogRecord.of(7, 5, large(19)).subList(1, 3))).hasSize(1);
  }
}
