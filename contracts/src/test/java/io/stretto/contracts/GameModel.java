package io.stretto.contracts;

import io.stretto.protocol.Digest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The game, told with a grid. A failing turn changes nothing. */
final class GameModel {

  static final int SIZE = 32;
  static final List<String> TEAMS = List.of("blue", "green", "red", "yellow");

  /** A player. */
  static final class Player {
    final String team;
    int row;
    int column;
    int gold;
    int turns;

    Player(String team) {
      this.team = team;
    }

    @Override
    public String toString() {
      return team + " " + row + " " + column + " " + gold;
    }
  }

  /**
   * What a call did.
   *
   * @param value what it returned
   * @param error its message; empty where it succeeded
   */
  record Answer(String value, String error) {}

  final Map<String, Player> players = new TreeMap<>();
  private final String[][] standing = new String[SIZE][SIZE];
  private final boolean[][] dug = new boolean[SIZE][SIZE];
  private int found;

  private static Answer failed(String error) {
    return new Answer("", error);
  }

  /** Sixteen random numbers of 16 bits. */
  private static int[] dice(byte[] seed, int row, int column, int turn) {
    ByteBuffer source =
        ByteBuffer.allocate(44)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(seed)
            .putInt(row)
            .putInt(column)
            .putInt(turn);
    ByteBuffer bytes =
        ByteBuffer.wrap(Digest.sha256(source.array()).toBytes()).order(ByteOrder.LITTLE_ENDIAN);
    int[] numbers = new int[16];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Short.toUnsignedInt(bytes.getShort());
    }
    return numbers;
  }

  Answer join(byte[] seed, String name, String team) {
    if (players.containsKey(name)) {
      return failed("joined already");
    }
    for (int number : dice(seed, SIZE, SIZE, 0)) {
      int place = number % (SIZE * SIZE);
      if (standing[place / SIZE][place % SIZE] == null) {
        Player player = new Player(team);
        players.put(name, player);
        put(name, place / SIZE, place % SIZE);
        return new Answer(player.row + " " + player.column, "");
      }
    }
    return failed("no free cell found; try again");
  }

  private void put(String name, int row, int column) {
    Player player = players.get(name);
    player.row = row;
    player.column = column;
    standing[row][column] = name;
  }

  Answer dig(byte[] seed, String name) {
    Player player = players.get(name);
    if (player == null) {
      return failed("join first");
    }
    if (dug[player.row][player.column]) {
      return failed("somebody has dug here");
    }
    dug[player.row][player.column] = true;
    player.turns++;
    int gold = 1 + dice(seed, player.row, player.column, player.turns)[0] % 100;
    player.gold += gold;
    found += gold;
    return new Answer(String.valueOf(gold), "");
  }

  Answer move(byte[] seed, String name, int down, int right) {
    Player player = players.get(name);
    if (player == null) {
      return failed("join first");
    }
    int row = player.row + down;
    int column = player.column + right;
    if (row < 0 || row >= SIZE || column < 0 || column >= SIZE) {
      return failed("the map ends there");
    }
    String other = standing[row][column];
    if (other != null) {
      return fight(seed, name, other);
    }
    player.turns++;
    standing[player.row][player.column] = null;
    put(name, row, column);
    return new Answer(row + " " + column, "");
  }

  private Answer fight(byte[] seed, String name, String other) {
    Player attacker = players.get(name);
    Player defender = players.get(other);
    if (attacker.team.equals(defender.team)) {
      return failed("a player of your team stands there");
    }
    attacker.turns++;
    int[] dice = dice(seed, defender.row, defender.column, attacker.turns);
    int attack = 1 + dice[0] % 6;
    int defence = 1 + dice[1] % 6;
    Player loser = attack > defence ? defender : attacker;
    Player winner = attack > defence ? attacker : defender;
    int loot = (loser.gold + 1) / 2;
    loser.gold -= loot;
    winner.gold += loot;
    if (attack > defence) {
      int row = attacker.row;
      int column = attacker.column;
      put(name, defender.row, defender.column);
      put(other, row, column);
    }
    return new Answer("fight %s %d %s %d %d".formatted(name, attack, other, defence, loot), "");
  }

  /** All gold that was found, which the players have. */
  int found() {
    return found;
  }

  String scores() {
    StringBuilder text = new StringBuilder();
    for (String team : TEAMS) {
      int gold =
          players.values().stream()
              .filter(player -> player.team.equals(team))
              .mapToInt(player -> player.gold)
              .sum();
      text.append(team).append(' ').append(gold).append('\n');
    }
    return text.toString();
  }

  String look(int row) {
    StringBuilder text = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (int column = 0; column < SIZE; column++) {
      String name = standing[row][column];
      text.append(name != null ? '@' : dug[row][column] ? 'o' : '.');
      if (name != null) {
        names.add(column + " " + name + "\n");
      }
    }
    return text.append('\n').append(String.join("", names)).toString();
  }
}
