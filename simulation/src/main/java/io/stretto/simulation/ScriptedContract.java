package io.stretto.simulation;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Observation;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.StateView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A contract for simulations, whose keys and branches depend on what it reads, so that a wrong
 * speculation behaves otherwise than the right one.
 *
 * <p>A record is the text {@code id sender function arguments…}: {@code transfer FROM TO AMOUNT}
 * fails where the balance is short; {@code hop KEY STEPS} follows keys that it reads from keys and
 * rewrites the last; {@code chain} hashes everything that ever happened; {@code toggle KEY} creates
 * a key or deletes it; {@code ask KEY} writes down whether a key is there; {@code add KEY AMOUNT
 * MIN MAX} adds to a number while it stays in its bounds; {@code list FROM TO LIMIT} writes down a
 * range of keys, and where it is long deletes the first of them.
 */
public final class ScriptedContract implements Executor {

  /** The name that its keys carry. */
  public static final String NAME = "scripted";

  private static final byte[] PREFIX = StateKey.storagePrefix(NAME);

  /** Reads a record as the coordinator sees it; {@code null} where it is no transaction. */
  public static Transaction transaction(byte[] payload) {
    String[] words = words(payload);
    if (words.length < 3) {
      return null;
    }
    String arguments = String.join(" ", Arrays.asList(words).subList(3, words.length));
    return new Transaction(
        words[0],
        words[1],
        TransactionKind.CALL,
        NAME,
        words[2],
        arguments.getBytes(StandardCharsets.UTF_8),
        1_000_000,
        words[0].hashCode() % 4,
        List.of());
  }

  @Override
  public Execution execute(byte[] payload, BlockContext block, int index, StateView view) {
    Transaction transaction = transaction(payload);
    if (transaction == null) {
      return new Execution(
          "", ExecutionResult.rejected(ErrorCode.MALFORMED_RECORD, "too few words"));
    }
    Run run = new Run(view);
    boolean isDone = run.call(transaction);
    ExecutionResult result =
        isDone
            ? run.succeeded()
            : ExecutionResult.failed(
                ErrorCode.PANIC, "no", run.gas, List.copyOf(run.observations.values()));
    return new Execution(transaction.id(), result);
  }

  private static String[] words(byte[] payload) {
    return payload == null ? new String[0] : new String(payload, StandardCharsets.UTF_8).split(" ");
  }

  /** One execution. */
  private static final class Run {

    private final StateView view;
    private final Map<StateKey, Observation> observations = new LinkedHashMap<>();
    private final TreeMap<StateKey, Write> writes = new TreeMap<>();
    private long gas;
    private byte[] returned = new byte[0];

    Run(StateView view) {
      this.view = view;
    }

    boolean call(Transaction transaction) {
      String text = new String(transaction.arguments(), StandardCharsets.UTF_8);
      String[] arguments = text.split(" ");
      return switch (transaction.function()) {
        case "transfer" -> transfer(arguments);
        case "hop" -> hop(arguments);
        case "chain" -> chain(transaction);
        case "toggle" -> toggle(arguments[0]);
        case "ask" -> ask(arguments[0]);
        case "add" -> add(arguments);
        case "total" -> total(arguments[0]);
        case "list" -> list(arguments);
        default -> false;
      };
    }

    private boolean transfer(String[] arguments) {
      long amount = Long.parseLong(arguments[2]);
      long from = number(arguments[0], 1000);
      if (from < amount) {
        return false;
      }
      write(arguments[0], Long.toString(from - amount));
      write(arguments[1], Long.toString(number(arguments[1], 1000) + amount));
      return true;
    }

    private boolean hop(String[] arguments) {
      String key = arguments[0];
      for (int step = Integer.parseInt(arguments[1]); step > 0; step--) {
        key = "h" + Math.floorMod(number(key, step) * 7 + step, 23);
      }
      long value = number(key, 0);
      if (value % 11 == 10) {
        write(key, Long.toString(value + 1));
        return false;
      }
      write(key, Long.toString(value + 3));
      return true;
    }

    private boolean chain(Transaction transaction) {
      String previous = read("chain");
      String next = Integer.toHexString((previous + transaction.id()).hashCode());
      write("chain", previous == null ? next : next + previous.substring(0, previous.length() / 2));
      returned = next.getBytes(StandardCharsets.UTF_8);
      return true;
    }

    private boolean toggle(String key) {
      write(key, read(key) == null ? "1" : null);
      return true;
    }

    private boolean ask(String key) {
      StateKey asked = key(key);
      boolean present = view.read(asked) != null;
      observations.putIfAbsent(asked, new Observation.Presence(asked, present));
      write("answer-" + key, present ? "yes" : "no");
      return true;
    }

    private boolean add(String[] arguments) {
      StateKey key = key(arguments[0]);
      Int128 amount = Int128.of(Long.parseLong(arguments[1]));
      Int128 low = Int128.of(Long.parseLong(arguments[2])).subtractClamped(amount);
      Int128 high = Int128.of(Long.parseLong(arguments[3])).subtractClamped(amount);
      gas += 15;
      byte[] value = view.read(key);
      if (!Int128.isNumber(value)) {
        observations.put(key, new Observation.Exact(key, Fingerprint.of(value)));
        return false;
      }
      Int128 number = Int128.ofValue(value);
      if (number.compareTo(low) < 0) {
        Int128 below = low.add(Int128.of(-1));
        observations.put(key, new Observation.Bound(key, Int128.MINIMUM, below));
        return false;
      }
      if (number.compareTo(high) > 0) {
        Int128 above = high.add(Int128.of(1));
        observations.put(key, new Observation.Bound(key, above, Int128.MAXIMUM));
        return false;
      }
      observations.put(key, new Observation.Bound(key, low, high));
      writes.put(key, Write.addition(key, amount));
      return true;
    }

    /** Reads what is added to, so that additions do matter to some. */
    private boolean total(String name) {
      byte[] value = view.read(key(name));
      observations.put(key(name), new Observation.Exact(key(name), Fingerprint.of(value)));
      write("total-" + name, Int128.ofValue(value).toString());
      return true;
    }

    private boolean list(String[] arguments) {
      int limit = Integer.parseInt(arguments[2]);
      StateRange range = new StateRange(key(arguments[0]), key(arguments[1]));
      List<StateEntry> entries = view.scan(range, limit);
      gas += 5L * entries.size();
      StateRange seen =
          entries.size() < limit ? range : range.through(entries.get(limit - 1).key());
      StateKey from = range.from();
      observations.put(
          StateKey.ofBytes(Arrays.copyOf(from.bytes(), from.bytes().length + 9)),
          new Observation.Scan(seen, entries.size(), StateRange.digest(entries)));
      write("list", entries.size() + " " + StateRange.digest(entries));
      if (entries.size() > 3) {
        StateKey first = entries.get(0).key();
        writes.put(first, new Write(first, null));
      }
      return true;
    }

    private long number(String key, long unknown) {
      String value = read(key);
      return value == null ? unknown : Long.parseLong(value);
    }

    private String read(String name) {
      gas += 10;
      StateKey key = key(name);
      Write own = writes.get(key);
      byte[] value = own != null ? own.value() : view.read(key);
      if (own == null) {
        observations.put(key, new Observation.Exact(key, Fingerprint.of(value)));
      }
      return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private void write(String name, String value) {
      gas += 20;
      StateKey key = key(name);
      byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
      writes.put(key, new Write(key, bytes));
    }

    private ExecutionResult succeeded() {
      return new ExecutionResult(
          ReceiptStatus.SUCCEEDED,
          ErrorCode.NONE,
          "",
          gas,
          returned,
          List.of(),
          new ArrayList<>(observations.values()),
          new ArrayList<>(writes.values()));
    }

    private static StateKey key(String name) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      return StateKey.storage(PREFIX, bytes, 0, bytes.length);
    }
  }
}
