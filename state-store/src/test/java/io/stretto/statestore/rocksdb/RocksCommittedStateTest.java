package io.stretto.statestore.rocksdb;

import static io.stretto.statestore.ChainBuilder.key;
import static io.stretto.statestore.ChainBuilder.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import io.stretto.schemas.BlockDeltaCodec;
import io.stretto.statestore.RocksSettings;
import io.stretto.statestore.StateStoreException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

class RocksCommittedStateTest {

  private static final RocksSettings SMALL = new RocksSettings(1 << 20, 1 << 20, 4 << 20);

  @TempDir Path directory;
  private final Deltas deltas = new Deltas(0);

  @Test
  void keepsWhatWasAppliedOverAReopening() {
    BlockDelta last;
    try (RocksCommittedState state = open()) {
      state.apply(deltas.genesis());
      state.apply(deltas.next(List.of("a", "b"), new Write(key("x"), number(1))));
      last = deltas.next(List.of("c"), new Write(key("x"), null), new Write(key("y"), number(2)));
      state.apply(last);
    }
    try (RocksCommittedState state = open()) {
      assertThat(state.tip()).isEqualTo(last.commit().tip());
      assertThat(state.stateDigest()).isEqualTo(last.commit().stateDigest());
      assertThat(state.read(key("x"))).isNull();
      assertThat(state.fingerprint(key("y"))).isEqualTo(Fingerprint.of(number(2)));
      assertThat(state.receipt("b", 0).orElseThrow().position()).isEqualTo(new Position(1, 1));
      assertThat(state.receipt("b", 2)).isEmpty();
      assertThat(state.receipt("never", 0)).isEmpty();
      assertThat(state.reader().committedBlock(2).orElseThrow().receipts()).hasSize(1);
    }
  }

  @Test
  void appliesABlockOnce() {
    try (RocksCommittedState state = open()) {
      state.apply(deltas.genesis());
      BlockDelta block = deltas.next(List.of("a"), new Write(key("x"), number(1)));
      state.apply(block);
      state.apply(block);
      assertThat(state.tip().height()).isEqualTo(1);
      deltas.next(List.of("lost"));
      BlockDelta tooFar = deltas.next(List.of("b"));
      assertThatThrownBy(() -> state.apply(tooFar)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void keepsADeltaUntilItIsAnnounced() {
    BlockDeltaCodec codec = new BlockDeltaCodec();
    BlockDelta first;
    try (RocksCommittedState state = open()) {
      state.apply(deltas.genesis());
      first = deltas.next(List.of("a"), new Write(key("x"), number(1)));
      state.apply(first);
      state.announced(0, Map.of("changelog-0", OptionalLong.of(1)));
    }
    try (RocksCommittedState state = open()) {
      assertThat(state.announcedHeight()).isZero();
      assertThat(state.offset("changelog-0")).hasValue(1);
      assertThat(state.unannounced(1).changelogRecord()).hasValue(codec.encode(first));
      state.announced(1, Map.of("changelog-0", OptionalLong.empty()));
      assertThat(state.offset("changelog-0")).isEmpty();
      assertThat(state.unannounced(1).changelogRecord()).isEmpty();
    }
  }

  @Test
  void restoresTheSameStateFromItsChangelog(@TempDir Path other) {
    BlockDeltaCodec codec = new BlockDeltaCodec();
    try (RocksCommittedState state = open();
        RocksCommittedState restored = RocksCommittedState.open(other, 0, SMALL)) {
      state.apply(deltas.genesis());
      state.apply(deltas.next(List.of("a", "b"), new Write(key("x"), number(1))));
      state.apply(deltas.next(List.of("c"), new Write(key("x"), number(2))));
      for (AppliedBlock next = state.pollApplied(); next != null; next = state.pollApplied()) {
        byte[] record = next.changelogRecord().orElseThrow();
        restored.restore(record, -1);
        restored.restore(record, -1);
        assertThat(codec.decode(record).commit()).isEqualTo(next.delta().commit());
      }
      restored.requireComplete();
      assertThat(restored.stateDigest()).isEqualTo(state.stateDigest());
      assertThat(restored.read(key("x"))).isEqualTo(number(2));
      assertThat(restored.receipt("c", 0)).isPresent();
      assertThat(restored.unannounced(2).changelogRecord()).isEmpty();
    }
  }

  @Test
  void findsABlockThatTheChangelogLacks() {
    BlockDeltaCodec codec = new BlockDeltaCodec();
    byte[] genesis = codec.encode(deltas.genesis());
    byte[] first = codec.encode(deltas.next(List.of("a")));
    byte[] second = codec.encode(deltas.next(List.of("b")));
    try (RocksCommittedState state = open()) {
      state.restore(genesis, -1);
      state.restore(second, -1);
      assertThatThrownBy(state::requireComplete)
          .isInstanceOf(StateStoreException.class)
          .hasMessageContaining("block 1 is not in it");
      state.restore(first, -1);
      state.restore(second, -1);
      state.requireComplete();
    }
  }

  /**
   * Where another committer, which took itself for the owner, was ahead for a while, its blocks lie
   * before the offset up to which this store has taken the changelog in, and later ones behind it.
   * That was called a gap, and the store did not start any more.
   */
  @Test
  void passesOverWhatDoesNotFollowTheBlocksOnItsDisk() {
    BlockDeltaCodec codec = new BlockDeltaCodec();
    BlockDelta missing;
    byte[] later;
    try (RocksCommittedState state = open()) {
      assertThat(state.tipBlockOffset()).isEqualTo(-1);
      state.apply(deltas.genesis());
      missing = deltas.next(List.of("a"));
      later = codec.encode(deltas.next(List.of("b")));
    }
    try (RocksCommittedState state = open()) {
      assertThat(state.tipBlockOffset()).isZero();
      state.restore(later, -1);
      state.requireComplete();
      assertThat(state.tip().height()).isZero();
      state.apply(missing);
      assertThat(state.tip().height()).isEqualTo(1);
    }
  }

  @Test
  void refusesAnotherHistory() {
    BlockDeltaCodec codec = new BlockDeltaCodec();
    try (RocksCommittedState state = open()) {
      state.apply(deltas.genesis());
      state.apply(deltas.next(List.of("a"), new Write(key("x"), number(1))));
      Deltas others = new Deltas(0);
      others.genesis();
      byte[] foreign = codec.encode(others.next(List.of("z")));
      assertThatThrownBy(() -> state.restore(foreign, -1))
          .isInstanceOf(StateStoreException.class)
          .hasMessageContaining("another cluster");
    }
    assertThatThrownBy(() -> RocksCommittedState.open(directory, 1, SMALL))
        .isInstanceOf(StateStoreException.class)
        .hasMessageContaining("ledger 0, not of 1");
  }

  @Test
  void refusesAFormatThatItDoesNotKnow() throws RocksDBException {
    open().close();
    try (RocksDB database = RocksDB.open(directory.toString())) {
      database.put(Keys.FORMAT, new byte[] {9});
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(StateStoreException.class)
        .hasMessageContaining("format");
  }

  @Test
  void batchesReadAsRocksDbReadsThem() throws RocksDBException {
    BatchBytes batch = new BatchBytes();
    batch.put(new byte[] {1}, new byte[300]);
    batch.delete(new byte[] {2, 3});
    batch.put(Keys.STATE, new byte[200_000], new byte[0]);
    batch.putPlace(new byte[] {7}, 1, 2, 3);
    try (WriteBatch read = new WriteBatch(batch.toByteArray())) {
      assertThat(read.count()).isEqualTo(4);
      assertThat(read.hasPut()).isTrue();
      assertThat(read.hasDelete()).isTrue();
      assertThat(read.data()).isEqualTo(batch.toByteArray());
    }
  }

  @Test
  void readersNeverSeeHalfOfABlock() throws InterruptedException {
    StateKey left = key("left");
    StateKey right = key("right");
    AtomicBoolean isDone = new AtomicBoolean();
    AtomicReference<String> torn = new AtomicReference<>();
    try (RocksCommittedState state = open()) {
      state.apply(deltas.genesis());
      Thread reader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!isDone.get() && torn.get() == null) {
                      check(state.reader().read(List.of(left, right)).orElseThrow(), torn);
                    }
                  });
      for (int i = 1; i <= 2_000; i++) {
        state.apply(
            deltas.next(List.of(), new Write(left, number(i)), new Write(right, number(i))));
        state.pollApplied();
      }
      isDone.set(true);
      reader.join();
    }
    assertThat(torn.get()).isNull();
  }

  @Test
  void answersNothingAfterItWasClosed() {
    RocksCommittedState state = open();
    state.close();
    assertThat(state.reader().read(List.of(key("x")))).isEmpty();
    assertThat(state.reader().receipt("a")).isEqualTo(Optional.<Receipt>empty());
    assertThat(state.reader().snapshot()).isEmpty();
  }

  private static void check(CommittedValues values, AtomicReference<String> torn) {
    byte[] expected = values.height() == 0 ? null : number(values.height());
    for (byte[] value : values.values()) {
      if (!Arrays.equals(value, expected)) {
        torn.set("height " + values.height());
      }
    }
  }

  private RocksCommittedState open() {
    return RocksCommittedState.open(directory, 0, SMALL);
  }
}
