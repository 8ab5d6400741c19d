package io.stretto.statestore.rocksdb;

import static io.stretto.statestore.ChainBuilder.key;
import static io.stretto.statestore.ChainBuilder.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.protocol.memory.InMemoryCommittedState;
import io.stretto.statestore.RocksSettings;
import io.stretto.statestore.query.LedgerView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds lists of ranges, committed and at the head, against those of the state in memory. */
class RocksScanTest {

  private static final RocksSettings SMALL = new RocksSettings(1 << 20, 1 << 20, 4 << 20);

  @TempDir Path directory;
  private final Deltas deltas = new Deltas(0);

  private static StateKey randomKey(Random random) {
    return random.nextInt(10) == 0
        ? StateKey.contractRecord("c" + random.nextInt(3))
        : key("k" + random.nextInt(30));
  }

  private static StateRange randomRange(Random random) {
    return new StateRange(randomKey(random), randomKey(random));
  }

  private static List<Write> randomWrites(Random random) {
    List<Write> writes = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      writes.add(new Write(randomKey(random), random.nextInt(3) == 0 ? null : number(i)));
    }
    return writes;
  }

  @Test
  void listsWhatTheStateInMemoryLists() {
    Random random = new Random(1);
    InMemoryCommittedState twin = new InMemoryCommittedState();
    try (RocksCommittedState state = RocksCommittedState.open(directory, 0, SMALL)) {
      apply(deltas.genesis(), state, twin);
      for (int block = 0; block < 60; block++) {
        apply(deltas.next(List.of(), randomWrites(random).toArray(Write[]::new)), state, twin);
        for (int i = 0; i < 20; i++) {
          StateRange range = randomRange(random);
          int limit = random.nextInt(12);
          List<StateEntry> expected = twin.scan(range, limit);
          assertThat(state.scan(range, limit)).isEqualTo(expected);
          CommittedEntries read = state.reader().scan(range, limit).orElseThrow();
          assertThat(read.entries()).isEqualTo(expected);
          assertThat(read.height()).isEqualTo(twin.tip().height());
        }
      }
    }
  }

  @Test
  void listsWhatIsSettledAtTheHeadToo() {
    Random random = new Random(2);
    InMemoryCommittedState twin = new InMemoryCommittedState();
    try (RocksCommittedState state = RocksCommittedState.open(directory, 0, SMALL)) {
      apply(deltas.genesis(), state, twin);
      for (int block = 0; block < 40; block++) {
        List<Write> writes = randomWrites(random);
        LedgerView view = new LedgerView(0, state.reader());
        writes.forEach(write -> view.settled(List.of(write)));
        BlockDelta next = deltas.next(List.of(), writes.toArray(Write[]::new));
        twin.apply(next);
        for (int i = 0; i < 20; i++) {
          StateRange range = randomRange(random);
          int limit = random.nextInt(12);
          assertThat(view.scanAtHead(range, limit).orElseThrow().entries())
              .isEqualTo(twin.scan(range, limit));
        }
        state.apply(next);
      }
    }
  }

  @Test
  void aClosedStoreListsNothing() {
    CommittedReader reader;
    try (RocksCommittedState state = RocksCommittedState.open(directory, 0, SMALL)) {
      reader = state.reader();
    }
    StateRange range = new StateRange(key("a"), key("z"));
    assertThat(reader.isClosed()).isTrue();
    assertThat(reader.scan(range, 3)).isEmpty();
    assertThat(new LedgerView(0, reader).scanAtHead(range, 3)).isEmpty();
  }

  private static void apply(
      BlockDelta delta, RocksCommittedState state, InMemoryCommittedState twin) {
    state.apply(delta);
    twin.apply(delta);
  }
}
