package io.stretto.statestore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.statestore.ChainBuilder;
import org.junit.jupiter.api.Test;

/**
 * Proves that of several records that fit, the first after the tip's own is taken, and no other.
 */
class FirstRecordWinsTest {

  private final CommitterUnderTest ledger = CommitterUnderTest.born(100);

  private void open(Block block, long offset) {
    ledger.act(new CommitterEvent.BlockArrived(block, offset));
  }

  /**
   * A record that was passed over because it came before its parent was taken where it was
   * delivered once more, and so by a committer that started again: a fork.
   */
  @Test
  void aRecordBeforeTheTipsOwnIsNotTakenThoughItFits() {
    Block first = ledger.next(0);
    Block second = ledger.next(0);
    Block rival = ChainBuilder.rival(second);
    open(rival, 200);
    open(first, 201);
    open(rival, 200);
    assertThat(ledger.committer.openBlocks()).isEqualTo(1);
    open(second, 202);
    ledger.results(first, Attempt.at(first, 0).writes("a", "1"));
    ledger.results(second, Attempt.at(second, 0).writes("a", "2"));
    assertThat(ledger.value("a")).isEqualTo("2");
  }

  @Test
  void theSameHoldsAfterARestart() {
    Block first = ledger.next(0);
    Block second = ledger.next(0);
    Block rival = ChainBuilder.rival(second);
    open(first, 201);
    ledger.results(first, Attempt.at(first, 0));
    ledger.restart();
    open(rival, 200);
    assertThat(ledger.committer.openBlocks()).isZero();
    open(second, 202);
    assertThat(ledger.committer.chainTip().digest()).isEqualTo(second.digest());
  }
}
