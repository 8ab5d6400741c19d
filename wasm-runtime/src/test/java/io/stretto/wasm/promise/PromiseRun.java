package io.stretto.wasm.promise;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Int128;
import io.stretto.wasm.promise.PromiseModel.Action;
import io.stretto.wasm.promise.PromiseModel.Ending;
import io.stretto.wasm.promise.PromiseModel.Failure;
import io.stretto.wasm.promise.PromiseModel.Made;
import io.stretto.wasm.promise.PromiseProgram.Step;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One call of a contract in the model, to the end of its function. */
final class PromiseRun {

  private static final int NUMBER_BOUND = 1000;

  private final PromiseModel model;
  private final String contract;
  private final String predecessor;
  private final long deposit;
  private final List<byte[]> results;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  final List<Made> made = new ArrayList<>();

  /** The promise that stands for the call's value; {@code null} where there is none. */
  Made returned;

  byte[] value;

  PromiseRun(
      PromiseModel model, String contract, String predecessor, long deposit, List<byte[]> results) {
    this.model = model;
    this.contract = contract;
    this.predecessor = predecessor;
    this.deposit = deposit;
    this.results = results;
  }

  void steps(List<Step> steps) {
    steps.forEach(this::step);
    if (returned == null && value == null) {
      value = output.toByteArray();
    }
  }

  private void step(Step step) {
    switch (step.instruction()) {
      case CREATE -> addCall(make(step.text(0), List.of()), step, 1);
      case THEN -> {
        Made before = promise(step.number(0));
        addCall(make(step.text(1), List.of(before)), step, 2);
      }
      case AND -> {
        List<Made> parts = new ArrayList<>();
        for (int i = 1; i <= step.number(0); i++) {
          parts.add(promise(step.number(i)));
        }
        make(null, parts);
      }
      case BATCH_CREATE -> make(step.text(0), List.of());
      case BATCH_THEN -> make(step.text(1), List.of(promise(step.number(0))));
      case CREATE_ACCOUNT, DEPLOY -> acting(step.number(0)).actions.add(new Action(step, 1, 0));
      case CALL, WEIGHTED_CALL -> addCall(acting(step.number(0)), step, 1);
      case TRANSFER -> {
        Made promise = acting(step.number(0));
        promise.actions.add(new Action(step, 1, taken(step.amount(1))));
      }
      case RESULTS_COUNT -> output.write(results.size());
      case RESULT -> result(step.number(0));
      case RETURN_PROMISE -> {
        Made promise = promise(step.number(0));
        if (promise.account == null) {
          throw trap("a union of promises cannot be returned");
        }
        returned = promise;
      }
      case RETURN_VALUE -> {
        returned = null;
        value = step.bytes(0);
      }
      case LOG -> model.world.logs.add(step.text(0));
      case PANIC -> throw new Failure(ErrorCode.PANIC, "told to");
      case TRAP -> throw trap("WebAssembly trap");
      case CALL_NOW -> callNow(step);
      case DEPOSIT -> output.writeBytes(Int128.of(deposit).encode());
      case BALANCE -> output.writeBytes(Int128.of(model.world.balance(contract)).encode());
      case ACCOUNTS -> {
        putText(contract.getBytes(StandardCharsets.UTF_8));
        putText(predecessor.getBytes(StandardCharsets.UTF_8));
        putText("alice".getBytes(StandardCharsets.UTF_8));
      }
      case STORAGE_USAGE -> usage();
      case FINALLY, PREPAID_GAS, USED_GAS -> throw new AssertionError("not in the model");
      default -> useStorage(step, model.world.storageOf(contract));
    }
  }

  private static Failure trap(String message) {
    return new Failure(ErrorCode.TRAP, message);
  }

  private Made make(String account, List<Made> before) {
    Made promise = new Made(account, before);
    made.add(promise);
    return promise;
  }

  private Made promise(long index) {
    if (index < 0 || index >= made.size()) {
      throw trap("there is no promise with this index");
    }
    return made.get((int) index);
  }

  private Made acting(long index) {
    Made promise = promise(index);
    if (promise.account == null) {
      throw trap("a union of promises takes no action");
    }
    return promise;
  }

  private void addCall(Made promise, Step step, int from) {
    promise.actions.add(new Action(step, from, taken(step.amount(from + 2))));
  }

  private long taken(long amount) {
    if (amount > model.world.balance(contract)) {
      throw new Failure(
          ErrorCode.INSUFFICIENT_BALANCE, contract + " has less than it attaches or transfers");
    }
    model.world.add(contract, -amount);
    return amount;
  }

  private void result(long index) {
    if (index < 0 || index >= results.size()) {
      throw trap("there is no promise result with this index");
    }
    byte[] result = results.get((int) index);
    output.write(result == null ? 2 : 1);
    if (result != null) {
      putText(result);
    }
  }

  private void putText(byte[] text) {
    output.write(text.length);
    output.write(text.length >>> 8);
    output.writeBytes(text);
  }

  private void callNow(Step step) {
    Ending ending =
        model.call(step.text(0), step.text(1), step.program(2), contract, step.amount(3));
    boolean isMessage =
        ending.code() != ErrorCode.NONE && ending.code() != ErrorCode.PROMISE_FAILED;
    output.write(status(ending.code()));
    putText(isMessage ? ending.message().getBytes(StandardCharsets.UTF_8) : ending.value());
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
            ErrorCode.INSUFFICIENT_BALANCE,
            ErrorCode.PROMISE_FAILED)
        .indexOf(code);
  }

  private void usage() {
    byte[] code = model.world.contracts.get(contract).code();
    if (!model.counts(code)) {
      throw new Failure(ErrorCode.PANIC, "no instruction");
    }
    long bytes = 100 + code.length + model.world.entryBytes(contract);
    output.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes).array());
  }

  private void useStorage(Step step, Map<String, byte[]> storage) {
    String key = step.text(0);
    switch (step.instruction()) {
      case STORAGE_WRITE -> putEvicted(storage.put(key, step.bytes(1)));
      case STORAGE_REMOVE -> putEvicted(storage.remove(key));
      case STORAGE_READ -> putEvicted(storage.get(key));
      case SET_STORAGE -> storage.put(key, step.bytes(1));
      case REMOVE_STORAGE -> output.write(storage.remove(key) == null ? 0 : 1);
      default -> output.write(added(storage, key, step.amount(1)));
    }
  }

  private void putEvicted(byte[] evicted) {
    output.write(evicted == null ? 0 : 1);
    if (evicted != null) {
      putText(evicted);
    }
  }

  private static int added(Map<String, byte[]> storage, String key, long amount) {
    byte[] before = storage.get(key);
    if (!Int128.isNumber(before)) {
      return -1;
    }
    long sum = Int128.ofValue(before).low() + amount;
    if (Math.abs(sum) > NUMBER_BOUND) {
      return 0;
    }
    storage.put(key, Int128.of(sum).encode());
    return 1;
  }
}
