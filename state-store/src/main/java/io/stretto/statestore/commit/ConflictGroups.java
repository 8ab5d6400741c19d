package io.stretto.statestore.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Members grouped by the keys that they share: a union-find over members numbered from 0.
 *
 * @param <K> the type of the keys
 */
final class ConflictGroups<K> {

  private final List<Integer> parents = new ArrayList<>();
  private final Map<K, Integer> memberByKey = new HashMap<>();

  /** Makes a member known, alone unless it shares a key. */
  void add(int member) {
    while (parents.size() <= member) {
      parents.add(parents.size());
    }
  }

  /** Puts a member into the group of all that share a key. */
  void join(int member, K key) {
    add(member);
    Integer other = memberByKey.putIfAbsent(key, member);
    if (other != null) {
      int first = root(other);
      int second = root(member);
      parents.set(Math.max(first, second), Math.min(first, second));
    }
  }

  /** The groups by their lowest member, each with its members in ascending order. */
  List<List<Integer>> members() {
    TreeMap<Integer, List<Integer>> byRoot = new TreeMap<>();
    for (int member = 0; member < parents.size(); member++) {
      byRoot.computeIfAbsent(root(member), root -> new ArrayList<>()).add(member);
    }
    return List.copyOf(byRoot.values());
  }

  private int root(int member) {
    int current = member;
    while (parents.get(current) != current) {
      parents.set(current, parents.get(parents.get(current)));
      current = parents.get(current);
    }
    return current;
  }
}
