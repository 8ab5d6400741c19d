package io.stretto.simulation.workload;

import io.stretto.simulation.engine.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes the code of contracts: some functions that are always there, and some that are drawn, so
 * that an upgrade changes what a call does and touches.
 */
final class ScriptWriter {

  private static final List<String> STANDARD =
      List.of(
          "move: move b$0 b$1 $2; get b$1; log; give",
          "hop: get h$0; get h{11}; get h{11}; put h{11} 97",
          "chain: get chain; mix $i; big chain; give",
          "flip: has t$0; when 2 0 2; put t$0 5; log; when 2 1 1; delete t$0",
          "ask: has t$0; put w$0 2",
          "count: add n$0 $2 -40 60",
          "total: get n$0; put w$0 1000; log",
          "scan: list t 4; put w$0 100; give",
          "sweep: drop t 3; drop b$0 2; log",
          "note: put u$i 9; add n$0 1 -1000 1000",
          "meet: get b$0; get b$1; put b{7} 13; fail 5 3",
          "spin: get b$0; spin 900; put b$0 50",
          "wreck: get b$0; put b$1 9; trap 2 1");

  private static final int DRAWN = 5;

  private final Dice dice;

  /** So many keys of a kind there are. */
  private final int spread;

  ScriptWriter(Dice dice, int spread) {
    this.dice = dice;
    this.spread = spread;
  }

  /** The names of all functions that code may have, and of one that it never has. */
  static List<String> functions() {
    List<String> names = new ArrayList<>();
    STANDARD.forEach(function -> names.add(function.substring(0, function.indexOf(':'))));
    IntStream.range(0, DRAWN).forEach(number -> names.add("f" + number));
    return names;
  }

  /** Draws code. */
  String code() {
    List<String> lines = new ArrayList<>();
    for (String function : STANDARD) {
      if (!dice.chance(100)) {
        lines.add(function);
      }
    }
    for (int number = 0; number < DRAWN; number++) {
      lines.add("f" + number + ": " + operations());
    }
    return String.join("\n", lines);
  }

  private String operations() {
    List<String> operations = new ArrayList<>();
    for (int count = dice.between(1, 7); count > 0; count--) {
      operations.add(operation());
    }
    return String.join("; ", operations);
  }

  private String operation() {
    return switch (dice.below(20)) {
      case 0, 1, 2, 3 -> "get " + key();
      case 4, 5 -> "has " + key();
      case 6, 7, 8, 9 -> "put " + key() + " " + dice.pick(1, 2, 7, 1000);
      case 10 -> "big " + key();
      case 11 -> "delete " + key();
      case 12, 13 -> "add n{3} " + dice.pick("$2", "-$0", "3") + " " + dice.pick("-9 9", "0 40");
      case 14 -> "list " + prefix() + " " + dice.between(1, 5);
      case 15 -> "drop " + prefix() + " " + dice.between(1, 3);
      case 16 -> "when 2 " + dice.below(2) + " " + dice.between(1, 3);
      case 17 -> dice.pick("fail", "trap") + " " + dice.between(3, 9) + " 1";
      case 18 -> dice.flip() ? "spin 400" : "burn " + dice.below(60);
      default -> dice.pick("log", "give", "mix $i", "mix $0");
    };
  }

  private String prefix() {
    return dice.pick("a", "b", "t", "n", "w", "a1", "b$0");
  }

  private String key() {
    return dice.pick("a$0", "a$1", "a{" + spread + "}", "b$0", "t{3}", "n$0", "w$1", "h{11}");
  }
}
