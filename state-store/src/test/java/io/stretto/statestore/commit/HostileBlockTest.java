package io.stretto.statestore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.ReexecutionRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of blocks and results that no coordinator and no worker has made. */
class HostileBlockTest {

  private static Block genesis(long nextOffset, int... relativeOffsets) {
    return new Block(
        0,
        0,
        Digest.ZERO,
        0,
        nextOffset,
        0,
        0,
        OrderPolicy.ARRIVAL,
        new Genesis(100, 1),
        relativeOffsets,
        new int[relativeOffsets.length]);
  }

  @Test
  void aGenesisBlockWithTransactionsIsPassedOver() {
    CommitterUnderTest ledger = new CommitterUnderTest();
    ledger.open(genesis(1, 0));
    ledger.open(genesis(0, 0));
    ledger.open(genesis(7));
    assertThat(ledger.committer.chainTip()).isEqualTo(ChainTip.NONE);
    Block real = ledger.genesis(100);
    ledger.open(real);
    assertThat(ledger.state.tip()).isEqualTo(ChainTip.after(real));
  }

  @Test
  void aBlockThatNamesAnOffsetTwiceIsPassedOver() {
    CommitterUnderTest ledger = CommitterUnderTest.born(100);
    ChainTip tip = ledger.state.tip();
    Block doubled =
        new Block(
            0,
            1,
            tip.digest(),
            0,
            2,
            0,
            0,
            OrderPolicy.ARRIVAL,
            null,
            new int[] {1, 1},
            new int[2]);
    ledger.open(doubled);
    assertThat(ledger.committer.openBlocks()).isZero();
    Block real = ledger.next(0, 1);
    ledger.open(real);
    ledger.results(real, Attempt.at(real, 0), Attempt.at(real, 1));
    assertThat(ledger.state.tip()).isEqualTo(ChainTip.after(real));
  }

  /** Lanes are no part of what makes a block: the first record of a digest is taken as it is. */
  @ParameterizedTest
  @ValueSource(ints = {-1, CommitterUnderTest.LANES, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void requestsGoToLanesThatThereAreWhateverTheBlockSays(int lane) {
    CommitterUnderTest ledger = CommitterUnderTest.born(100);
    ledger.given("a", "1");
    Block odd = ledger.next(lane, lane);
    ledger.open(odd);
    ledger.results(odd, Attempt.at(odd, 0).reads("a", "0"));
    assertLaneExists(ledger.onlyRequest());
    ledger.pass(10_000);
    assertLaneExists(ledger.onlyRequest());
    ledger.results(odd, Attempt.at(odd, 0).incarnation(1).reads("a", "1"), Attempt.at(odd, 1));
    assertThat(ledger.state.tip()).isEqualTo(ChainTip.after(odd));
  }

  private static void assertLaneExists(ReexecutionRequest request) {
    assertThat(request.lane()).isBetween(0, CommitterUnderTest.LANES - 1);
  }

  @Test
  void resultsOfNoLaneOrPositionAreHarmless() {
    CommitterUnderTest ledger = CommitterUnderTest.born(100);
    Block block = ledger.next(0);
    ledger.open(block);
    ledger.results(block, -1, Attempt.at(block, 0).writes("a", "1"));
    assertThat(ledger.value("a")).isEqualTo("1");
    Block next = ledger.next(0);
    ledger.open(next);
    ledger.results(next, Integer.MIN_VALUE, Attempt.at(next, -1).writes("a", "2"));
    ledger.results(next, Integer.MAX_VALUE, Attempt.at(next, 7).writes("a", "2"));
    assertThat(ledger.value("a")).isEqualTo("1");
    ledger.results(next, Attempt.at(next, 0).reads("a", "1"));
    assertThat(ledger.state.tip()).isEqualTo(ChainTip.after(next));
  }
}
