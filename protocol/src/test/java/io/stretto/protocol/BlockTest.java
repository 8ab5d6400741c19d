package io.stretto.protocol;

import static io.stretto.protocol.Keys.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Proves that a block's digest stands for all that is true of it, and for nothing else. */
class BlockTest {

  private static final Digest PARENT = Digest.sha256(bytes("parent"));
  private static final Genesis GENESIS = new Genesis(10, 1);

  private static Block block(
      int ledger,
      long height,
      Digest parent,
      long firstOffset,
      long nextOffset,
      long firstOrdinal,
      long timeMillis,
      OrderPolicy policy,
      Genesis genesis,
      int[] offsets,
      int[] lanes) {
    return new Block(
        ledger,
        height,
        parent,
        firstOffset,
        nextOffset,
        firstOrdinal,
        timeMillis,
        policy,
        genesis,
        offsets,
        lanes);
  }

  private static Block plain(int[] offsets, int[] lanes) {
    return block(1, 5, PARENT, 100, 110, 80, 1_000, OrderPolicy.ARRIVAL, null, offsets, lanes);
  }

  @Test
  void theDigestCoversEveryFieldButTheLanes() {
    int[] o = {0, 3};
    int[] l = {0, 1};
    OrderPolicy arrival = OrderPolicy.ARRIVAL;
    List<Block> blocks =
        List.of(
            plain(o, l),
            block(2, 5, PARENT, 100, 110, 80, 1_000, arrival, null, o, l),
            block(1, 6, PARENT, 100, 110, 80, 1_000, arrival, null, o, l),
            block(1, 5, Digest.ZERO, 100, 110, 80, 1_000, arrival, null, o, l),
            block(1, 5, PARENT, 101, 110, 80, 1_000, arrival, null, o, l),
            block(1, 5, PARENT, 100, 111, 80, 1_000, arrival, null, o, l),
            block(1, 5, PARENT, 100, 110, 81, 1_000, arrival, null, o, l),
            block(1, 5, PARENT, 100, 110, 80, 1_001, arrival, null, o, l),
            block(1, 5, PARENT, 100, 110, 80, 1_000, OrderPolicy.HASH, null, o, l),
            block(1, 5, PARENT, 100, 110, 80, 1_000, OrderPolicy.PRIORITY, null, o, l),
            block(1, 5, PARENT, 100, 110, 80, 1_000, arrival, GENESIS, o, l),
            block(1, 5, PARENT, 100, 110, 80, 1_000, arrival, new Genesis(11, 1), o, l),
            block(1, 5, PARENT, 100, 110, 80, 1_000, arrival, new Genesis(10, 2), o, l),
            plain(new int[] {3, 0}, l),
            plain(new int[] {0, 4}, l),
            plain(new int[] {0}, new int[] {0}),
            plain(new int[] {0, 3, 4}, new int[] {0, 1, 0}));
    Set<Digest> digests = new LinkedHashSet<>();
    blocks.forEach(block -> assertThat(digests.add(block.digest())).as("%s", block).isTrue());
  }

  @Test
  void lanesAreAHintThatTheDigestLeavesOut() {
    Digest digest = plain(new int[] {0, 3}, new int[] {0, 1}).digest();
    assertThat(plain(new int[] {0, 3}, new int[] {7, 7}).digest()).isEqualTo(digest);
  }

  /** The format is released: what was once the digest of a block stays it. */
  @Test
  void theDigestOfABlockNeverChanges() {
    assertThat(plain(new int[] {0, 3}, new int[] {0, 1}).digest().toHex())
        .isEqualTo("2f7f5368ae49f7c9baf01cfa94da94ba5a36d43ecab475f48d21324069616755");
  }

  @Test
  void anOffsetAndALaneForEveryTransaction() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain(new int[] {0, 1}, new int[] {0}))
        .withMessage("block 5 has 2 offsets, 1 lanes");
  }

  @Test
  void offsetsAreCountedFromTheBlocksFirst() {
    Block block = plain(new int[] {3, 0}, new int[] {4, 2});
    assertThat(block.transactionCount()).isEqualTo(2);
    assertThat(block.offset(0)).isEqualTo(103);
    assertThat(block.offset(1)).isEqualTo(100);
    assertThat(block.lane(0)).isEqualTo(4);
    assertThat(block.context()).isEqualTo(new BlockContext(1, 5, block.digest(), 1_000));
  }
}
