package io.stretto.contracts;

import static io.stretto.contracts.ContractLedger.operation;
import static io.stretto.contracts.ContractLedger.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GameTest {

  private final ContractLedger ledger = new ContractLedger().with("game", ExampleContract.GAME);

  private String call(String sender, String function, String arguments) {
    return ledger.call(sender, "game", function, arguments);
  }

  private String view(String function, String arguments) {
    return ledger.view("game", function, arguments);
  }

  private static Operation move(String direction) {
    return operation("game", "move", direction);
  }

  private static Operation dig() {
    return operation("game", "dig", "");
  }

  /** Executes what must fail, and change nothing. */
  private void fails(String sender, String message, Operation... operations) {
    var before = ledger.content();
    ExecutionResult result = ledger.attempt(sender, operations);
    assertThat(result.errorMessage()).isEqualTo(message);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.PANIC);
    assertThat(ledger.content()).isEqualTo(before);
  }

  /** A player's team, row, column and gold. */
  private record Player(String team, int row, int column, int gold) {}

  private Player player(String name) {
    String[] fields = view("player", name).split(" ", -1);
    return new Player(
        fields[0],
        Integer.parseInt(fields[1]),
        Integer.parseInt(fields[2]),
        Integer.parseInt(fields[3]));
  }

  /** Walks a player to a cell, past nobody. */
  private void walk(String name, int row, int column) {
    go(name, row - player(name).row, "south", "north");
    go(name, column - player(name).column, "east", "west");
  }

  private void go(String name, int distance, String forward, String backward) {
    for (int i = 0; i < Math.abs(distance); i++) {
      call(name, "move", distance > 0 ? forward : backward);
    }
  }

  @Test
  void aPlayerJoinsWalksAndDigs() {
    assertThat(view("player", "alice")).isEmpty();
    assertThat(call("alice", "join", "red")).matches("\\d+ \\d+");
    walk("alice", 5, 7);
    assertThat(call("alice", "move", "east")).isEqualTo("5 8");
    assertThat(call("alice", "move", "north")).isEqualTo("4 8");
    assertThat(call("alice", "move", "west")).isEqualTo("4 7");
    assertThat(call("alice", "move", "south")).isEqualTo("5 7");
    int gold = Integer.parseInt(call("alice", "dig", ""));
    assertThat(gold).isBetween(1, 100);
    assertThat(player("alice")).isEqualTo(new Player("red", 5, 7, gold));
    assertThat(view("scores", "")).isEqualTo("blue 0\ngreen 0\nred " + gold + "\nyellow 0\n");
    fails("alice", "somebody has dug here", dig());
  }

  @Test
  void aRowShowsWhereWasDugAndWhoStandsThere() {
    assertThat(view("look", "5")).isEqualTo(".".repeat(32) + "\n");
    call("alice", "join", "red");
    walk("alice", 5, 30);
    call("alice", "dig", "");
    call("alice", "move", "east");
    call("bob", "join", "red");
    walk("bob", 5, 0);
    assertThat(view("look", "5")).isEqualTo("@" + ".".repeat(29) + "o@\n0 bob\n31 alice\n");
    assertThat(view("look", "4")).isEqualTo(".".repeat(32) + "\n");
    assertThat(view("look", "6")).isEqualTo(".".repeat(32) + "\n");
  }

  @Test
  void aFullRowOfLongNamesIsShown() {
    StringBuilder row = new StringBuilder("@".repeat(32)).append('\n');
    for (int column = 0; column < 32; column++) {
      String name = "a".repeat(62) + (column < 10 ? "0" : "") + column;
      call(name, "join", "red");
      walkAround(name, column);
      row.append(column).append(' ').append(name).append('\n');
    }
    assertThat(view("look", "31")).isEqualTo(row.toString());
  }

  /** Walks to a cell of the last row, around those of the team who stand in the way. */
  private void walkAround(String name, int column) {
    if (player(name).row == 31) {
      call(name, "move", "north");
    }
    walk(name, 30, column);
    walk(name, 31, column);
  }

  @Test
  void theMapHasEdges() {
    call("alice", "join", "red");
    walk("alice", 0, 0);
    fails("alice", "the map ends there", move("north"));
    fails("alice", "the map ends there", move("west"));
    walk("alice", 31, 31);
    fails("alice", "the map ends there", move("south"));
    fails("alice", "the map ends there", move("east"));
  }

  @Test
  void theHigherDieWinsHalfOfTheGoldAndThePlace() {
    meet("red", "blue");
    Set<Boolean> endings = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      Player alice = player("alice");
      Player bob = player("bob");
      ExecutionResult result =
          ledger.execute("alice", move(alice.column < bob.column ? "east" : "west"));
      String[] fields = text(result.returnValue()).split(" ", -1);
      assertThat(result.logs()).containsExactly(String.join(" ", fields));
      assertThat(List.of(fields[0], fields[1], fields[3])).containsExactly("fight", "alice", "bob");
      boolean hasWon = Integer.parseInt(fields[2]) > Integer.parseInt(fields[4]);
      int loot = ((hasWon ? bob : alice).gold + 1) / 2;
      assertThat(fields[5]).isEqualTo(String.valueOf(loot));
      int moved = hasWon ? loot : -loot;
      assertThat(player("alice"))
          .isEqualTo(new Player("red", 9, hasWon ? bob.column : alice.column, alice.gold + moved));
      assertThat(player("bob"))
          .isEqualTo(new Player("blue", 9, hasWon ? alice.column : bob.column, bob.gold - moved));
      assertThat(view("scores", ""))
          .isEqualTo(
              "blue "
                  + player("bob").gold
                  + "\ngreen 0\nred "
                  + player("alice").gold
                  + "\nyellow 0\n");
      endings.add(hasWon);
    }
    assertThat(endings).as("some fights were won, some lost").hasSize(2);
  }

  /** Alice and Bob stand beside each other, each with some gold. */
  private void meet(String team, String otherTeam) {
    call("alice", "join", team);
    walk("alice", 9, 9);
    call("alice", "dig", "");
    call("bob", "join", otherTeam);
    walk("bob", 8, 10);
    walk("bob", 9, 10);
    call("bob", "dig", "");
  }

  @Test
  void oneDoesNotFightTheOwnTeam() {
    meet("red", "red");
    fails("alice", "a player of your team stands there", move("east"));
  }

  @Test
  void theSameSeedThrowsTheSameDice() {
    ContractLedger other = new ContractLedger().with("game", ExampleContract.GAME);
    for (String sender : List.of("alice", "bob", "carol")) {
      assertThat(other.call(sender, "game", "join", "red")).isEqualTo(call(sender, "join", "red"));
      assertThat(other.call(sender, "game", "dig", "")).isEqualTo(call(sender, "dig", ""));
    }
    assertThat(other.content()).isEqualTo(ledger.content());
  }

  @Test
  void anotherIndexThrowsOtherDice() {
    List<String> places = new ArrayList<>();
    for (int index = 0; index < 20; index++) {
      ContractLedger other = new ContractLedger().with("game", ExampleContract.GAME);
      for (int i = 0; i < index; i++) {
        other.withBalance("somebody", 1);
      }
      places.add(other.call("alice", "game", "join", "red"));
    }
    assertThat(new HashSet<>(places)).hasSizeGreaterThan(15);
  }

  @Test
  void callsOfOneBundleThrowDifferentDice() {
    call("alice", "join", "red");
    walk("alice", 0, 0);
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      operations.add(dig());
      operations.add(move("east"));
    }
    ExecutionResult result = ledger.execute("alice", operations.toArray(Operation[]::new));
    Set<String> amounts = new HashSet<>();
    for (int i = 0; i < operations.size(); i += 2) {
      amounts.add(text(result.operations().get(i).returnValue()));
    }
    assertThat(amounts).hasSizeGreaterThan(12);
  }

  @Test
  void playersApartDoNotConflict() {
    call("alice", "join", "red");
    call("bob", "join", "red");
    walk("alice", 0, 10);
    walk("bob", 3, 10);
    ledger.execute("alice", dig());
    ledger.execute("bob", dig());
    KeySets.assertApart(ledger.execute("alice", move("east")), ledger.execute("bob", move("east")));
    KeySets.assertApart(ledger.execute("alice", dig()), ledger.execute("bob", dig()));
  }

  @Test
  void aStepReadsThreeKeysAndWritesThree() {
    call("alice", "join", "red");
    walk("alice", 10, 10);
    Outcome outcome = Outcome.of(ledger.execute("alice", move("east"))).touches(3, 3);
    assertThat(outcome.gas()).isLessThanOrEqualTo(26_600);
    assertThat(ledger.execute("alice", dig()).gasUsed()).isLessThanOrEqualTo(26_587);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "move|north|join first",
        "dig|''|join first",
        "join|purple|the teams are blue, green, red and yellow",
        "join|''|malformed arguments",
        "join|red blue|malformed arguments",
        "look|''|malformed arguments",
        "look|x|malformed arguments",
        "look|1 2|malformed arguments",
        "look|32|number too large",
        "player|''|malformed arguments",
        "player|a b|malformed arguments",
        "scores|1|malformed arguments"
      })
  void refusesWhatItCannotDo(String function, String arguments, String message) {
    fails("alice", message, operation("game", function, arguments));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "join|blue|joined already",
        "move|up|the directions are north, east, south and west",
        "move|''|malformed arguments",
        "move|north east|malformed arguments",
        "dig|5|malformed arguments"
      })
  void refusesWhatAPlayerCannotDo(String function, String arguments, String message) {
    call("alice", "join", "red");
    walk("alice", 5, 5);
    fails("alice", message, operation("game", function, arguments));
  }
}
