package io.stretto.simulation.workload;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.StateKey;
import io.stretto.simulation.engine.Dice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Draws what senders say that their transactions will touch, in good faith or not. */
final class AccessListWriter {

  private static final int HOSTILE_ENTRIES = 40;

  private final Dice dice;
  private final boolean isHostile;

  /**
   * Creates a writer.
   *
   * @param isHostile whether lists may be wrong on purpose
   */
  AccessListWriter(Dice dice, boolean isHostile) {
    this.dice = dice;
    this.isHostile = isHostile;
  }

  /** Draws the list of a call, mostly an empty one. */
  List<AccessEntry> list(String contract, List<String> arguments) {
    if (dice.chance(isHostile ? 500 : 800)) {
      return List.of();
    }
    return isHostile && dice.flip() ? hostile(contract) : plausible(contract, arguments);
  }

  private List<AccessEntry> plausible(String contract, List<String> arguments) {
    List<AccessEntry> entries = new ArrayList<>();
    for (String kind : List.of("b", "a", "n", "t")) {
      for (String argument : arguments) {
        if (dice.flip()) {
          entries.add(new AccessEntry(storage(contract, kind + argument), mode()));
        }
      }
    }
    return entries;
  }

  /** The keys that all others need, keys of other contracts, and keys that are nobody's. */
  private List<AccessEntry> hostile(String contract) {
    List<AccessEntry> entries = new ArrayList<>();
    for (int count = dice.below(HOSTILE_ENTRIES); count > 0; count--) {
      StateKey key =
          switch (dice.below(5)) {
            case 0 -> StateKey.contractRecord(contract);
            case 1 -> StateKey.genesis();
            case 2 -> StateKey.ofBytes(new byte[dice.below(4)]);
            case 3 -> storage("c" + dice.below(3), "b" + dice.below(9));
            default -> storage(contract, dice.pick("chain", "b0", "b1", "n0", "a0", ""));
          };
      entries.add(new AccessEntry(key, AccessMode.WRITE));
    }
    return entries;
  }

  private AccessMode mode() {
    return dice.flip() ? AccessMode.WRITE : AccessMode.READ;
  }

  private static StateKey storage(String contract, String key) {
    return StateKey.storage(contract, key.getBytes(StandardCharsets.UTF_8));
  }
}
