package io.stretto.contracts;

import static io.stretto.contracts.ContractLedger.operation;
import static io.stretto.contracts.ContractLedger.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.contracts.GameModel.Answer;
import io.stretto.contracts.GameModel.Player;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Operation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random turns against a model: the same places, treasures, fights and scores; no gold is made but
 * by digging, and none is lost.
 */
class GameModelTest {

  private static final List<String> NAMES =
      List.of("alice", "bob", "carol", "d", "erin", "f".repeat(64));
  private static final int TURNS = 600;

  private final GameModel model = new GameModel();
  private final ContractLedger ledger = new ContractLedger().with("game", ExampleContract.GAME);
  private int fights;
  private int failures;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void behavesAsTheModel(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < NAMES.size(); i++) {
      join("seed " + seed, NAMES.get(i), GameModel.TEAMS.get(i % GameModel.TEAMS.size()));
    }
    for (int i = 0; i < TURNS; i++) {
      String where = "seed " + seed + ", turn " + i;
      turn(random, where);
      assertThat(ledger.view("game", "scores", "")).as(where).isEqualTo(model.scores());
      if (i % 50 == 0) {
        compare(where);
      }
    }
    compare("seed " + seed);
    assertThat(fights).as("fights").isGreaterThan(10);
    assertThat(failures).as("failures").isGreaterThan(20);
  }

  private void turn(Random random, String where) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    byte[] seed = ledger.nextSeed();
    int kind = random.nextInt(20);
    if (kind < 1) {
      join(where, name, GameModel.TEAMS.get(random.nextInt(GameModel.TEAMS.size())));
    } else if (kind < 5) {
      check(where, name, model.dig(seed, name), operation("game", "dig", ""));
    } else {
      String direction = direction(random, name);
      int down = "south".equals(direction) ? 1 : "north".equals(direction) ? -1 : 0;
      int right = "east".equals(direction) ? 1 : "west".equals(direction) ? -1 : 0;
      Answer answer = model.move(seed, name, down, right);
      fights += answer.value().startsWith("fight") ? 1 : 0;
      check(where, name, answer, operation("game", "move", direction));
    }
  }

  private void join(String where, String name, String team) {
    Answer answer = model.join(ledger.nextSeed(), name, team);
    check(where, name, answer, operation("game", "join", team));
  }

  /** Mostly towards the first player, so that they meet. */
  private String direction(Random random, String name) {
    Player player = model.players.get(name);
    Player other = model.players.get(NAMES.getFirst());
    if (player == other || random.nextInt(5) == 0) {
      return List.of("north", "east", "south", "west").get(random.nextInt(4));
    }
    if (player.row != other.row) {
      return player.row < other.row ? "south" : "north";
    }
    return player.column < other.column ? "east" : "west";
  }

  private void check(String where, String name, Answer answer, Operation operation) {
    failures += answer.error().isEmpty() ? 0 : 1;
    ExecutionResult result = ledger.attempt(name, operation);
    assertThat(result.errorMessage()).as(where).isEqualTo(answer.error());
    assertThat(text(result.returnValue())).as(where).isEqualTo(answer.value());
  }

  private void compare(String where) {
    int gold = 0;
    for (String name : NAMES) {
      Player player = model.players.get(name);
      gold += player.gold;
      assertThat(ledger.view("game", "player", name)).as(where).isEqualTo(player.toString());
    }
    assertThat(gold).as(where).isEqualTo(model.found());
    for (int row = 0; row < GameModel.SIZE; row++) {
      assertThat(ledger.view("game", "look", String.valueOf(row)))
          .as(where)
          .isEqualTo(model.look(row));
    }
  }
}
