package io.stretto.wasm.promise;

import io.stretto.wasm.fuzz.Choices;
import io.stretto.wasm.promise.PromiseProgram.Instruction;
import java.math.BigInteger;
import java.util.List;

/** Draws programs for contracts of {@code promiser.c}. */
public final class PromisePrograms {

  /**
   * What calls are given, by how deep they lie, in our units: what one can make must fit into what
   * it was given many times, since a trap costs all of it.
   */
  private static final long[] GAS = {15_000_000_000L, 240_000_000L, 4_000_000L};

  private static final long NEAR_UNITS = 1_000_000;
  private static final int STEPS_LIMIT = 9;
  private static final int ALL_STEPS_LIMIT = 110;
  private static final List<String> TARGETS =
      List.of("a", "b", "c", "d", "a", "b", "c", "d", "x.a", "x.b", "y.x.a", "nobody");

  /** All accounts that can have a balance. */
  public static final List<String> ACCOUNTS =
      List.of("alice", "issuer", "nobody", "a", "b", "c", "d", "x.a", "x.b", "x.c", "x.d", "y.x.a");

  private static final List<String> KEYS = List.of("k", "key", "", "n", "n");

  private final Choices choices;
  private final byte[] plainCode;
  private final byte[] countingCode;
  private int stepsLeft = ALL_STEPS_LIMIT;

  /** Prepares to draw the programs of one transaction. */
  public PromisePrograms(Choices choices, byte[] plainCode, byte[] countingCode) {
    this.choices = choices;
    this.plainCode = plainCode;
    this.countingCode = countingCode;
  }

  /** Draws the program of a transaction's call, and those of all calls that come of it. */
  public PromiseProgram draw() {
    return draw(0);
  }

  private PromiseProgram draw(int depth) {
    PromiseProgram program = PromiseProgram.program();
    int promises = 0;
    for (int i = choices.below(STEPS_LIMIT); i > 0 && stepsLeft-- > 0; i--) {
      if (depth == GAS.length || choices.below(3) == 0) {
        addPlain(program);
      } else if (promises > 0 && choices.below(2) == 0) {
        promises += addDependent(program, depth, promises);
      } else {
        promises += addIndependent(program, depth);
      }
    }
    return program;
  }

  private void addPlain(PromiseProgram program) {
    String key = choices.pick(KEYS);
    switch (choices.below(16)) {
      case 0, 1 -> program.write(key, "v".repeat(choices.below(5)));
      case 2 -> program.then(Instruction.STORAGE_REMOVE, key);
      case 3 -> program.then(Instruction.STORAGE_READ, key);
      case 4 -> program.then(Instruction.SET_STORAGE, key, "w".repeat(choices.below(5)));
      case 5 -> program.then(Instruction.REMOVE_STORAGE, key);
      case 6, 7 -> program.then(Instruction.STORAGE_ADD, key, amount(choices.below(900) - 400));
      case 8 -> program.log(String.valueOf((char) ('A' + choices.below(26))));
      case 9 -> program.then(Instruction.DEPOSIT);
      case 10 -> program.then(Instruction.BALANCE);
      case 11 -> program.then(Instruction.ACCOUNTS);
      case 12 -> program.then(Instruction.RESULTS_COUNT);
      case 13 -> rarely(program);
      default -> program.returnValue("value" + choices.below(3));
    }
  }

  private void rarely(PromiseProgram program) {
    switch (choices.below(5)) {
      case 0 -> program.panic();
      case 1 -> program.then(Instruction.TRAP);
      case 2 -> program.then(Instruction.STORAGE_USAGE);
      case 3 -> program.result(choices.below(2));
      default -> program.returnPromise(0);
    }
  }

  /** Adds something that needs no promise; returns how many promises it makes. */
  private int addIndependent(PromiseProgram program, int depth) {
    String account = choices.pick(TARGETS);
    switch (choices.below(7)) {
      case 0, 1 -> program.batch(account);
      case 2 -> {
        program.then(
            Instruction.CALL_NOW, account, function(), draw(depth + 1), deposit(), GAS[depth]);
        return 0;
      }
      default ->
          program.then(
              Instruction.CREATE, account, function(), draw(depth + 1), deposit(), gas(depth));
    }
    return 1;
  }

  /** Adds something that needs a promise; returns how many promises it makes. */
  private int addDependent(PromiseProgram program, int depth, int promises) {
    long index = choices.below(40) == 0 ? promises : choices.below(promises);
    switch (choices.below(12)) {
      case 0, 1 ->
          program.then(
              Instruction.THEN,
              index,
              choices.pick(TARGETS),
              function(),
              callback(depth),
              deposit(),
              gas(depth));
      case 2 -> program.then(Instruction.BATCH_THEN, index, choices.pick(TARGETS));
      case 3 -> program.and(index, choices.below(promises), choices.below(promises));
      case 4 -> {
        // A whole factory, since its parts seldom come together.
        String account = choices.pick(List.of("x.a", "x.b", "x.c", "x.d"));
        program.batch(account).createAccount(promises).deploy(promises, code());
        program.then(
            Instruction.CALL,
            (long) promises,
            function(),
            draw(depth + 1),
            amount(choices.below(5)),
            gas(depth));
      }
      default -> {
        addAction(program, depth, index);
        return 0;
      }
    }
    return 1;
  }

  private void addAction(PromiseProgram program, int depth, long index) {
    switch (choices.below(8)) {
      case 0 -> program.createAccount(index);
      case 1 -> program.deploy(index, code());
      case 2, 3 -> program.then(Instruction.TRANSFER, index, deposit());
      case 4 -> program.returnPromise(index);
      case 5 ->
          program.then(
              Instruction.WEIGHTED_CALL,
              index,
              function(),
              draw(depth + 1),
              deposit(),
              choices.below(2) == 0 ? 0L : GAS[depth] * NEAR_UNITS,
              1L + choices.below(3));
      default ->
          program.then(Instruction.CALL, index, function(), draw(depth + 1), deposit(), gas(depth));
    }
  }

  /** A program that looks at results, of which there is one at least in most cases. */
  private PromiseProgram callback(int depth) {
    PromiseProgram program = draw(depth + 1);
    return choices.below(4) == 0
        ? program
        : program.then(Instruction.RESULTS_COUNT).result(0).log("result");
  }

  private String function() {
    return choices.below(20) == 0 ? "none" : "run";
  }

  private long gas(int depth) {
    return choices.below(20) == 0 ? 0 : GAS[depth] * NEAR_UNITS;
  }

  private BigInteger deposit() {
    return amount(choices.below(3) == 0 ? choices.below(30) : 0);
  }

  private static BigInteger amount(long amount) {
    return BigInteger.valueOf(amount);
  }

  private byte[] code() {
    return switch (choices.below(8)) {
      case 0 -> new byte[] {0};
      case 1, 2, 3 -> plainCode;
      default -> countingCode;
    };
  }
}
