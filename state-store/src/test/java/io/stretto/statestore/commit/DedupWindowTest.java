package io.stretto.statestore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.Result;
import io.stretto.protocol.Write;
import io.stretto.protocol.memory.InMemoryCommittedState;
import io.stretto.statestore.ChainBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A repeated id is a duplicate within the window, wherever the blocks' borders are. */
final class DedupWindowTest {

  private static final int WINDOW = 2;

  private final ChainBuilder chain = new ChainBuilder(0, new Genesis(WINDOW, 1));
  private final Committer committer =
      new Committer(new InMemoryCommittedState(), CommitterSettings.defaults(1));

  DedupWindowTest() {
    commit(chain.genesis());
  }

  @Test
  void anIdFurtherBackThanTheWindowInsideOneBlockIsNoDuplicate() {
    assertThat(duplicates("a", "b", "c", "a")).containsExactly(false, false, false, false);
  }

  @Test
  void anIdWithinTheWindowInsideOneBlockIsADuplicate() {
    assertThat(duplicates("a", "b", "a")).containsExactly(false, false, true);
  }

  @Test
  void theWindowIsCountedFromTheLastOneThatWasNoDuplicate() {
    assertThat(duplicates("a", "b", "a", "a", "a"))
        .containsExactly(false, false, true, false, true);
  }

  @Test
  void theWindowReachesAcrossBlocks() {
    assertThat(duplicates("a", "b")).containsExactly(false, false);
    assertThat(duplicates("b", "a")).containsExactly(true, false);
  }

  private List<Boolean> duplicates(String... ids) {
    return commit(chain.next(ids.length, 0), ids).stream().map(Receipt::isDuplicate).toList();
  }

  private List<Receipt> commit(Block block, String... ids) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      Write write = new Write(ChainBuilder.key(ids[i]), ChainBuilder.number(i));
      results.add(ChainBuilder.result(i, 0, ids[i], List.of(), List.of(write)));
    }
    List<CommitterRecord> decisions =
        new ArrayList<>(committer.step(new CommitterEvent.BlockArrived(block, block.height()), 0));
    decisions.addAll(
        committer.step(new CommitterEvent.ResultsArrived(ChainBuilder.batch(block, results)), 0));
    return decisions.stream()
        .filter(CommitterRecord.BlockCommitted.class::isInstance)
        .map(decision -> ((CommitterRecord.BlockCommitted) decision).delta().receipts())
        .findFirst()
        .orElseThrow();
  }
}
