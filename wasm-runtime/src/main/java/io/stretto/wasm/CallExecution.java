package io.stretto.wasm;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.engine.EngineInstance.Ending;
import io.stretto.wasm.engine.HostExit;
import io.stretto.wasm.engine.HostFunction;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.gas.Meter;
import io.stretto.wasm.host.HostContext;
import io.stretto.wasm.host.HostFunctions;
import io.stretto.wasm.host.StorageOverlay;
import java.util.List;

/**
 * Executes calls: finds the contract and its instance, runs the function, and makes of its ending a
 * result.
 *
 * <p>A panic costs what was used until then. Every other failure of a running contract costs the
 * whole limit, so that no detail of where it happened can reach the state.
 */
final class CallExecution {

  private final ContractRuntime runtime;
  private final GasSchedule schedule;
  private final HostContext host;
  private final StorageOverlay storage;
  private final SlotCache slots;
  private final List<HostFunction> hostFunctions;
  private final long transactionGas;
  private final long argumentByteGas;
  private final long initialPageGas;
  private final int callDepth;
  private GasMeters lastMeters = new GasMeters(0, 0, 0, 0);

  CallExecution(ContractRuntime runtime, HostContext host, SlotCache slots) {
    this.runtime = runtime;
    this.schedule = runtime.settings().schedule();
    this.host = host;
    this.storage = host.storage();
    this.slots = slots;
    this.hostFunctions = HostFunctions.bind(host);
    this.transactionGas = schedule.cost(Cost.TRANSACTION);
    this.argumentByteGas = schedule.cost(Cost.ARGUMENT_BYTE);
    this.initialPageGas = schedule.cost(Cost.INITIAL_PAGE);
    this.callDepth = (int) schedule.limit(Limit.CALL_DEPTH);
  }

  GasMeters lastMeters() {
    return lastMeters;
  }

  void dropInstance(String contract) {
    ContractSlot slot = slots.slot(contract);
    slot.instance = null;
    slots.account(slot);
  }

  ExecutionResult execute(
      Transaction transaction, BlockContext block, int index, StateView view, boolean readOnly) {
    try {
      return attempt(transaction, block, index, view, readOnly);
    } catch (LinkageError e) {
      ContractSlot slot = slots.slot(transaction.contract());
      if (slot.contract == null || !slot.contract.interpretFromNowOn()) {
        throw e;
      }
      return attempt(transaction, block, index, view, readOnly);
    }
  }

  private ExecutionResult attempt(
      Transaction transaction, BlockContext block, int index, StateView view, boolean readOnly) {
    long limit = transaction.gasLimit();
    long base = transactionGas + argumentByteGas * transaction.arguments().length;
    if (base > limit) {
      return ExecutionResult.failed(ErrorCode.OUT_OF_GAS, "", limit, List.of());
    }
    storage.begin(view);
    ContractSlot slot = slots.slot(transaction.contract());
    ContractRecord contractRecord = slot.observe(storage, view);
    if (contractRecord == null) {
      return failed(ErrorCode.UNKNOWN_CONTRACT, "no contract " + transaction.contract(), base);
    }
    if (slot.contract == null) {
      ExecutionResult refusal = load(slot, contractRecord.codeHash(), view, base);
      if (refusal != null) {
        return refusal;
      }
    }
    int function = slot.contract.callableFunction(transaction.function());
    if (function < 0) {
      return failed(
          ErrorCode.UNKNOWN_FUNCTION, "no function that can be called has this name", base);
    }
    long start = base + initialPageGas * slot.contract.memoryPages();
    if (start > limit) {
      return failed(ErrorCode.OUT_OF_GAS, "", limit);
    }
    if (slot.instance == null) {
      slot.instance = slot.contract.engineModule().instantiate(hostFunctions);
      slots.account(slot);
    }
    host.begin(transaction, block, index, slot.storagePrefix, readOnly);
    return run(slot, function, limit, start);
  }

  /** Finds the contract's code; returns a result only where that fails. */
  private ExecutionResult load(ContractSlot slot, Digest hash, StateView view, long base) {
    slot.contract = runtime.cached(hash);
    if (slot.contract != null) {
      return null;
    }
    StateKey codeKey = StateKey.code(hash);
    byte[] code = view.read(codeKey);
    if (code == null) {
      // A record without code is a view that never was the state: the observation will not hold.
      // The view is not asked again, since another execution may have given it the code meanwhile.
      storage.enterRead(new Observation.Exact(codeKey, Fingerprint.ABSENT), null);
      return failed(ErrorCode.UNKNOWN_CONTRACT, "the contract's code is missing", base);
    }
    if (!Digest.sha256(code).equals(hash)) {
      throw new IllegalStateException("the state holds other code under " + hash);
    }
    try {
      slot.contract = runtime.load(hash, code);
      return null;
    } catch (InvalidCodeException e) {
      return failed(ErrorCode.INVALID_CODE, e.getMessage(), base);
    }
  }

  private ExecutionResult run(ContractSlot slot, int function, long limit, long start) {
    EngineInstance instance = slot.instance;
    instance.setGasLeft(limit - start);
    instance.setDepthLeft(callDepth);
    host.enter(instance);
    boolean reusable = false;
    try {
      Ending ending = runToEnd(instance, function);
      reusable = ending == Ending.RETURNED || instance.survivesFailure();
      return result(ending, slot, limit);
    } finally {
      if (reusable) {
        instance.reset();
      } else {
        slot.instance = null;
      }
      slots.account(slot);
    }
  }

  /** Returns how the run ended; null where a host function ended it. */
  private Ending runToEnd(EngineInstance instance, int function) {
    try {
      return instance.run(function);
    } catch (HostExit exit) {
      if (host.viewFailure() != null) {
        throw Results.rethrow(host.viewFailure());
      }
      return null;
    }
  }

  private ExecutionResult result(Ending ending, ContractSlot slot, long limit) {
    EngineInstance instance = slot.instance;
    if (ending == null) {
      boolean panicked = host.errorCode() == ErrorCode.PANIC;
      return failedRun(
          host.errorCode(), host.errorMessage(), panicked ? limit - instance.gasLeft() : limit);
    }
    if (ending == Ending.TRAPPED) {
      return trapped(instance, limit);
    }
    long used = limit - instance.gasLeft();
    long memoryGas =
        instance.memory().pagesAskedFor() * schedule.cost(Cost.MEMORY_PAGE)
            + slot.contract.memoryPages() * initialPageGas;
    lastMeters =
        GasMeters.of(
            used,
            memoryGas,
            host.storageGas(Meter.STORAGE_READ),
            host.storageGas(Meter.STORAGE_WRITE));
    return new ExecutionResult(
        ReceiptStatus.SUCCEEDED,
        ErrorCode.NONE,
        "",
        used,
        host.returnValue(),
        host.logs(),
        storage.observations(),
        storage.writes());
  }

  private ExecutionResult trapped(EngineInstance instance, long limit) {
    if (instance.gasLeft() < 0) {
      return failedRun(ErrorCode.OUT_OF_GAS, "", limit);
    }
    if (instance.depthLeft() < 0) {
      return failedRun(ErrorCode.LIMIT_EXCEEDED, "call depth", limit);
    }
    return failedRun(ErrorCode.TRAP, "WebAssembly trap", limit);
  }

  private ExecutionResult failedRun(ErrorCode code, String message, long gasUsed) {
    lastMeters =
        GasMeters.of(
            gasUsed, 0, host.storageGas(Meter.STORAGE_READ), host.storageGas(Meter.STORAGE_WRITE));
    return failed(code, message, gasUsed);
  }

  private ExecutionResult failed(ErrorCode code, String message, long gasUsed) {
    return ExecutionResult.failed(code, message, gasUsed, storage.observations());
  }
}
