package io.stretto.wasm.host;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.engine.GuestMemory;
import io.stretto.wasm.engine.HostExit;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.gas.Meter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * All that host functions work on during one execution: what belongs to the whole transaction, as
 * the storage, the log and why it failed, and the {@linkplain Frame frame} of the call that runs.
 * Each check that fails ends the call before anything is changed. One is used for one execution
 * after the other, by one thread.
 */
public final class HostContext {

  private final GasSchedule schedule;
  private final HostExit exit = new HostExit();
  private final StorageOverlay storage = new StorageOverlay();
  private final EventLog log = new EventLog();
  private final List<Frame> frames = new ArrayList<>();

  private int depth;
  private Frame frame;

  /** The instance of the frame, and its memory: every host call asks for them. */
  private EngineInstance instance;

  private GuestMemory memory;
  private ContractCaller caller;
  private Transaction transaction;
  private BlockContext block;
  private int index;
  private boolean readOnly;
  private int promiseCount;
  private long promiseBytes;
  private long memoryGas;
  private long storageReadGas;
  private long storageWriteGas;
  private ErrorCode errorCode = ErrorCode.NONE;
  private String errorMessage = "";
  private Throwable failure;

  /** Makes a context that keeps to a schedule. */
  public HostContext(GasSchedule schedule) {
    this.schedule = schedule;
  }

  /** Sets who runs the calls that contracts make. */
  public void setCaller(ContractCaller newCaller) {
    caller = newCaller;
  }

  /** Forgets the last execution and begins another; the storage has been begun before. */
  public void begin(
      Transaction newTransaction, BlockContext newBlock, int newIndex, boolean isReadOnly) {
    transaction = newTransaction;
    block = newBlock;
    index = newIndex;
    readOnly = isReadOnly;
    depth = 0;
    log.clear();
    promiseCount = 0;
    promiseBytes = 0;
    memoryGas = 0;
    storageReadGas = 0;
    storageWriteGas = 0;
    failure = null;
  }

  /** Begins a call: from now on host functions work for the given instance. */
  public Frame enter(
      Call call, Frame.ContractFacts facts, EngineInstance newInstance, boolean isFinaliser) {
    if (depth == frames.size()) {
      frames.add(new Frame());
    }
    frame = frames.get(depth++);
    frame.begin(call, facts, newInstance, isFinaliser);
    instance = newInstance;
    memory = frame.memory;
    errorCode = ErrorCode.NONE;
    errorMessage = "";
    return frame;
  }

  /** Ends the call that was begun last: host functions work for the one before it again. */
  public void leave() {
    depth--;
    if (depth > 0) {
      frame = frames.get(depth - 1);
      instance = frame.instance;
      memory = frame.memory;
    }
  }

  /** How many calls are going on inside each other. */
  public int depth() {
    return depth;
  }

  /** The storage of this execution. */
  public StorageOverlay storage() {
    return storage;
  }

  /** What contracts have logged. */
  public EventLog log() {
    return log;
  }

  /** Why the call was ended by the host; NONE where it was not. */
  public ErrorCode errorCode() {
    return errorCode;
  }

  /** More about the error. */
  public String errorMessage() {
    return errorMessage;
  }

  /** What was thrown that is no outcome of the contract; null where nothing. */
  public Throwable failure() {
    return failure;
  }

  /** Gas that went for one of the two storage meters. */
  public long storageGas(Meter meter) {
    return meter == Meter.STORAGE_READ ? storageReadGas : storageWriteGas;
  }

  /** Gas that went for memory, of calls that have ended. */
  public long memoryGas() {
    return memoryGas;
  }

  /** Counts gas that went for memory. */
  public void addMemoryGas(long gas) {
    memoryGas += gas;
  }

  /** Counts gas that went for storage outside of any call. */
  public void addStorageWriteGas(long gas) {
    storageWriteGas += gas;
  }

  GasSchedule schedule() {
    return schedule;
  }

  Transaction transaction() {
    return transaction;
  }

  BlockContext block() {
    return block;
  }

  int index() {
    return index;
  }

  /** The call that runs. */
  Frame frame() {
    return frame;
  }

  Registers registers() {
    return frame.registers;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  /** Counts one more promise of this transaction, or action of one. */
  void countPromise() {
    checkLimit(Limit.PROMISES, ++promiseCount);
  }

  /** Counts bytes that a promise of this transaction keeps until it is done. */
  void countPromiseBytes(long bytes) {
    promiseBytes += bytes;
    checkLimit(Limit.PROMISE_BYTES, promiseBytes);
  }

  /** Counts bytes that a promise has returned; whether there is room for them. */
  public boolean keepsResult(byte[] value) {
    promiseBytes += value.length;
    return promiseBytes <= schedule.limit(Limit.PROMISE_BYTES);
  }

  /** Runs a call of another contract. */
  OperationOutcome callContract(Call call) {
    return outside(() -> caller.call(call));
  }

  /** Charges for what compiling code will cost. */
  void chargeCompilation(byte[] code) {
    long gas = outside(() -> caller.compilationGas(code));
    storageWriteGas += gas;
    spend(gas);
    if (gasLeft() < 0) {
      throw fail(ErrorCode.OUT_OF_GAS, "");
    }
  }

  /** Ends the call. */
  HostExit fail(ErrorCode code, String message) {
    errorCode = code;
    errorMessage = message;
    return exit;
  }

  /** Ends the execution because arguments make no sense. */
  HostExit trap(String message) {
    return fail(ErrorCode.TRAP, message);
  }

  /** Asks the view; what it throws ends the execution, and the executor throws it on. */
  <T> T fromView(Supplier<T> question) {
    return outside(question);
  }

  private <T> T outside(Supplier<T> question) {
    try {
      return question.get();
    } catch (StackOverflowError e) {
      throw e; // nothing of the view's: the run is repeated on a larger stack
    } catch (RuntimeException | Error e) {
      failure = e;
      throw exit;
    }
  }

  void charge(Cost cost) {
    charge(cost, 1);
  }

  void charge(Cost cost, long count) {
    charge(cost.meter(), schedule.cost(cost) * count);
  }

  /** Charges for something and for each unit of it, which are paid for the same. */
  void charge(Cost base, Cost perUnit, long count) {
    charge(base.meter(), schedule.cost(base) + schedule.cost(perUnit) * count);
  }

  private void charge(Meter meter, long gas) {
    switch (meter) {
      case STORAGE_READ -> storageReadGas += gas;
      case STORAGE_WRITE -> storageWriteGas += gas;
      case COMPUTE, MEMORY -> {}
    }
    long left = instance.gasLeft() - gas;
    instance.setGasLeft(left);
    if (left < 0) {
      throw fail(ErrorCode.OUT_OF_GAS, "");
    }
  }

  long gasLeft() {
    return instance.gasLeft();
  }

  /** Takes gas that was given to another call or promise, once it is known to suffice. */
  void spend(long gas) {
    instance.setGasLeft(instance.gasLeft() - gas);
  }

  void checkLimit(Limit limit, long count) {
    if (count > schedule.limit(limit)) {
      throw fail(
          ErrorCode.LIMIT_EXCEEDED, limit.description() + ": at most " + schedule.limit(limit));
    }
  }

  /** Checks that a range lies within memory; both numbers are unsigned. */
  int checkRange(long pointer, long length) {
    long size = memory.bytes().length;
    if (pointer < 0 || length < 0 || length > size || pointer > size - length) {
      throw trap("a host function was given memory out of bounds");
    }
    return (int) pointer;
  }

  /** The memory's bytes, of which only checked ranges may be touched. */
  byte[] memoryBytes() {
    return memory.bytes();
  }

  byte[] copyFromMemory(long pointer, long length) {
    int offset = checkRange(pointer, length);
    return Arrays.copyOfRange(memory.bytes(), offset, offset + (int) length);
  }

  void copyToMemory(long pointer, byte[] value) {
    int offset = checkRange(pointer, value.length);
    System.arraycopy(value, 0, memory.bytes(), offset, value.length);
    memory.markWritten(offset, value.length);
  }

  /**
   * Returns the bytes that an argument pair of the register style means: a range of memory, or,
   * where the length is 2^64-1, the content of a register. Charges for them.
   */
  byte[] bytesOf(long length, long pointer, Limit limit) {
    if (length == -1) {
      byte[] value = frame.registers.get(pointer);
      if (value == null) {
        throw trap("a register was read that is not set");
      }
      checkLimit(limit, value.length);
      charge(Cost.HOST_BYTE, value.length);
      return value;
    }
    checkUnsignedLimit(limit, length);
    charge(Cost.HOST_BYTE, length);
    return copyFromMemory(pointer, length);
  }

  private void checkUnsignedLimit(Limit limit, long length) {
    checkLimit(limit, length < 0 ? Long.MAX_VALUE : length);
  }

  /** Makes the state key of a key in memory or in a register. */
  StateKey keyOf(long length, long pointer) {
    if (length == -1) {
      byte[] key = bytesOf(length, pointer, Limit.KEY_BYTES);
      return StateKey.storage(frame.storagePrefix, key, 0, key.length);
    }
    checkUnsignedLimit(Limit.KEY_BYTES, length);
    charge(Cost.HOST_BYTE, length);
    int offset = checkRange(pointer, length);
    return StateKey.storage(frame.storagePrefix, memory.bytes(), offset, (int) length);
  }

  /** The first key behind all of the contract's storage. */
  StateKey storageEnd() {
    return StateKey.storageEnd(frame.storagePrefix);
  }

  int keyLength(StateKey key) {
    return key.bytes().length - frame.storagePrefix.length;
  }

  void setRegister(long register, byte[] value) {
    charge(Cost.HOST_BYTE, value.length);
    byte[] before = frame.registers.get(register);
    checkLimit(Limit.REGISTERS, frame.registers.count() + (before == null ? 1 : 0));
    checkLimit(
        Limit.REGISTER_BYTES,
        frame.registers.totalBytes() + value.length - (before == null ? 0 : before.length));
    frame.registers.set(register, value);
  }

  /** Sets what the call returns, in place of a promise that it was to return. */
  void setReturnValue(byte[] value) {
    frame.returnValue = value;
    frame.promises.setReturned(null);
  }

  /** Counts bytes against the limit that log lines and a panic's message share. */
  void reserveLogBytes(long length) {
    checkUnsignedLimit(Limit.LOG_BYTES, length); // before the sum, which could overflow
    checkLimit(Limit.LOG_BYTES, log.bytes() + length);
    charge(Cost.HOST_BYTE, length);
    log.addBytes(length);
  }

  void log(String line) {
    checkLimit(Limit.LOGS, log.count() + 1L);
    log.add(line);
  }
}
