package io.stretto.chaos.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private IPv4 subnet of 1,022 addresses. The first is this side's, the others the hosts'.
 *
 * @param base its lowest address as a number
 */
record Subnet(int base) {

  static final int PREFIX_BITS = 22;

  /** As many as there are addresses besides the first. */
  static final int MOST_HOSTS = 1_021;

  private static final int COUNT = 64;
  private static final int SIZE = 1 << (32 - PREFIX_BITS);

  /** Private addresses, and those set aside for tests of networks. */
  private static final int[] RANGES = {bytes(10, 213, 0, 0), bytes(198, 18, 0, 0)};

  /** Shorter prefixes mean everything else: the default route, or a private network's halves. */
  private static final int LEAST_BITS = 8;

  private static final Pattern DESTINATION =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

  /**
   * One that no route leads to.
   *
   * @param routes what {@code ip route} says, a route a line
   * @param first which to try first, so that two runs that begin at the same time differ
   */
  static Optional<Subnet> free(String routes, long first) {
    List<Subnet> candidates = new ArrayList<>();
    for (int range : RANGES) {
      for (int i = 0; i < COUNT; i++) {
        candidates.add(new Subnet(range + SIZE * (int) ((first + i) % COUNT)));
      }
    }
    return candidates.stream()
        .filter(candidate -> routes.lines().noneMatch(candidate::overlaps))
        .findFirst();
  }

  /** An address of it: 1 is this side's, 2 the first host's. */
  String address(int number) {
    int address = base + number;
    return (address >>> 24)
        + "."
        + (address >>> 16 & 0xff)
        + "."
        + (address >>> 8 & 0xff)
        + "."
        + (address & 0xff);
  }

  private boolean overlaps(String route) {
    Matcher found = DESTINATION.matcher(route);
    if (!found.find()) {
      return false;
    }
    int bits = found.group(5) == null ? 32 : Integer.parseInt(found.group(5));
    if (bits < LEAST_BITS) {
      return false;
    }
    int destination = bytes(number(found, 1), number(found, 2), number(found, 3), number(found, 4));
    int mask = -1 << (32 - Math.min(bits, PREFIX_BITS));
    return (destination & mask) == (base & mask);
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private static int bytes(int first, int second, int third, int fourth) {
    return first << 24 | second << 16 | third << 8 | fourth;
  }
}
