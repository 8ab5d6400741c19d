package io.stretto.protocol;

import static io.stretto.protocol.Keys.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that of several records of one height every reader takes the first that fits. */
class ChainTipTest {

  private static final Genesis GENESIS = new Genesis(10, 1);
  private static final Block FIRST = genesis(100, 100, 0, 50);
  private static final ChainTip TIP = ChainTip.after(FIRST);

  private static Block genesis(long firstOffset, long nextOffset, long ordinal, long timeMillis) {
    return block(0, Digest.ZERO, firstOffset, nextOffset, ordinal, timeMillis, GENESIS, 0);
  }

  private static Block block(
      long height,
      Digest parent,
      long firstOffset,
      long nextOffset,
      long ordinal,
      long timeMillis,
      Genesis genesis,
      int transactions) {
    int[] offsets = new int[transactions];
    for (int i = 0; i < transactions; i++) {
      offsets[i] = i;
    }
    return new Block(
        0,
        height,
        parent,
        firstOffset,
        nextOffset,
        ordinal,
        timeMillis,
        OrderPolicy.ARRIVAL,
        genesis,
        offsets,
        new int[transactions]);
  }

  @Test
  void aLedgerBeginsWithAGenesisBlockWhereverItsLogBegins() {
    assertThat(ChainTip.NONE.isFollowedBy(FIRST)).isTrue();
    assertThat(ChainTip.NONE.isFollowedBy(genesis(0, 0, 0, 0))).isTrue();
    assertThat(ChainTip.NONE.isFollowedBy(genesis(0, 0, 1, 0))).as("ordinal").isFalse();
    assertThat(ChainTip.NONE.isFollowedBy(genesis(1, 0, 0, 0))).as("range").isFalse();
    assertThat(ChainTip.NONE.isFollowedBy(block(0, Digest.ZERO, 0, 0, 0, 0, null, 0)))
        .as("no parameters")
        .isFalse();
    Digest other = Digest.sha256(bytes("x"));
    assertThat(ChainTip.NONE.isFollowedBy(block(0, other, 0, 0, 0, 0, GENESIS, 0)))
        .as("parent")
        .isFalse();
  }

  @Test
  void noLedgerBeginsWithTransactionsOrARun() {
    assertThat(ChainTip.NONE.isFollowedBy(block(0, Digest.ZERO, 0, 1, 0, 0, GENESIS, 1)))
        .as("a transaction")
        .isFalse();
    assertThat(ChainTip.NONE.isFollowedBy(block(0, Digest.ZERO, 0, 0, 0, 0, GENESIS, 1)))
        .as("a transaction outside of the run")
        .isFalse();
    assertThat(ChainTip.NONE.isFollowedBy(genesis(0, 5, 0, 0))).as("offsets skipped").isFalse();
    assertThat(ChainTip.NONE.isFollowedBy(genesis(-1, -1, 0, 0))).as("below 0").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "10, 0", "10, -1", "-2147483648, 1"})
  void noLedgerIsBornWithParametersOutOfRange(int window, int schedule) {
    Genesis odd = new Genesis(window, schedule);
    assertThat(ChainTip.NONE.isFollowedBy(block(0, Digest.ZERO, 0, 0, 0, 0, odd, 0))).isFalse();
  }

  @Test
  void parametersOfALaterReleaseAreNotIgnored() {
    Genesis later = new Genesis(Integer.MAX_VALUE, 7);
    assertThat(ChainTip.NONE.isFollowedBy(block(0, Digest.ZERO, 0, 0, 0, 0, later, 0))).isTrue();
  }

  @Test
  void theTipIsWhatTheBlockLeaves() {
    Block second = block(1, FIRST.digest(), 100, 105, 0, 60, null, 3);
    assertThat(ChainTip.after(second)).isEqualTo(new ChainTip(1, second.digest(), 105, 3, 60));
  }

  @Test
  void theNextBlockFollows() {
    assertThat(TIP.isFollowedBy(block(1, FIRST.digest(), 100, 105, 0, 50, null, 3))).isTrue();
    assertThat(TIP.isFollowedBy(block(1, FIRST.digest(), 100, 100, 0, 51, null, 0))).isTrue();
  }

  @Test
  void everyReasonNotToFollow() {
    Digest parent = FIRST.digest();
    assertThat(TIP.isFollowedBy(block(2, parent, 100, 105, 0, 50, null, 3))).as("later").isFalse();
    assertThat(TIP.isFollowedBy(FIRST)).as("a repeat").isFalse();
    assertThat(TIP.isFollowedBy(block(1, Digest.ZERO, 100, 105, 0, 50, null, 3)))
        .as("other parent")
        .isFalse();
    assertThat(TIP.isFollowedBy(block(1, parent, 100, 105, 0, 50, GENESIS, 3)))
        .as("a second genesis")
        .isFalse();
    assertThat(TIP.isFollowedBy(block(1, parent, 99, 105, 0, 50, null, 3))).as("overlap").isFalse();
    assertThat(TIP.isFollowedBy(block(1, parent, 101, 105, 0, 50, null, 3))).as("hole").isFalse();
    assertThat(TIP.isFollowedBy(block(1, parent, 100, 99, 0, 50, null, 0)))
        .as("negative range")
        .isFalse();
    assertThat(TIP.isFollowedBy(block(1, parent, 100, 105, 1, 50, null, 3)))
        .as("ordinal")
        .isFalse();
    assertThat(TIP.isFollowedBy(block(1, parent, 100, 105, 0, 49, null, 3)))
        .as("time runs back")
        .isFalse();
  }

  /** Offsets are relative to the first, 100; the run is [100, 105). */
  @ParameterizedTest
  @ValueSource(strings = {"-1", "0 1 5", "5", "2147483647", "-2147483648", "0 0", "3 1 3", "4 4"})
  void aBlockWhoseTransactionsHaveNoPlaceInItsRunIsIgnored(String relativeOffsets) {
    assertThat(TIP.isFollowedBy(ordered(relativeOffsets))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "4 0 2", "1 0", "0 1 2 3 4"})
  void transactionsMayStandInAnyOrderAndOffsetsBeWithoutRecord(String relativeOffsets) {
    assertThat(TIP.isFollowedBy(ordered(relativeOffsets))).isTrue();
  }

  private static Block ordered(String relativeOffsets) {
    int[] offsets =
        Arrays.stream(relativeOffsets.split(" ", -1))
            .filter(offset -> !offset.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    return new Block(
        0,
        1,
        FIRST.digest(),
        100,
        105,
        0,
        50,
        OrderPolicy.ARRIVAL,
        null,
        offsets,
        new int[offsets.length]);
  }

  @Test
  void theFirstRecordWinsAndTheSecondOfItsHeightLoses() {
    Block first = block(1, FIRST.digest(), 100, 105, 0, 50, null, 3);
    Block second = block(1, FIRST.digest(), 100, 106, 0, 50, null, 3);
    assertThat(TIP.isFollowedBy(first)).isTrue();
    ChainTip after = ChainTip.after(first);
    assertThat(after.isFollowedBy(second)).isFalse();
    Block child = block(2, second.digest(), 105, 110, 3, 50, null, 1);
    assertThat(after.isFollowedBy(child)).as("a child of the loser").isFalse();
  }
}
