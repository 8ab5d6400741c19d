package io.stretto.wasm.promise;

import io.stretto.protocol.ErrorCode;
import io.stretto.wasm.promise.PromiseProgram.Instruction;
import io.stretto.wasm.promise.PromiseProgram.Step;
import io.stretto.wasm.promise.PromiseWorld.Deployed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What contracts of {@code promiser.c} do, and what becomes of their promises, said in Java: whole
 * copies of everything take the place of rolling back, and recursion that of the engine's queues.
 */
public final class PromiseModel {

  /** The end of a call, or of a promise, that fails. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
    final transient ErrorCode code;

    Failure(ErrorCode code, String message) {
      super(message, null, false, false);
      this.code = code;
    }
  }

  /** How a call ended. */
  public record Ending(ErrorCode code, String message, byte[] value) {}

  /** An action of a promise, with the place of its fields in the step that asked for it. */
  record Action(Step step, int from, long deposit) {}

  /** A promise; a union where it has no account. */
  static final class Made {
    final String account;
    final List<Made> before;
    final List<Action> actions = new ArrayList<>();

    /** What it gave; {@code null} where it failed. */
    byte[] value;

    Made(String account, List<Made> before) {
      this.account = account;
      this.before = before;
    }

    List<byte[]> results() {
      List<byte[]> results = new ArrayList<>();
      before.forEach(promise -> promise.addTo(results));
      return results;
    }

    private void addTo(List<byte[]> results) {
      if (account == null) {
        before.forEach(promise -> promise.addTo(results));
      } else {
        results.add(value);
      }
    }
  }

  private final byte[] countingCode;
  private final List<byte[]> acceptedCode;
  private final List<String> running = new ArrayList<>();
  private int promisesDone;

  /** What there is now. */
  public PromiseWorld world = new PromiseWorld();

  /** Makes a model of an empty world in which two codes can be deployed. */
  public PromiseModel(byte[] plainCode, byte[] countingCode) {
    this.countingCode = countingCode;
    this.acceptedCode = List.of(plainCode, countingCode);
  }

  /** How many promises have been tried. */
  public int promisesDone() {
    return promisesDone;
  }

  /** Whether code asks for the bytes that its storage takes. */
  public boolean counts(byte[] code) {
    return Arrays.equals(code, countingCode);
  }

  /** Runs a call and its promises; where it fails, the world is what it was. */
  public Ending call(
      String contract, String function, PromiseProgram program, String payer, long deposit) {
    PromiseWorld before = world.copy();
    try {
      if (deposit > world.balance(payer)) {
        throw new Failure(ErrorCode.INSUFFICIENT_BALANCE, payer + " has less than " + deposit);
      }
      world.add(payer, -deposit);
      world.add(contract, deposit);
      PromiseRun run = run(contract, function, program, payer, deposit, List.of());
      run.made.forEach(promise -> execute(contract, promise));
      if (run.returned == null) {
        return new Ending(ErrorCode.NONE, "", run.value);
      }
      return run.returned.value == null
          ? new Ending(ErrorCode.PROMISE_FAILED, "", new byte[0])
          : new Ending(ErrorCode.NONE, "", run.returned.value);
    } catch (Failure e) {
      world = before;
      return new Ending(e.code, e.getMessage(), new byte[0]);
    }
  }

  private PromiseRun run(
      String contract,
      String function,
      PromiseProgram program,
      String predecessor,
      long deposit,
      List<byte[]> results) {
    if (!world.contracts.containsKey(contract)) {
      throw new Failure(ErrorCode.UNKNOWN_CONTRACT, "no contract " + contract);
    }
    if (running.contains(contract)) {
      throw new Failure(ErrorCode.REENTRANT_CALL, contract + " is being called already");
    }
    if (!function.equals("run")) {
      throw new Failure(ErrorCode.UNKNOWN_FUNCTION, "no function that can be called has this name");
    }
    running.add(contract);
    try {
      PromiseRun run = new PromiseRun(this, contract, predecessor, deposit, results);
      run.steps(program.steps());
      return run;
    } finally {
      running.removeLast();
    }
  }

  /** Does a promise, then all that comes of it. */
  private void execute(String creator, Made promise) {
    if (promise.account == null) {
      return;
    }
    promisesDone++;
    PromiseWorld before = world.copy();
    List<Made> children = new ArrayList<>();
    Object last = new byte[0];
    try {
      boolean isNew = false;
      for (Action action : promise.actions) {
        isNew |= action.step.instruction() == Instruction.CREATE_ACCOUNT;
        last = execute(creator, promise, action, isNew, children);
      }
    } catch (Failure e) {
      world = before;
      promise.actions.forEach(action -> world.add(creator, action.deposit));
      return;
    }
    children.forEach(child -> execute(promise.account, child));
    promise.value = last instanceof Made returned ? returned.value : (byte[]) last;
  }

  private Object execute(
      String creator, Made promise, Action action, boolean isNew, List<Made> children) {
    String account = promise.account;
    world.add(account, action.deposit);
    switch (action.step.instruction()) {
      case CREATE_ACCOUNT -> {
        boolean isBelow = account.matches("[^.]+\\." + creator.replace(".", "\\."));
        if (!isBelow || world.contracts.containsKey(account)) {
          throw new Failure(ErrorCode.NOT_OWNER, "");
        }
      }
      case DEPLOY -> deploy(creator, account, action.step.bytes(1), isNew);
      case TRANSFER -> {}
      default -> {
        if (hasNoGas(action)) {
          throw new Failure(ErrorCode.OUT_OF_GAS, "");
        }
        PromiseRun run =
            run(
                account,
                action.step.text(action.from),
                action.step.program(action.from + 1),
                creator,
                action.deposit,
                promise.results());
        children.addAll(run.made);
        return run.returned == null ? run.value : run.returned;
      }
    }
    return new byte[0];
  }

  private static boolean hasNoGas(Action action) {
    return action.step.number(action.from + 3) == 0
        && action.step.instruction() != Instruction.WEIGHTED_CALL;
  }

  private void deploy(String creator, String account, byte[] code, boolean isNew) {
    Deployed present = world.contracts.get(account);
    boolean may =
        account.equals(creator) || isNew || (present != null && present.owner().equals(creator));
    boolean isAccepted = acceptedCode.stream().anyMatch(one -> Arrays.equals(one, code));
    if (!may || !isAccepted || running.contains(account)) {
      throw new Failure(ErrorCode.NOT_OWNER, "");
    }
    world.contracts.put(account, new Deployed(code, present == null ? creator : present.owner()));
  }
}
