package io.stretto.wasm.host;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ErrorCode;
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
 * All that host functions work on during one execution: the instance, its gas, the storage, the
 * registers, the outcome so far. Each check that fails ends the execution before anything is
 * changed. One is used for one execution after the other, by one thread.
 */
public final class HostContext {

  private static final byte[] NOTHING = {};

  private final GasSchedule schedule;
  private final HostExit exit = new HostExit();
  private final StorageOverlay storage = new StorageOverlay();
  private final Registers registers = new Registers();
  private final List<String> logs = new ArrayList<>();

  private EngineInstance instance;
  private GuestMemory memory;
  private Transaction transaction;
  private BlockContext block;
  private int index;
  private byte[] storagePrefix = NOTHING;
  private boolean readOnly;
  private byte[] returnValue = NOTHING;
  private long logBytes;
  private long storageReadGas;
  private long storageWriteGas;
  private ErrorCode errorCode = ErrorCode.NONE;
  private String errorMessage = "";
  private Throwable viewFailure;

  /** Makes a context that keeps to a schedule. */
  public HostContext(GasSchedule schedule) {
    this.schedule = schedule;
  }

  /** Forgets the last execution and begins another; the storage has been begun before. */
  public void begin(
      Transaction newTransaction,
      BlockContext newBlock,
      int newIndex,
      byte[] newStoragePrefix,
      boolean isReadOnly) {
    transaction = newTransaction;
    block = newBlock;
    index = newIndex;
    storagePrefix = newStoragePrefix;
    readOnly = isReadOnly;
    registers.clear();
    logs.clear();
    returnValue = NOTHING;
    logBytes = 0;
    storageReadGas = 0;
    storageWriteGas = 0;
    errorCode = ErrorCode.NONE;
    errorMessage = "";
    viewFailure = null;
  }

  /** Sets the instance that runs. */
  public void enter(EngineInstance newInstance) {
    instance = newInstance;
    memory = newInstance.memory();
  }

  /** The storage of this execution. */
  public StorageOverlay storage() {
    return storage;
  }

  /** Why the execution was ended by the host; NONE where it was not. */
  public ErrorCode errorCode() {
    return errorCode;
  }

  /** More about the error. */
  public String errorMessage() {
    return errorMessage;
  }

  /** What the state view threw, which is no outcome of the contract; null where nothing. */
  public Throwable viewFailure() {
    return viewFailure;
  }

  /** What the contract returned. */
  public byte[] returnValue() {
    return returnValue;
  }

  /** A copy of what the contract logged. */
  public List<String> logs() {
    return List.copyOf(logs);
  }

  /** Gas that went for one of the two storage meters. */
  public long storageGas(Meter meter) {
    return meter == Meter.STORAGE_READ ? storageReadGas : storageWriteGas;
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

  Registers registers() {
    return registers;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  /** Ends the execution. */
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
    try {
      return question.get();
    } catch (StackOverflowError e) {
      throw e; // nothing of the view's: the run is repeated on a larger stack
    } catch (RuntimeException | Error e) {
      viewFailure = e;
      throw exit;
    }
  }

  void charge(Cost cost) {
    charge(cost, 1);
  }

  void charge(Cost cost, long count) {
    long gas = schedule.cost(cost) * count;
    switch (cost.meter()) {
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
      byte[] value = registers.get(pointer);
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
      return StateKey.storage(storagePrefix, key, 0, key.length);
    }
    checkUnsignedLimit(Limit.KEY_BYTES, length);
    charge(Cost.HOST_BYTE, length);
    int offset = checkRange(pointer, length);
    return StateKey.storage(storagePrefix, memory.bytes(), offset, (int) length);
  }

  /** The first key behind all of the contract's storage. */
  StateKey storageEnd() {
    return StateKey.storageEnd(storagePrefix);
  }

  int keyLength(StateKey key) {
    return key.bytes().length - storagePrefix.length;
  }

  void setRegister(long register, byte[] value) {
    charge(Cost.HOST_BYTE, value.length);
    byte[] before = registers.get(register);
    checkLimit(Limit.REGISTERS, registers.count() + (before == null ? 1 : 0));
    checkLimit(
        Limit.REGISTER_BYTES,
        registers.totalBytes() + value.length - (before == null ? 0 : before.length));
    registers.set(register, value);
  }

  void setReturnValue(byte[] value) {
    returnValue = value;
  }

  /** Counts bytes against the limit that log lines and a panic's message share. */
  void reserveLogBytes(long length) {
    checkUnsignedLimit(Limit.LOG_BYTES, length); // before the sum, which could overflow
    checkLimit(Limit.LOG_BYTES, logBytes + length);
    charge(Cost.HOST_BYTE, length);
    logBytes += length;
  }

  void log(String line) {
    checkLimit(Limit.LOGS, logs.size() + 1L);
    logs.add(line);
  }
}
