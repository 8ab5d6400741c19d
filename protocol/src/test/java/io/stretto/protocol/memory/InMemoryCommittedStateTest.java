package io.stretto.protocol.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves that the in-memory state keeps the port's promises: whole blocks, in order, once. */
class InMemoryCommittedStateTest {

  private static final StateKey KEY = StateKey.storage("c", new byte[] {1});

  private final InMemoryCommittedState state = new InMemoryCommittedState();

  private static BlockDelta delta(long height, byte[] value, Receipt... receipts) {
    ChainTip tip = new ChainTip(height, Digest.ZERO, 0, (height + 1) * 10, 0);
    Digest digest = Digest.sha256(new byte[] {(byte) height});
    Commit commit =
        new Commit(
            0,
            height,
            Digest.ZERO,
            height,
            tip,
            new Commit.Counts(0, 0, 0, 0, 0),
            digest,
            new Commit.Statistics(0, 0, 0, 0));
    return new BlockDelta(commit, List.of(new Write(KEY, value)), List.of(receipts));
  }

  private static Receipt receipt(String id, long height, int index) {
    ExecutionResult result = ExecutionResult.failed(ErrorCode.PANIC, "", 0, List.of());
    return Receipt.of(id, new Position(height, index), 0, result, 1);
  }

  @Test
  void blocksApplyInOrder() {
    state.apply(delta(0, new byte[] {1}));
    state.apply(delta(1, new byte[] {2}));
    assertThat(state.read(KEY)).containsExactly(2);
    assertThat(state.tip().height()).isEqualTo(1);
    assertThat(state.tipBlockOffset()).isEqualTo(1);
    assertThat(state.stateDigest()).isEqualTo(Digest.sha256(new byte[] {1}));
    assertThatIllegalStateException().isThrownBy(() -> state.apply(delta(3, new byte[0])));
  }

  @Test
  void aBlockAppliedTwiceChangesNothingTheSecondTime() {
    state.apply(delta(0, new byte[] {1}));
    state.apply(delta(1, new byte[] {2}));
    state.apply(delta(0, new byte[] {9}));
    assertThat(state.read(KEY)).containsExactly(2);
    assertThat(state.tip().height()).isEqualTo(1);
  }

  @Test
  void deletedEntriesAreGone() {
    state.apply(delta(0, new byte[] {1}));
    state.apply(delta(1, null));
    assertThat(state.read(KEY)).isNull();
    assertThat(state.entries()).isEmpty();
    assertThat(state.fingerprint(KEY).isPresent()).isFalse();
  }

  @Test
  void receiptsAreFoundByIdFromAnOrdinalOn() {
    state.apply(delta(0, new byte[] {1}));
    state.apply(delta(1, new byte[] {1}, receipt("a", 1, 0), receipt("b", 1, 1)));
    assertThat(state.receipt("b", 11)).isPresent();
    assertThat(state.receipt("b", 12)).as("outside the window").isEmpty();
    assertThat(state.receipt("c", 0)).isEmpty();
  }

  @Test
  void duplicatesDoNotTakeTheFirstOnesPlace() {
    Receipt first = receipt("a", 0, 0);
    state.apply(delta(0, new byte[] {1}, first));
    state.apply(delta(1, new byte[] {1}, first.repeatedAt(new Position(1, 5), 0, 1)));
    assertThat(state.receipt("a", 0)).contains(first);
    assertThat(state.receipt("a", 1)).isEmpty();
  }
}
