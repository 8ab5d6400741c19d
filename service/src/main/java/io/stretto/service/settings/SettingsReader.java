package io.stretto.service.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads settings by their definitions and collects what is wrong with them.
 *
 * <p>A wrong value counts as its default for the time being, so that reading goes on and finds the
 * other problems; {@link #throwIfInvalid} then ends it. One reader may serve several groups of
 * settings. Not for use by several threads.
 */
public final class SettingsReader {

  private final Map<String, String> values;
  private final List<String> problems = new ArrayList<>();

  /** A reader of the given values, by full name. */
  public SettingsReader(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The value as given, without the blanks around it, or the default. */
  public String text(Setting setting) {
    return values.getOrDefault(setting.fullName(), setting.defaultValue()).strip();
  }

  /** The value as a whole number from minimum to maximum, both included. */
  public int integer(Setting setting, int minimum, int maximum) {
    return Math.toIntExact(number(setting, minimum, maximum));
  }

  /** The value as a whole number from minimum to maximum, both included. */
  public long number(Setting setting, long minimum, long maximum) {
    try {
      long number = Long.parseLong(text(setting));
      if (number >= minimum && number <= maximum) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, together with the numbers that are out of range.
    }
    problem(setting, "give a whole number from " + minimum + " to " + maximum);
    return Long.parseLong(setting.defaultValue());
  }

  /** One of the given values, by the word that stands for it. */
  public <T> T choice(Setting setting, Map<String, T> choices) {
    T chosen = choices.get(text(setting));
    if (chosen == null) {
      problem(setting, "give one of " + String.join(", ", new TreeSet<>(choices.keySet())));
      chosen = choices.get(setting.defaultValue());
    }
    return chosen;
  }

  /** All values whose names fit, as they were given. */
  public Map<String, String> matching(Predicate<String> names) {
    return values.entrySet().stream()
        .filter(entry -> names.test(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Adds a problem with a setting's value; the remedy is a phrase such as "give a number". */
  public void problem(Setting setting, String remedy) {
    problems.add(setting.fullName() + " = " + text(setting) + ": " + remedy);
  }

  /** Adds a problem for every given name that begins with the prefix and is not defined. */
  public void refuseUnknown(String prefix, Setting... known) {
    Set<String> names = Arrays.stream(known).map(Setting::fullName).collect(Collectors.toSet());
    for (String name : new TreeSet<>(values.keySet())) {
      if (name.startsWith(prefix) && !names.contains(name)) {
        problems.add(
            name
                + ": there is no such setting; remove it, or use one of "
                + String.join(", ", new TreeSet<>(names)));
      }
    }
  }

  /** Ends the reading; throws {@link InvalidSettingsException} where there are problems. */
  public void throwIfInvalid() {
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }
}
