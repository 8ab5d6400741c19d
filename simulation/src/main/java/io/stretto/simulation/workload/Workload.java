package io.stretto.simulation.workload;

import io.stretto.protocol.Operation;
import io.stretto.protocol.Transaction;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.script.RecordText;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The records that the clients of one simulated ledger submit: deployments and upgrades between
 * calls and bundles, hot and cold keys, gas that does not suffice, repeated ids, and what is no
 * transaction.
 */
public final class Workload {

  private static final long AMPLE_GAS = 100_000;

  /** How many operations a bundle has at most. */
  private static final int OPERATION_LIMIT = 4;

  /** How far back a repeated id mostly lies: about a block. */
  private static final int RECENT = 30;

  private final Dice dice;
  private final int contracts;
  private final int accounts;
  private final int upgradesPerThousand;
  private final int shortOfGasPerThousand;
  private final int bundlesPerThousand;
  private final List<String> favourites = new ArrayList<>();
  private final ScriptWriter scripts;
  private final AccessListWriter accessLists;
  private final List<String> ids = new ArrayList<>();
  private int submitted;

  /**
   * Creates the workload of a ledger.
   *
   * @param dice draw it
   * @param hasHostileAccessLists whether access lists may be wrong on purpose
   */
  public Workload(Dice dice, boolean hasHostileAccessLists) {
    this.dice = dice;
    this.contracts = dice.between(1, 3);
    this.accounts = dice.pick(2, 5, 20, 80);
    this.upgradesPerThousand = dice.pick(5, 20, 60);
    this.shortOfGasPerThousand = dice.pick(0, 20, 150);
    this.bundlesPerThousand = dice.pick(0, 40, 300);
    this.scripts = new ScriptWriter(dice.split(), accounts);
    this.accessLists = new AccessListWriter(dice.split(), hasHostileAccessLists);
    for (int count = dice.between(2, 5); count > 0; count--) {
      favourites.add(dice.pick(ScriptWriter.functions()));
    }
  }

  /** The next record's value; {@code null} for one without a value. */
  public byte[] next() {
    int number = submitted++;
    if (number < contracts) {
      return RecordText.encode(deployment("d" + number, "c" + number, "owner", scripts.code()));
    }
    if (dice.chance(25)) {
      return garbage(number);
    }
    String contract = "c" + dice.below(contracts);
    Transaction transaction =
        dice.chance(upgradesPerThousand) ? upgrade(id(), contract) : transaction(id(), contract);
    return RecordText.encode(transaction);
  }

  private String id() {
    String id = "t" + ids.size();
    if (!ids.isEmpty() && dice.chance(40)) {
      int from = dice.flip() ? Math.max(0, ids.size() - RECENT) : 0;
      id = ids.get(from + dice.below(ids.size() - from));
    }
    ids.add(id);
    return id;
  }

  /** One call, now and then with a deposit, or a bundle. */
  private Transaction transaction(String id, String contract) {
    List<Operation> operations = new ArrayList<>();
    List<String> arguments = arguments();
    operations.add(call(contract, arguments));
    if (dice.chance(bundlesPerThousand)) {
      operations.set(0, maybe(operations.get(0)));
      for (int count = dice.below(OPERATION_LIMIT); count > 0; count--) {
        operations.add(maybe(operation()));
      }
    }
    return new Transaction(
        id,
        dice.chance(bundlesPerThousand / 4) ? "issuer" : "account" + dice.below(accounts),
        operations,
        dice.chance(shortOfGasPerThousand) ? dice.below(400) : AMPLE_GAS,
        dice.between(-2, 2),
        accessLists.list(contract, arguments.subList(0, 2)));
  }

  /** The operation, perhaps one that may fail or that has a gas limit of its own. */
  private Operation maybe(Operation operation) {
    Operation limited = dice.chance(200) ? operation.withGasLimit(dice.between(1, 300)) : operation;
    return dice.flip() ? limited.mayAlsoFail() : limited;
  }

  private Operation operation() {
    String contract = "c" + dice.below(contracts);
    return switch (dice.below(6)) {
      case 0 -> Operation.deploy("c" + dice.below(contracts + 2), bytes(scripts.code()));
      case 1, 2 -> Operation.transfer("account" + dice.below(accounts), amount());
      default -> call(contract, arguments());
    };
  }

  private Operation call(String contract, List<String> arguments) {
    String function =
        dice.chance(700) ? dice.pick(favourites) : dice.pick(ScriptWriter.functions());
    Operation call =
        Operation.call(
            dice.chance(10) ? "c9" : contract,
            dice.chance(10) ? "nonsense" : function,
            bytes(String.join(" ", arguments)));
    return dice.chance(bundlesPerThousand / 2) ? call.withDeposit(amount()) : call;
  }

  private List<String> arguments() {
    return List.of(
        Integer.toString(dice.below(accounts)),
        Integer.toString(dice.below(accounts)),
        Integer.toString(dice.between(-9, 30)));
  }

  private BigInteger amount() {
    return BigInteger.valueOf(dice.below(50));
  }

  private Transaction upgrade(String id, String contract) {
    String sender = dice.chance(150) ? "thief" : "owner";
    String code = dice.chance(100) ? "no code" : scripts.code();
    return deployment(id, contract, sender, code);
  }

  private static Transaction deployment(String id, String contract, String sender, String code) {
    List<Operation> operations = List.of(Operation.deploy(contract, bytes(code)));
    return new Transaction(id, sender, operations, AMPLE_GAS, 0, List.of());
  }

  /** Nothing, too few fields, or fields that break a rule. */
  private byte[] garbage(int number) {
    return switch (dice.below(3)) {
      case 0 -> null;
      case 1 -> bytes("x");
      default -> bytes("g" + number + "|no name|1|0||CALL,c0,move,0,0,false,");
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
