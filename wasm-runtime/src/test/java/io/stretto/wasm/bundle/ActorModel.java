package io.stretto.wasm.bundle;

import io.stretto.protocol.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the contracts of {@code actor.c} do, said in Java: whole copies of everything take the place
 * of checkpoints, so it shares no way of rolling back with the engine.
 */
public final class ActorModel {

  /** How many cells of memory a contract has. */
  public static final int CELLS = 8;

  /** Gives a call one unit of gas, which never suffices. */
  static final int HOW_WITHOUT_GAS = 1;

  /** Calls a function that there is not. */
  static final int HOW_OTHER_FUNCTION = 2;

  /** What kind of contract stands under a name: its place is its number. */
  public enum Kind {
    PLAIN,
    LIVING,
    REENTRANT
  }

  /** All that changes. Copied before whatever may fail. */
  public static final class World {
    public final Map<String, byte[]> storage = new TreeMap<>();
    final Map<Integer, long[]> livingCells = new TreeMap<>();
    final Map<Integer, Integer> livingPages = new TreeMap<>();
    final List<Integer> order = new ArrayList<>();
    final Map<Integer, Boolean> finished = new HashMap<>();
    public final Map<String, Long> balances = new TreeMap<>();
    public final List<String> logs = new ArrayList<>();

    /** A copy that shares nothing. */
    public World copy() {
      World copy = new World();
      copy.storage.putAll(storage);
      livingCells.forEach((contract, cells) -> copy.livingCells.put(contract, cells.clone()));
      copy.livingPages.putAll(livingPages);
      copy.order.addAll(order);
      copy.finished.putAll(finished);
      copy.balances.putAll(balances);
      copy.logs.addAll(logs);
      return copy;
    }
  }

  /** The end of a call that fails. */
  private static final class Failure extends RuntimeException {
    final ErrorCode code;

    Failure(ErrorCode code, String message) {
      super(message, null, false, false);
      this.code = code;
    }
  }

  /** How a call ended. */
  public record Ending(ErrorCode code, String message, byte[] output) {}

  private final List<Kind> kinds;
  private final int initialPages;
  private final List<Integer> stack = new ArrayList<>();

  /** What there is now. */
  public World world = new World();

  /** Makes a model of contracts, called a, b and so on, with empty storage. */
  public ActorModel(List<Kind> kinds, int initialPages) {
    this.kinds = kinds;
    this.initialPages = initialPages;
  }

  /** The name of a contract. */
  public static String name(int contract) {
    return String.valueOf((char) ('a' + contract));
  }

  /** Runs a call; where it fails, the world is what it was. */
  public Ending call(int contract, byte[] program, String payer, long deposit) {
    World before = world.copy();
    try {
      if (deposit > 0) {
        pay(payer, name(contract), deposit);
      }
      return new Ending(ErrorCode.NONE, "", enter(contract, program));
    } catch (Failure e) {
      world = before;
      return new Ending(e.code, e.getMessage(), new byte[0]);
    }
  }

  private void pay(String from, String to, long amount) {
    long has = world.balances.getOrDefault(from, 0L);
    if (has < amount) {
      throw new Failure(ErrorCode.INSUFFICIENT_BALANCE, from + " has less than " + amount);
    }
    world.balances.put(from, has - amount);
    world.balances.merge(to, amount, Long::sum);
  }

  /** Runs the finalisers; returns how they ended. */
  public Ending finish() {
    for (int contract : List.copyOf(world.order)) {
      long[] cells = world.livingCells.get(contract);
      if ((cells[0] & 0xff) == 13) {
        return new Ending(
            ErrorCode.PANIC, "finaliser of " + name(contract) + ": thirteen", new byte[0]);
      }
      byte[] values = new byte[CELLS];
      for (int i = 0; i < CELLS; i++) {
        values[i] = (byte) cells[i];
      }
      world.storage.put(name(contract) + "/cells", values);
      world.logs.add("finished");
    }
    return new Ending(ErrorCode.NONE, "", new byte[0]);
  }

  /** Forgets what lives on only to the end of a transaction. */
  public void endTransaction() {
    world.livingCells.clear();
    world.livingPages.clear();
    world.order.clear();
    world.logs.clear();
  }

  private byte[] enter(int contract, byte[] program) {
    if (stack.contains(contract) && kinds.get(contract) != Kind.REENTRANT) {
      throw new Failure(ErrorCode.REENTRANT_CALL, name(contract) + " is being called already");
    }
    stack.add(contract);
    try {
      if (kinds.get(contract) != Kind.LIVING) {
        return new Run(contract, program, new long[CELLS], initialPages).run();
      }
      if (!world.livingCells.containsKey(contract)) {
        world.livingCells.put(contract, new long[CELLS]);
        world.livingPages.put(contract, initialPages);
        world.order.add(contract);
      }
      return new Run(contract, program, null, 0).run();
    } finally {
      stack.removeLast();
    }
  }

  /** One call of one contract. */
  private final class Run {
    private final int contract;
    private final byte[] program;
    private final long[] ownCells;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private int ownPages;
    private int at;

    Run(int contract, byte[] program, long[] ownCells, int pages) {
      this.contract = contract;
      this.program = program;
      this.ownCells = ownCells;
      this.ownPages = pages;
    }

    private long[] cells() {
      return ownCells == null ? world.livingCells.get(contract) : ownCells;
    }

    private int next() {
      return program[at++] & 0xff;
    }

    private String key(int key) {
      return name(contract) + "/" + (char) key;
    }

    byte[] run() {
      while (at < program.length) {
        step();
      }
      return output.toByteArray();
    }

    private void step() {
      switch (next()) {
        case 1 -> world.storage.put(key(next()), new byte[] {(byte) next()});
        case 2 -> output.write(world.storage.remove(key(next())) == null ? 0 : 1);
        case 3 -> {
          byte[] value = world.storage.get(key(next()));
          output.write(value == null ? -1 : value.length);
          output.writeBytes(value == null ? new byte[0] : value);
        }
        case 4 -> {
          int cell = next() % CELLS;
          cells()[cell] = next() * 0x0101010101010101L;
        }
        case 5 -> {
          long cell = cells()[next() % CELLS];
          output.write((int) (cell >>> 56));
          output.write((int) cell);
        }
        case 6 -> grow();
        case 7 -> world.logs.add(String.valueOf((char) next()));
        case 8 -> throw new Failure(ErrorCode.PANIC, "told to");
        case 9 -> throw new Failure(ErrorCode.TRAP, "WebAssembly trap");
        case 10 -> callOther();
        case 11 -> add();
        default -> throw new AssertionError("no instruction");
      }
    }

    private void grow() {
      int before = ownCells == null ? world.livingPages.get(contract) : ownPages;
      output.write(before);
      if (ownCells == null) {
        world.livingPages.put(contract, before + 1);
      } else {
        ownPages++;
      }
    }

    private void callOther() {
      int other = next();
      int how = next();
      int deposit = next();
      int size = next() | next() << 8;
      byte[] inner = Arrays.copyOfRange(program, at, at + size);
      at += size;
      Ending ending = ending(other, how, deposit, inner);
      byte[] result =
          ending.code() == ErrorCode.NONE
              ? ending.output()
              : ending.message().getBytes(StandardCharsets.UTF_8);
      output.write(status(ending.code()));
      output.write(result.length);
      output.write(result, 0, Math.min(result.length, 255));
    }

    private Ending ending(int other, int how, int deposit, byte[] inner) {
      if (deposit > world.balances.getOrDefault(name(contract), 0L)) {
        return new Ending(
            ErrorCode.INSUFFICIENT_BALANCE,
            name(contract) + " has less than " + deposit,
            new byte[0]);
      }
      if (how == HOW_WITHOUT_GAS && inner.length > 0) {
        return new Ending(ErrorCode.OUT_OF_GAS, "", new byte[0]);
      }
      if (other >= kinds.size()) {
        return new Ending(ErrorCode.UNKNOWN_CONTRACT, "no contract " + name(other), new byte[0]);
      }
      if (stack.contains(other) && kinds.get(other) != Kind.REENTRANT) {
        return new Ending(
            ErrorCode.REENTRANT_CALL, name(other) + " is being called already", new byte[0]);
      }
      if (how == HOW_OTHER_FUNCTION) {
        return new Ending(
            ErrorCode.UNKNOWN_FUNCTION,
            "no function that can be called has this name",
            new byte[0]);
      }
      if (how == HOW_WITHOUT_GAS) {
        return new Ending(ErrorCode.OUT_OF_GAS, "", new byte[0]);
      }
      return call(other, inner, name(contract), deposit);
    }

    private void add() {
      String key = key(next());
      int amount = next();
      byte[] value = world.storage.get(key);
      if (value != null && value.length != 16) {
        output.write(-1);
        return;
      }
      int number = value == null ? 0 : value[0] & 0xff;
      if (number + amount > 100) {
        output.write(0);
        return;
      }
      byte[] sum = new byte[16];
      sum[0] = (byte) (number + amount);
      world.storage.put(key, sum);
      output.write(1);
    }
  }

  /** The numbers of docs/abi.md. */
  private static int status(ErrorCode code) {
    return List.of(
            ErrorCode.NONE,
            ErrorCode.PANIC,
            ErrorCode.TRAP,
            ErrorCode.OUT_OF_GAS,
            ErrorCode.LIMIT_EXCEEDED,
            ErrorCode.UNKNOWN_CONTRACT,
            ErrorCode.UNKNOWN_FUNCTION,
            ErrorCode.REENTRANT_CALL,
            ErrorCode.INSUFFICIENT_BALANCE)
        .indexOf(code);
  }
}
