package io.stretto.simulation.script;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Operation;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One run of one function of a {@link Script}. All that it reads is mixed into one number, on which
 * values, keys, branches and failures depend; so a run that saw anything else becomes another.
 */
final class ScriptRun {

  /** What a balance is that nobody has touched. */
  private static final long NEW_BALANCE = 100;

  private static final int ABSENT = 17;
  private static final String LONG_TAIL = "-".repeat(40);

  /** Ends a run that failed. */
  private static final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    Failure(ErrorCode code, String message) {
      super(message, null, false, false);
      this.code = code;
    }
  }

  private final Transaction transaction;
  private final long gasLimit;
  private final BlockContext block;
  private final Storage storage;
  private final byte[] prefix;
  private final String[] words;
  private final List<String> logs = new ArrayList<>();
  private byte[] returned = new byte[0];
  private long gas;
  private long number;

  /**
   * Prepares a run.
   *
   * @param gas what was used already
   * @param gasLimit the most to use
   */
  ScriptRun(
      Transaction transaction,
      Operation operation,
      BlockContext block,
      Storage storage,
      long gas,
      long gasLimit) {
    this.transaction = transaction;
    this.gasLimit = gasLimit;
    this.block = block;
    this.storage = storage;
    this.gas = gas;
    this.prefix = StateKey.storagePrefix(operation.contract());
    this.words = new String(operation.arguments(), StandardCharsets.UTF_8).split(" ", -1);
  }

  OperationRun run(List<Script.Step> steps) {
    try {
      for (int next = 0; next < steps.size(); next++) {
        charge(5);
        next += step(steps.get(next));
      }
    } catch (Failure failure) {
      boolean isPanic = failure.code == ErrorCode.PANIC;
      return OperationRun.failed(failure.code, failure.getMessage(), isPanic ? gas : gasLimit);
    }
    return new OperationRun(ErrorCode.NONE, "", gas, returned, List.copyOf(logs));
  }

  /** Does one step; returns how many to skip. */
  private int step(Script.Step step) {
    List<String> operands = step.operands();
    switch (step.verb()) {
      case GET -> mix(storage.read(key(operands.get(0))));
      case HAS -> mix(storage.has(key(operands.get(0))) ? 1 : 2);
      case PUT -> put(operands.get(0), Long.toString(remainder(operands.get(1))));
      case BIG -> put(operands.get(0), Long.toString(number) + LONG_TAIL);
      case DELETE -> storage.put(key(operands.get(0)), null);
      case ADD -> add(operands);
      case LIST -> list(operands.get(0), operands.get(1));
      case DROP -> drop(list(operands.get(0), operands.get(1)));
      case MOVE -> move(operands);
      case WHEN -> {
        return remainder(operands.get(0)) == whole(operands.get(1))
            ? 0
            : (int) whole(operands.get(2));
      }
      case FAIL -> failWhen(operands, ErrorCode.PANIC, "gave up at " + block.height());
      case TRAP -> failWhen(operands, ErrorCode.TRAP, "trap");
      case BURN -> charge(whole(operands.get(0)));
      case SPIN -> charge(remainder(operands.get(0)));
      case LOG -> logs.add(Long.toString(number));
      case GIVE -> returned = Long.toString(number).getBytes(StandardCharsets.UTF_8);
      case MIX -> mix(filled(operands.get(0)).hashCode());
    }
    return 0;
  }

  private void add(List<String> operands) {
    Int128 amount = Int128.of(whole(operands.get(1)));
    Int128 minimum = Int128.of(whole(operands.get(2)));
    Int128 maximum = Int128.of(whole(operands.get(3)));
    if (!storage.add(key(operands.get(0)), amount, minimum, maximum)) {
      throw new Failure(ErrorCode.PANIC, "out of bounds");
    }
  }

  private List<StateEntry> list(String start, String limit) {
    String from = filled(start);
    List<StateEntry> entries =
        storage.list(new StateRange(stateKey(from), stateKey(from + "~")), (int) whole(limit));
    charge(3L * entries.size());
    mix(StateRange.digest(entries).hashCode());
    return entries;
  }

  private void drop(List<StateEntry> entries) {
    if (!entries.isEmpty()) {
      storage.put(entries.get(0).key(), null);
    }
  }

  private void move(List<String> operands) {
    long amount = Math.abs(whole(operands.get(2)));
    long from = balance(operands.get(0));
    if (from < amount) {
      throw new Failure(ErrorCode.PANIC, "only " + from);
    }
    put(operands.get(0), Long.toString(from - amount));
    put(operands.get(1), Long.toString(balance(operands.get(1)) + amount));
  }

  /** A balance, which other functions may have made something else of. */
  private long balance(String operand) {
    byte[] value = storage.read(key(operand));
    if (value == null) {
      return NEW_BALANCE;
    }
    String text = new String(value, StandardCharsets.UTF_8);
    return number(text, Math.floorMod(text.hashCode(), 50));
  }

  private void failWhen(List<String> operands, ErrorCode code, String message) {
    if (remainder(operands.get(0)) == whole(operands.get(1))) {
      throw new Failure(code, message);
    }
  }

  private void charge(long more) {
    gas += more;
    if (gas > gasLimit) {
      throw new Failure(ErrorCode.OUT_OF_GAS, "");
    }
  }

  private void put(String operand, String value) {
    charge(value.length());
    storage.put(key(operand), value.getBytes(StandardCharsets.UTF_8));
  }

  private void mix(byte[] value) {
    mix(value == null ? ABSENT : Arrays.hashCode(value));
  }

  private void mix(long more) {
    number = number * 31 + more;
  }

  private long remainder(String modulus) {
    return Math.floorMod(number, Math.max(1, whole(modulus)));
  }

  private long whole(String operand) {
    return number(filled(operand), 1);
  }

  /** The number that a text stands for, if it has at most nine digits. */
  private static long number(String text, long otherwise) {
    int first = text.startsWith("-") ? 1 : 0;
    boolean isNumber = text.length() > first && text.length() <= first + 9;
    for (int i = first; isNumber && i < text.length(); i++) {
      isNumber = Character.isDigit(text.charAt(i));
    }
    return isNumber ? Long.parseLong(text) : otherwise;
  }

  private StateKey key(String operand) {
    return stateKey(filled(operand));
  }

  private StateKey stateKey(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return StateKey.storage(prefix, bytes, 0, bytes.length);
  }

  /** An operand with all that stands for something else replaced. */
  private String filled(String operand) {
    int dollar = operand.indexOf('$');
    if (dollar >= 0) {
      String text = operand.substring(0, dollar) + word(operand.charAt(dollar + 1));
      return text + filled(operand.substring(dollar + 2));
    }
    int brace = operand.indexOf('{');
    if (brace < 0) {
      return operand;
    }
    int end = operand.indexOf('}', brace);
    long rest = Math.floorMod(number, Long.parseLong(operand.substring(brace + 1, end)));
    return operand.substring(0, brace) + rest + operand.substring(end + 1);
  }

  private String word(char name) {
    return switch (name) {
      case 's' -> transaction.sender();
      case 'i' -> transaction.id();
      default -> name - '0' < words.length ? words[name - '0'] : "";
    };
  }
}
