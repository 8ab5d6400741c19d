package io.stretto.statestore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Proves that members end in one group exactly when a chain of shared keys joins them. */
class ConflictGroupsTest {

  private final ConflictGroups<String> groups = new ConflictGroups<>();

  @Test
  void aloneUnlessAKeyIsShared() {
    groups.add(0);
    groups.join(1, "a");
    groups.join(2, "b");
    assertThat(groups.members()).containsExactly(List.of(0), List.of(1), List.of(2));
  }

  @Test
  void sharedKeysJoinAcrossMembers() {
    groups.join(0, "a");
    groups.join(1, "b");
    groups.join(2, "b");
    groups.add(3);
    groups.join(4, "a");
    groups.join(4, "c");
    groups.join(5, "c");
    assertThat(groups.members()).containsExactly(List.of(0, 4, 5), List.of(1, 2), List.of(3));
  }

  @Test
  void aLateMemberMayJoinTwoGroups() {
    groups.join(0, "a");
    groups.join(1, "b");
    groups.join(2, "b");
    groups.join(2, "a");
    assertThat(groups.members()).containsExactly(List.of(0, 1, 2));
  }

  @Test
  void randomGroupsEqualThoseFoundBySpreading() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      ConflictGroups<Integer> actual = new ConflictGroups<>();
      List<Set<Integer>> keysOf = new ArrayList<>();
      int members = 1 + random.nextInt(20);
      for (int member = 0; member < members; member++) {
        actual.add(member);
        keysOf.add(new TreeSet<>());
        for (int i = random.nextInt(3); i > 0; i--) {
          int key = random.nextInt(15);
          keysOf.get(member).add(key);
          actual.join(member, key);
        }
      }
      assertThat(actual.members()).as("seed %d (the only input)", seed).isEqualTo(spread(keysOf));
    }
  }

  /** Takes the lowest number that can be reached, until none changes any more. */
  private static List<List<Integer>> spread(List<Set<Integer>> keysOf) {
    int[] lowest = new int[keysOf.size()];
    for (int member = 0; member < lowest.length; member++) {
      lowest[member] = member;
    }
    for (int round = 0; round < lowest.length; round++) {
      for (int one = 0; one < lowest.length; one++) {
        for (int other = 0; other < lowest.length; other++) {
          Set<Integer> shared = new TreeSet<>(keysOf.get(one));
          shared.retainAll(keysOf.get(other));
          if (!shared.isEmpty()) {
            lowest[one] = Math.min(lowest[one], lowest[other]);
          }
        }
      }
    }
    TreeMap<Integer, List<Integer>> groups = new TreeMap<>();
    for (int member = 0; member < lowest.length; member++) {
      groups.computeIfAbsent(lowest[member], root -> new ArrayList<>()).add(member);
    }
    return List.copyOf(groups.values());
  }
}
