package io.stretto.wasm.promise;

import io.stretto.protocol.Int128;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A program for the contract {@code promiser.c}: what a call of its function {@code run} is to do.
 * Promises are named by the index that the contract will get for them.
 */
public final class PromiseProgram {

  /** What a run needs that makes no promises, and much more: a hundred of NEAR's Tgas. */
  public static final long GAS = 100_000_000_000_000L;

  /** What the contract can do. */
  public enum Instruction {
    CREATE(1),
    THEN(2),
    AND(3),
    BATCH_CREATE(4),
    BATCH_THEN(5),
    CREATE_ACCOUNT(6),
    DEPLOY(7),
    CALL(8),
    WEIGHTED_CALL(9),
    TRANSFER(10),
    RESULTS_COUNT(11),
    RESULT(12),
    RETURN_PROMISE(13),
    RETURN_VALUE(14),
    LOG(15),
    PANIC(16),
    TRAP(17),
    CALL_NOW(18),
    FINALLY(19),
    STORAGE_WRITE(20),
    STORAGE_REMOVE(21),
    STORAGE_READ(22),
    SET_STORAGE(23),
    REMOVE_STORAGE(24),
    STORAGE_ADD(25),
    DEPOSIT(30),
    BALANCE(31),
    PREPAID_GAS(32),
    USED_GAS(33),
    ACCOUNTS(34),
    STORAGE_USAGE(35);

    private final int code;

    Instruction(int code) {
      this.code = code;
    }
  }

  /**
   * One step.
   *
   * @param instruction what is done
   * @param fields numbers ({@code Long}), amounts ({@code BigInteger}), and, as texts, strings,
   *     bytes and programs
   */
  public record Step(Instruction instruction, List<Object> fields) {

    public long number(int field) {
      return (Long) fields.get(field);
    }

    public long amount(int field) {
      return ((BigInteger) fields.get(field)).longValueExact();
    }

    public String text(int field) {
      return (String) fields.get(field);
    }

    public byte[] bytes(int field) {
      return PromiseProgram.bytes(fields.get(field));
    }

    public PromiseProgram program(int field) {
      return (PromiseProgram) fields.get(field);
    }
  }

  private final List<Step> steps = new ArrayList<>();

  /** An empty program. */
  public static PromiseProgram program() {
    return new PromiseProgram();
  }

  /** The steps, in order. */
  public List<Step> steps() {
    return steps;
  }

  /** Adds a step. */
  public PromiseProgram then(Instruction instruction, Object... fields) {
    steps.add(new Step(instruction, List.of(fields)));
    return this;
  }

  /** Promises a run of a program. */
  public PromiseProgram create(String account, PromiseProgram inner) {
    return create(account, inner, 0, inner.gas());
  }

  public PromiseProgram create(String account, PromiseProgram inner, long deposit, long gas) {
    return then(Instruction.CREATE, account, "run", inner, BigInteger.valueOf(deposit), gas);
  }

  /** Promises a run of a program after another promise. */
  public PromiseProgram callback(long before, String account, PromiseProgram inner) {
    return then(Instruction.THEN, before, account, "run", inner, BigInteger.ZERO, inner.gas());
  }

  public PromiseProgram and(long... promises) {
    List<Object> fields = new ArrayList<>(List.of((long) promises.length));
    for (long promise : promises) {
      fields.add(promise);
    }
    return then(Instruction.AND, fields.toArray());
  }

  public PromiseProgram batch(String account) {
    return then(Instruction.BATCH_CREATE, account);
  }

  public PromiseProgram createAccount(long promise) {
    return then(Instruction.CREATE_ACCOUNT, promise);
  }

  public PromiseProgram deploy(long promise, byte[] code) {
    return then(Instruction.DEPLOY, promise, code);
  }

  public PromiseProgram transfer(long promise, long amount) {
    return then(Instruction.TRANSFER, promise, BigInteger.valueOf(amount));
  }

  /** Adds a run of a program to a promise. */
  public PromiseProgram call(long promise, PromiseProgram inner, long deposit) {
    return then(Instruction.CALL, promise, "run", inner, BigInteger.valueOf(deposit), inner.gas());
  }

  public PromiseProgram weightedCall(long promise, PromiseProgram inner, long gas, long weight) {
    return then(Instruction.WEIGHTED_CALL, promise, "run", inner, BigInteger.ZERO, gas, weight);
  }

  /** Runs a program in another contract at once, with as much gas as there is. */
  public PromiseProgram callNow(String account, PromiseProgram inner) {
    return then(Instruction.CALL_NOW, account, "run", inner, BigInteger.ZERO, 0L);
  }

  public PromiseProgram result(long index) {
    return then(Instruction.RESULT, index);
  }

  public PromiseProgram returnPromise(long promise) {
    return then(Instruction.RETURN_PROMISE, promise);
  }

  public PromiseProgram returnValue(String value) {
    return then(Instruction.RETURN_VALUE, value);
  }

  public PromiseProgram log(String line) {
    return then(Instruction.LOG, line);
  }

  public PromiseProgram panic() {
    return then(Instruction.PANIC);
  }

  public PromiseProgram write(String key, String value) {
    return then(Instruction.STORAGE_WRITE, key, value);
  }

  /** The same program, to be gone on with. */
  public PromiseProgram copy() {
    PromiseProgram copy = new PromiseProgram();
    copy.steps.addAll(steps);
    return copy;
  }

  /** The gas, in NEAR's unit, that suffices for it and for all that comes of it. */
  private long gas() {
    long gas = GAS;
    for (Step step : steps) {
      for (Object field : step.fields()) {
        gas += field instanceof PromiseProgram inner ? inner.gas() : 0;
      }
    }
    return gas;
  }

  /** The form in which the contract takes it. */
  public byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Step step : steps) {
      out.write(step.instruction().code);
      step.fields().forEach(field -> encode(out, field));
    }
    return out.toByteArray();
  }

  private static void encode(ByteArrayOutputStream out, Object field) {
    switch (field) {
      case Long number ->
          out.writeBytes(
              ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array());
      case BigInteger amount -> out.writeBytes(Int128.of(amount).encode());
      default -> {
        byte[] bytes = bytes(field);
        out.write(bytes.length);
        out.write(bytes.length >>> 8);
        out.writeBytes(bytes);
      }
    }
  }

  private static byte[] bytes(Object text) {
    return switch (text) {
      case String string -> string.getBytes(StandardCharsets.UTF_8);
      case PromiseProgram inner -> inner.encode();
      default -> (byte[]) text;
    };
  }
}
