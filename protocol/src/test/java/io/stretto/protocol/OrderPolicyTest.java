package io.stretto.protocol;

import static io.stretto.protocol.Keys.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.OrderPolicy.Member;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proves which order each policy gives, and that it gives it always. */
class OrderPolicyTest {

  private static final Digest PARENT = Digest.sha256(bytes("parent"));
  private static final List<Member> MEMBERS =
      List.of(
          new Member(10, 0),
          new Member(11, 5),
          new Member(13, -1),
          new Member(14, 5),
          new Member(20, Integer.MAX_VALUE),
          new Member(21, Integer.MIN_VALUE));

  @Test
  void arrivalKeepsTheOffsets() {
    assertThat(OrderPolicy.ARRIVAL.order(MEMBERS, PARENT)).isEqualTo(MEMBERS);
  }

  @Test
  void priorityPutsTheHighestFirstAndTiesByOffset() {
    assertThat(offsets(OrderPolicy.PRIORITY.order(MEMBERS, PARENT)))
        .containsExactly(20L, 11L, 14L, 10L, 13L, 21L);
  }

  @Test
  void hashOrdersByTheDigestOfParentAndOffset() {
    List<Long> expected =
        MEMBERS.stream().map(Member::offset).sorted(Comparator.comparing(this::rank)).toList();
    assertThat(offsets(OrderPolicy.HASH.order(MEMBERS, PARENT))).isEqualTo(expected);
  }

  private String rank(long offset) {
    ByteBuffer bytes = ByteBuffer.allocate(40).put(PARENT.toBytes()).putLong(offset);
    return Digest.sha256(bytes.array()).toHex();
  }

  @Test
  void hashDependsOnTheParentAndNotOnThePriority() {
    List<Member> members = new ArrayList<>();
    List<Member> others = new ArrayList<>();
    for (int offset = 0; offset < 50; offset++) {
      members.add(new Member(offset, 0));
      others.add(new Member(offset, offset));
    }
    List<Long> order = offsets(OrderPolicy.HASH.order(members, PARENT));
    assertThat(offsets(OrderPolicy.HASH.order(others, PARENT))).isEqualTo(order);
    assertThat(offsets(OrderPolicy.HASH.order(members, Digest.ZERO))).isNotEqualTo(order);
    assertThat(order).isNotEqualTo(offsets(members));
  }

  @ParameterizedTest
  @EnumSource
  void everyPolicyKeepsAllMembersAndRepeatsItself(OrderPolicy policy) {
    List<Member> ordered = policy.order(MEMBERS, PARENT);
    assertThat(ordered).containsExactlyInAnyOrderElementsOf(MEMBERS);
    assertThat(policy.order(MEMBERS, PARENT)).isEqualTo(ordered);
    assertThat(policy.order(List.of(), PARENT)).isEmpty();
  }

  /** Whoever gathers the members in another order must find the same canonical order. */
  @Test
  void prioritiesAndHashesDoNotDependOnTheOrderGiven() {
    List<Member> shuffled = new ArrayList<>(MEMBERS);
    Collections.shuffle(shuffled, new Random(1));
    for (OrderPolicy policy : List.of(OrderPolicy.PRIORITY, OrderPolicy.HASH)) {
      assertThat(policy.order(shuffled, PARENT)).isEqualTo(policy.order(MEMBERS, PARENT));
    }
  }

  private static List<Long> offsets(List<Member> members) {
    return members.stream().map(Member::offset).toList();
  }
}
