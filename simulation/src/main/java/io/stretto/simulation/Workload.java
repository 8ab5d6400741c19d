package io.stretto.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws the records of a run: hot and cold keys, repeats of ids, and records that are nothing. */
final class Workload {

  /** How far back a repeated id mostly lies: about a block. */
  private static final int RECENT = 30;

  private final Random random;
  private final int accounts;
  private final List<String> ids = new ArrayList<>();

  Workload(Random random) {
    this.random = random;
    this.accounts = 2 + random.nextInt(60);
  }

  byte[] next() {
    if (random.nextInt(40) == 0) {
      return random.nextBoolean() ? null : bytes("x");
    }
    String id = "t" + ids.size();
    if (!ids.isEmpty() && random.nextInt(25) == 0) {
      boolean isRecent = random.nextBoolean();
      int from = isRecent ? Math.max(0, ids.size() - RECENT) : 0;
      id = ids.get(from + random.nextInt(ids.size() - from));
    }
    ids.add(id);
    return bytes(id + " " + account() + " " + call());
  }

  private String call() {
    return switch (random.nextInt(14)) {
      case 0 -> "hop h" + random.nextInt(23) + " " + random.nextInt(4);
      case 1 -> "chain";
      case 2 -> "toggle k" + random.nextInt(5);
      case 3 -> "ask k" + random.nextInt(5);
      case 4 -> "nonsense";
      case 5, 6 -> "add n" + random.nextInt(3) + " " + (random.nextInt(20) - 8) + " -10 60";
      case 7 ->
          random.nextInt(3) == 0 ? "total n" + random.nextInt(3) : "toggle m" + random.nextInt(9);
      case 8 -> list();
      default -> "transfer " + account() + " " + account() + " " + random.nextInt(300);
    };
  }

  /** A range of counters, toggled keys or accounts, some of them empty. */
  private String list() {
    String[] starts = {"k", "m", "n", "account"};
    String from = starts[random.nextInt(starts.length)];
    return "list " + from + random.nextInt(4) + " " + from + "~ " + (1 + random.nextInt(6));
  }

  private String account() {
    return "account" + random.nextInt(accounts);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
