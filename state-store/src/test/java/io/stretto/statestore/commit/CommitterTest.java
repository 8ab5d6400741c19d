package io.stretto.statestore.commit;

import static io.stretto.statestore.commit.Attempt.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateDigest;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import io.stretto.statestore.ChainBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves that whole blocks are committed, in order, once, whatever arrives how often and when. */
class CommitterTest {

  private final CommitterUnderTest ledger = CommitterUnderTest.born(100);

  @Test
  void theGenesisBlockWritesTheParameters() {
    CommitterUnderTest unborn = new CommitterUnderTest();
    unborn.open(unborn.genesis(7));
    assertThat(Genesis.decode(unborn.state.read(StateKey.genesis()))).isEqualTo(new Genesis(7, 1));
    assertThat(unborn.commits).hasSize(1);
    assertThat(unborn.commits.get(0).writes()).containsExactly(new Genesis(7, 1).write());
    assertThat(unborn.commits.get(0).commit().blockOffset()).isEqualTo(100);
  }

  /**
   * Its parent was published twice, the first time in vain; so the block stood before its parent in
   * the topic, and a committer that was given it a second time took it, as no other reader did.
   */
  @Test
  void aBlockThatStandsBeforeItsParentIsNotTaken() {
    Block parent = ledger.next(0);
    Block block = ledger.next(0);
    Block winner = ChainBuilder.rival(block);
    ledger.act(new CommitterEvent.BlockArrived(block, 200));
    ledger.act(new CommitterEvent.BlockArrived(parent, 201));
    ledger.act(new CommitterEvent.BlockArrived(block, 200));
    assertThat(ledger.committer.openBlocks()).isEqualTo(1);
    ledger.results(parent, Attempt.at(parent, 0));
    ledger.restart();
    ledger.act(new CommitterEvent.BlockArrived(block, 200));
    ledger.act(new CommitterEvent.BlockArrived(winner, 202));
    assertThat(ledger.committer.chainTip()).isEqualTo(ChainTip.after(winner));
  }

  @Test
  void aBlockIsCommittedWhenItsLastResultIsIn() {
    Block block = ledger.next(0, 1, 2);
    ledger.open(block);
    ledger.results(block, 2, Attempt.at(block, 2).writes("c", "3"));
    ledger.results(block, 0, Attempt.at(block, 0).writes("a", "1"));
    assertThat(ledger.commits).isEmpty();
    assertThat(ledger.value("a")).as("half a block is never seen").isNull();

    ledger.results(block, 1, Attempt.at(block, 1).writes("b", "2"));

    assertThat(ledger.commits).hasSize(1);
    assertThat(List.of(ledger.value("a"), ledger.value("b"), ledger.value("c")))
        .containsExactly("1", "2", "3");
    assertThat(ledger.committer.openBlocks()).isZero();
  }

  @Test
  void theDeltaSaysAllThatTheBlockChanged() {
    Block block = ledger.next(0, 0, 0);
    ledger.open(block);
    ledger.results(
        block,
        Attempt.at(block, 0).writes("a", "1").writes("b", "1"),
        Attempt.at(block, 1).reads("b", "1").writes("b", null).unpredicted(),
        Attempt.at(block, 2).reads("a", "1").writes("a", "2"));

    BlockDelta delta = ledger.commits.get(0);
    assertThat(delta.writes())
        .as("net writes, in the order of the first ones")
        .containsExactly(new Write(key("a"), Attempt.bytes("2")), new Write(key("b"), null));
    assertThat(delta.receipts())
        .extracting(Receipt::position)
        .containsExactly(new Position(1, 0), new Position(1, 1), new Position(1, 2));
    Commit commit = delta.commit();
    assertThat(commit.height()).isEqualTo(1);
    assertThat(commit.blockDigest()).isEqualTo(block.digest());
    assertThat(commit.blockOffset()).isEqualTo(101);
    assertThat(commit.tip()).isEqualTo(ChainTip.after(block)).isEqualTo(ledger.state.tip());
    assertThat(commit.statistics()).isEqualTo(new Commit.Statistics(3, 0, 0, 2));
  }

  @Test
  void theStateDigestFollowsFromTheOneBefore() {
    Block first = ledger.next(0);
    var before = ledger.state.stateDigest();
    ledger.open(first);
    ledger.results(first, Attempt.at(first, 0).writes("a", "1"));
    BlockDelta delta = ledger.commits.get(0);
    assertThat(delta.commit().stateDigest())
        .isEqualTo(StateDigest.next(before, first.digest(), delta.writes(), delta.receipts()))
        .isEqualTo(ledger.state.stateDigest());
  }

  @Test
  void receiptsAreCountedByHowTheyEnded() {
    Block block = ledger.next(0, 0, 0, 0, 0);
    ledger.open(block);
    ledger.results(
        block,
        Attempt.at(block, 0).id("x"),
        Attempt.at(block, 1).ends(ReceiptStatus.FAILED),
        Attempt.at(block, 2).ends(ReceiptStatus.REJECTED).id(""),
        Attempt.at(block, 3).ends(ReceiptStatus.REJECTED).id(""),
        Attempt.at(block, 4).id("x"));
    Commit.Counts counts = ledger.commits.get(0).commit().counts();
    assertThat(counts).isEqualTo(new Commit.Counts(1, 1, 2, 1, 40));
    assertThat(counts.transactions()).isEqualTo(5);
  }

  @Test
  void laterPositionsSeeWhatEarlierOnesOfTheBlockWrote() {
    Block block = ledger.next(0, 1);
    ledger.open(block);
    ledger.results(block, 1, Attempt.at(block, 1).reads("a", "1").finds("b", false));
    ledger.results(block, 0, Attempt.at(block, 0).reads("a", null).writes("a", "1"));
    assertThat(ledger.commits).hasSize(1);
    assertThat(ledger.requests).isEmpty();
  }

  @Test
  void anEmptyBlockIsCommittedAtOnce() {
    ledger.open(ledger.next());
    assertThat(ledger.commits).hasSize(1);
  }

  @Test
  void blocksAreCommittedInOrder() {
    Block first = ledger.next(0);
    Block second = ledger.next(0);
    ledger.open(first);
    ledger.open(second);
    ledger.results(second, Attempt.at(second, 0).reads("a", "1").writes("a", "2"));
    assertThat(ledger.commits).isEmpty();
    ledger.results(first, Attempt.at(first, 0).reads("a", null).writes("a", "1"));
    assertThat(ledger.commits).extracting(delta -> delta.commit().height()).containsExactly(1L, 2L);
    assertThat(ledger.requests).isEmpty();
  }

  @Test
  void aBlockThatDoesNotFollowIsDropped() {
    Block block = ledger.next(0);
    ledger.open(ChainBuilder.rival(ledger.next(0)));
    assertThat(ledger.committer.openBlocks()).as("a later height").isZero();
    ledger.open(block);
    ledger.open(ChainBuilder.rival(block));
    ledger.open(block);
    assertThat(ledger.committer.openBlocks()).isEqualTo(1);
    assertThat(ledger.committer.chainTip()).isEqualTo(ChainTip.after(block));
  }

  @Test
  void resultsOfABlockThatLostAreDropped() {
    Block block = ledger.next(0);
    Block rival = ChainBuilder.rival(block);
    ledger.open(block);
    ledger.results(rival, Attempt.at(rival, 0).writes("a", "wrong"));
    assertThat(ledger.commits).isEmpty();
    ledger.results(block, Attempt.at(block, 0).writes("a", "right"));
    assertThat(ledger.value("a")).isEqualTo("right");
  }

  @Test
  void resultsThatComeBeforeTheirBlockAreKept() {
    Block first = ledger.next(0);
    Block second = ledger.next(0);
    Block rival = ChainBuilder.rival(second);
    ledger.results(second, Attempt.at(second, 0).writes("b", "2"));
    ledger.results(rival, Attempt.at(rival, 0).incarnation(5).writes("b", "wrong"));
    ledger.results(first, Attempt.at(first, 0).writes("a", "1"));
    assertThat(ledger.commits).isEmpty();
    ledger.open(first);
    ledger.open(second);
    assertThat(ledger.commits).hasSize(2);
    assertThat(ledger.value("b")).isEqualTo("2");
  }

  @Test
  void onlySoManyResultsAreKeptForBlocksToCome() {
    CommitterUnderTest small =
        new CommitterUnderTest(new CommitterSettings(1, 100, 2, 100, 1000, 10_000));
    small.open(small.genesis(0));
    Block block = small.next(0, 0, 0);
    small.results(block, Attempt.at(block, 0));
    small.results(block, Attempt.at(block, 1));
    small.results(block, Attempt.at(block, 2));
    small.commits.clear();
    small.open(block);
    assertThat(small.commits).as("the third was not kept").isEmpty();
    small.results(block, Attempt.at(block, 2));
    assertThat(small.commits).hasSize(1);

    Block next = small.next(0);
    small.results(next, Attempt.at(next, 0));
    small.open(next);
    assertThat(small.commits).as("what was taken makes room").hasSize(2);
  }

  @Test
  void whatComesAgainChangesNothing() {
    Block block = ledger.next(0, 0);
    ledger.open(block);
    for (int repeat = 0; repeat < 3; repeat++) {
      ledger.open(block);
      ledger.results(block, Attempt.at(block, 0).writes("a", "1"));
    }
    ledger.results(block, Attempt.at(block, 1).reads("a", "1").writes("a", "2"));
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 0).writes("a", "1"));
    ledger.results(block, Attempt.at(block, 1).incarnation(9).writes("a", "9"));
    assertThat(ledger.commits).hasSize(1);
    assertThat(ledger.value("a")).isEqualTo("2");
    assertThat(ledger.commits.get(0).commit().statistics().executions()).isEqualTo(4);
    assertThat(ledger.commits.get(0).receipts().get(0).attempts())
        .as("those before it was settled")
        .isEqualTo(1);
  }

  @Test
  void resultsForPositionsThatDoNotExistAreIgnored() {
    Block block = ledger.next(0);
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 1).writes("a", "1"));
    assertThat(ledger.commits).isEmpty();
    ledger.results(block, Attempt.at(block, 0));
    assertThat(ledger.value("a")).isNull();
  }

  @Test
  void aRestartedCommitterGoesOnAfterTheTip() {
    Block first = ledger.next(0);
    Block second = ledger.next(0, 0);
    ledger.open(first);
    ledger.open(second);
    ledger.results(first, Attempt.at(first, 0).writes("a", "1"));
    ledger.results(second, Attempt.at(second, 0).writes("a", "2"));
    ledger.restart();
    assertThat(ledger.committer.readAtHead(key("a"))).isEqualTo(Attempt.bytes("1"));
    ledger.open(first);
    ledger.open(second);
    ledger.results(second, Attempt.at(second, 1).reads("a", "2"));
    assertThat(ledger.commits).as("the first result is lost").hasSize(1);
    ledger.results(second, Attempt.at(second, 0).writes("a", "2"));
    assertThat(ledger.commits).hasSize(2);
  }

  @Test
  void theStateAtTheHeadHasWhatIsSettled() {
    ledger.given("a", "0", "b", "0");
    Block block = ledger.next(0, 0);
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 0).writes("a", "1").writes("b", null));
    assertThat(ledger.committer.readAtHead(key("a"))).isEqualTo(Attempt.bytes("1"));
    assertThat(ledger.committer.readAtHead(key("b"))).isNull();
    assertThat(ledger.value("a")).as("not yet committed").isEqualTo("0");
  }

  @Test
  void decidingChangesNothing() {
    ledger.given("a", "0");
    Block block = ledger.next(0, 1);
    Committer committer = ledger.committer;
    var opening = new CommitterEvent.BlockArrived(block, 500);
    assertThat(committer.decide(opening, 1)).isEqualTo(committer.decide(opening, 1)).hasSize(1);
    committer.decide(opening, 1).forEach(committer::replay);
    var arrival =
        new CommitterEvent.ResultsArrived(
            CommitterUnderTest.batch(
                block,
                block.digest(),
                0,
                List.of(
                    Attempt.at(block, 0).writes("a", "1").result(),
                    Attempt.at(block, 1).reads("a", "0").writes("b", "1").result())));
    assertThat(committer.decide(arrival, 2)).isEqualTo(committer.decide(arrival, 2)).hasSize(1);
    committer.decide(arrival, 2).forEach(committer::replay);
    for (int decisions = 0; decisions < 2; decisions++) {
      List<CommitterRecord> first = committer.decide(3);
      assertThat(committer.decide(3)).isEqualTo(first).hasSize(1);
      assertThat(first.get(0))
          .isInstanceOf(
              decisions == 0
                  ? CommitterRecord.PositionStaged.class
                  : CommitterRecord.ReexecutionRequested.class);
      first.forEach(committer::replay);
    }
    assertThat(committer.decide(3)).isEmpty();
  }
}
