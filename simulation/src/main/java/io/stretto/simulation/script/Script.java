package io.stretto.simulation.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The code of a contract in simulations: a line a function, {@code name: step; step}. A step is a
 * {@link Verb} and its operands. In an operand, {@code $0} to {@code $9} are the words of the
 * arguments, {@code $s} is the sender, {@code $i} the transaction's id, and {@code {N}} the
 * remainder of a by N. There are only jumps ahead, so every run ends.
 */
final class Script {

  /** One step. */
  record Step(Verb verb, List<String> operands) {}

  private final Map<String, List<Step>> functions;

  private Script(Map<String, List<Step>> functions) {
    this.functions = functions;
  }

  /** Reads code; empty where it is none. */
  static Optional<Script> parse(String code) {
    Map<String, List<Step>> functions = new LinkedHashMap<>();
    for (String line : code.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        return Optional.empty();
      }
      List<Step> steps = new ArrayList<>();
      for (String text : line.substring(colon + 1).split(";", -1)) {
        Step step = step(text.strip().split(" ", -1));
        if (step == null) {
          return Optional.empty();
        }
        steps.add(step);
      }
      functions.put(line.substring(0, colon), List.copyOf(steps));
    }
    return Optional.of(new Script(functions));
  }

  /** A function's steps; {@code null} where there is no such function. */
  List<Step> function(String name) {
    return functions.get(name);
  }

  private static Step step(String[] words) {
    for (Verb verb : Verb.values()) {
      if (verb.name().toLowerCase(Locale.ROOT).equals(words[0])) {
        return words.length == verb.operands + 1
            ? new Step(verb, List.of(Arrays.copyOfRange(words, 1, words.length)))
            : null;
      }
    }
    return null;
  }
}
