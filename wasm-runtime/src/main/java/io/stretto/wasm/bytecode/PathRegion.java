package io.stretto.wasm.bytecode;

import java.util.HashMap;
import java.util.Map;

/**
 * The part of a function whose costs are counted from one place: the function's beginning, or the
 * beginning of a loop. What leaves a loop for a label outside of it waits in its region until the
 * loop's end, where it is known what each of its rounds costs.
 */
final class PathRegion {

  /** The index of the loop's label among the open labels; -1 for the function itself. */
  final int label;

  /** What was used when the loop was entered, counted from the outer region; null where never. */
  final SymbolicBound entry;

  /** What repeats; null for the function itself. */
  final Repetition repetition;

  /** The dearest way back to the beginning; null where there is none. */
  SymbolicBound round;

  /** The dearest way to an end of the whole execution; null where there is none. */
  SymbolicBound ended;

  /** The dearest ways to labels outside, by the label's index. */
  final Map<Integer, SymbolicBound> left = new HashMap<>();

  PathRegion(int label, SymbolicBound entry, Repetition repetition) {
    this.label = label;
    this.entry = entry;
    this.repetition = repetition;
  }

  void end(SymbolicBound bound) {
    ended = SymbolicBound.joinOf(ended, bound);
  }

  void leave(int target, SymbolicBound bound) {
    left.merge(target, bound, SymbolicBound::join);
  }

  /** Whether the loop's rounds never end, given what its last instruction may be reached with. */
  boolean isEndless(SymbolicBound behind) {
    return behind == null && ended == null && left.isEmpty() && round != null;
  }

  /** What all rounds but the last use, and what was used before, counted from the outer region. */
  SymbolicBound allRounds() {
    return round == null ? entry : entry.plus(SymbolicBound.repeated(repetition, round));
  }
}
