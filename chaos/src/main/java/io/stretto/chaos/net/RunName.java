package io.stretto.chaos.net;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the interfaces and namespaces of one network are called: after the process that made them,
 * so that those of a run that was killed are recognised. At most 15 characters, as Linux has it.
 *
 * @param text the name without the number of the host
 */
record RunName(String text) {

  private static final int RADIX = 36;
  private static final String PREFIX = "stc";

  private static final Pattern NAME =
      Pattern.compile("\\b" + PREFIX + "([0-9a-z]{1,5})-[0-9a-z]-\\d{1,4}\\b");

  /**
   * One that is not in use.
   *
   * @param pid the process that makes the network
   * @param listing what {@code ip} lists: what is in use
   */
  static Optional<RunName> free(long pid, String listing) {
    for (int network = 0; network < RADIX; network++) {
      String text =
          PREFIX + Long.toString(pid, RADIX) + "-" + Integer.toString(network, RADIX) + "-";
      if (!listing.contains(text)) {
        return Optional.of(new RunName(text));
      }
    }
    return Optional.empty();
  }

  /** What is called like a network's parts, and whose process is no longer alive. */
  static Set<String> leftOver(String listing, LongPredicate isAlive) {
    Set<String> names = new TreeSet<>();
    Matcher found = NAME.matcher(listing);
    while (found.find()) {
      if (!isAlive.test(Long.parseLong(found.group(1), RADIX))) {
        names.add(found.group());
      }
    }
    return names;
  }

  /** The bridge. */
  String bridge() {
    return text + 0;
  }

  /** A host's namespace, and its wire's end on this side. */
  String host(int number) {
    return text + number;
  }
}
