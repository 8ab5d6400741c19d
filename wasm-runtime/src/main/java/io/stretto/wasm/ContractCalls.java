package io.stretto.wasm;

import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.engine.EngineInstance.Ending;
import io.stretto.wasm.engine.EngineModule;
import io.stretto.wasm.engine.HostExit;
import io.stretto.wasm.engine.HostFunction;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.Call;
import io.stretto.wasm.host.Frame;
import io.stretto.wasm.host.HostContext;
import io.stretto.wasm.host.HostFunctions;
import io.stretto.wasm.host.PromiseList;
import io.stretto.wasm.host.StorageOverlay;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs single calls of contracts: finds the contract and an instance, runs the function, and tells
 * how it ended. What failed is not taken back here.
 *
 * <p>A panic costs what was used until then. Every other failure of a running contract costs the
 * whole limit, so that no detail of where it happened can reach the state.
 */
final class ContractCalls {

  /** What a call inside another takes of the call depth, for the frames of the host. */
  private static final int NESTED_DEPTH = 256;

  private final ContractRuntime runtime;
  private final GasSchedule schedule;
  private final HostContext host;
  private final StorageOverlay storage;
  private final SlotCache slots;
  private final List<HostFunction> hostFunctions;
  private final Checkpoints checkpoints;
  private final List<ContractSlot> touched = new ArrayList<>();
  private final List<EngineInstance> running = new ArrayList<>();
  private final long argumentByteGas;
  private final long initialPageGas;
  private final long checkpointBlockGas;
  private final long memoryPageGas;
  private final int callDepth;
  private StateView view;

  ContractCalls(ContractRuntime runtime, HostContext host, SlotCache slots) {
    this.runtime = runtime;
    this.schedule = runtime.settings().schedule();
    this.host = host;
    this.storage = host.storage();
    this.slots = slots;
    this.hostFunctions = HostFunctions.bind(host);
    this.checkpoints = new Checkpoints(host, this::takeInstance);
    this.argumentByteGas = schedule.cost(Cost.ARGUMENT_BYTE);
    this.initialPageGas = schedule.cost(Cost.INITIAL_PAGE);
    this.checkpointBlockGas = schedule.cost(Cost.CHECKPOINT_BLOCK);
    this.memoryPageGas = schedule.cost(Cost.MEMORY_PAGE);
    this.callDepth = (int) schedule.limit(Limit.CALL_DEPTH);
  }

  Checkpoints checkpoints() {
    return checkpoints;
  }

  /** Begins a transaction. */
  void begin(StateView newView) {
    view = newView;
    for (ContractSlot slot : touched) {
      slot.isTouched = false;
    }
    touched.clear();
  }

  /** Ends a transaction; one without an outcome leaves no instance behind. */
  void end(boolean hasOutcome) {
    if (hasOutcome) {
      checkpoints.end();
    } else {
      checkpoints.abandon();
      running.clear();
      touched.forEach(slot -> slot.calls = 0);
    }
    for (ContractSlot slot : touched) {
      slots.account(slot);
    }
  }

  /** Drops the instances that the last transaction used. */
  void dropInstances() {
    for (ContractSlot slot : touched) {
      slot.instance = null;
      slots.account(slot);
    }
  }

  /** Finds a contract's slot for this transaction. */
  ContractSlot slot(String contract) {
    ContractSlot slot = slots.slot(contract);
    if (!slot.isTouched) {
      slot.isTouched = true;
      touched.add(slot);
    }
    return slot;
  }

  /** Reads a contract's record, which makes an observation; null where there is no contract. */
  ContractRecord observe(ContractSlot slot) {
    return slot.observe(storage, view);
  }

  /** Runs a call to the end of its function. */
  ContractRun run(Call call) {
    long base = argumentByteGas * call.arguments().length;
    if (base > call.gasLimit()) {
      return failed(ErrorCode.OUT_OF_GAS, "", call.gasLimit());
    }
    ContractSlot slot = slot(call.contract());
    ContractRecord contractRecord = observe(slot);
    if (contractRecord == null) {
      return failed(ErrorCode.UNKNOWN_CONTRACT, "no contract " + call.contract(), base);
    }
    if (slot.contract == null) {
      ContractRun refusal = load(slot, contractRecord.codeHash(), base);
      if (refusal != null) {
        return refusal;
      }
    }
    if (slot.calls > 0 && !slot.contract.allowsReentrancy()) {
      String message = call.contract() + " is being called already";
      return failed(ErrorCode.REENTRANT_CALL, message, base);
    }
    int function = slot.contract.callableFunction(call.function());
    if (function < 0) {
      return failed(
          ErrorCode.UNKNOWN_FUNCTION, "no function that can be called has this name", base);
    }
    return enter(slot, call, function, base);
  }

  /** Runs the finaliser of a live instance. */
  ContractRun finish(LiveInstance live, Call call) {
    live.isFinished = true;
    return runLive(live, call, live.slot.contract.finaliser(), 0, true);
  }

  /** Finds the contract's code; returns a result only where that fails. */
  private ContractRun load(ContractSlot slot, Digest hash, long base) {
    slot.contract = runtime.cached(hash);
    if (slot.contract != null) {
      return null;
    }
    StateKey codeKey = StateKey.code(hash);
    byte[] own = storage.written(codeKey);
    byte[] code = own == null ? view.read(codeKey) : own;
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

  private ContractRun enter(ContractSlot slot, Call call, int function, long base) {
    boolean livesOn = slot.contract.livesOn();
    LiveInstance live = livesOn ? checkpoints.find(slot) : null;
    long entryGas =
        live == null
            ? initialPageGas * slot.contract.memoryPages()
            : checkpointBlockGas * checkpoints.blocksToKeep(live);
    if (base + entryGas > call.gasLimit()) {
      return failed(ErrorCode.OUT_OF_GAS, "", call.gasLimit());
    }
    ContractRun refusal = checkRoom(live == null ? slot.contract.memoryPages() : 0, call);
    if (refusal != null) {
      return refusal;
    }
    host.addMemoryGas(entryGas);
    if (!livesOn) {
      return run(slot, takeInstance(slot), call, function, base + entryGas, false);
    }
    if (live == null) {
      live = checkpoints.add(slot);
    } else {
      checkpoints.keepImage(live);
    }
    live.isFinished = false;
    return runLive(live, call, function, base + entryGas, false);
  }

  private ContractRun runLive(
      LiveInstance live, Call call, int function, long startGas, boolean isFinaliser) {
    ContractRun run = run(live.slot, live.instance, call, function, startGas, isFinaliser);
    if (!run.outcome().hasSucceeded() && !live.instance.survivesFailure()) {
      live.instance = null;
    }
    return run;
  }

  /** Refuses a call for which there is no room beside those that are going on. */
  private ContractRun checkRoom(int pages, Call call) {
    if (running.isEmpty() && !checkpoints.hasLive()) {
      return null;
    }
    if (running.size() >= schedule.limit(Limit.NESTED_CALLS)) {
      return limitExceeded(Limit.NESTED_CALLS, call);
    }
    long total = pages + checkpoints.idlePages();
    for (EngineInstance instance : running) {
      total += instance.memory().bytes().length >>> 16;
    }
    return total > schedule.limit(Limit.LIVE_MEMORY_PAGES)
        ? limitExceeded(Limit.LIVE_MEMORY_PAGES, call)
        : null;
  }

  private ContractRun limitExceeded(Limit limit, Call call) {
    return failed(
        ErrorCode.LIMIT_EXCEEDED,
        limit.description() + ": at most " + schedule.limit(limit),
        call.gasLimit());
  }

  /** Takes the contract's instance, or makes another one. */
  private EngineInstance takeInstance(ContractSlot slot) {
    EngineModule module = slot.contract.engineModule();
    EngineInstance instance = slot.instance;
    slot.instance = null;
    return instance != null && instance.isOf(module) ? instance : module.instantiate(hostFunctions);
  }

  private ContractRun run(
      ContractSlot slot,
      EngineInstance instance,
      Call call,
      int function,
      long startGas,
      boolean isFinaliser) {
    instance.setGasLeft(call.gasLimit() - startGas);
    instance.setDepthLeft(
        running.isEmpty() ? callDepth : (int) running.getLast().depthLeft() - NESTED_DEPTH);
    long grownBefore = instance.memory().pagesGrownTo();
    Frame frame = host.enter(call, slot, instance, isFinaliser);
    running.add(instance);
    slot.calls++;
    Ending ending = runToEnd(slot, instance, function);
    slot.calls--;
    running.removeLast();
    host.leave();
    if (ending == Ending.RETURNED) {
      host.addMemoryGas((instance.memory().pagesGrownTo() - grownBefore) * memoryPageGas);
    }
    ContractRun run = result(ending, instance, frame, call.gasLimit());
    if (!slot.isLive && (ending == Ending.RETURNED || instance.survivesFailure())) {
      instance.reset();
      slot.instance = instance;
      if (touched.size() > 1) {
        slots.account(slot); // a transaction may call more contracts than can be kept
      }
    }
    return run;
  }

  /** Returns how the run ended; null where a host function ended it. */
  private Ending runToEnd(ContractSlot slot, EngineInstance instance, int function) {
    try {
      return instance.run(function);
    } catch (HostExit exit) {
      if (host.failure() != null) {
        throw Results.rethrow(host.failure());
      }
      return null;
    } catch (LinkageError e) {
      if (!slot.contract.interpretFromNowOn()) {
        throw e;
      }
      throw new RestartException(e);
    }
  }

  private ContractRun result(Ending ending, EngineInstance instance, Frame frame, long limit) {
    if (ending == null) {
      // Promises that will not be have used nothing of what they were given.
      boolean panicked = host.errorCode() == ErrorCode.PANIC;
      long used = limit - instance.gasLeft() - frame.promises().givenGas();
      return failed(host.errorCode(), host.errorMessage(), panicked ? used : limit);
    }
    if (ending == Ending.TRAPPED) {
      return trapped(instance, limit);
    }
    PromiseList promises = frame.promises();
    if (promises.isEmpty()) {
      return ContractRun.of(
          OperationOutcome.succeeded(limit - instance.gasLeft(), frame.returnValue()));
    }
    long left = instance.gasLeft() - promises.shareByWeight(instance.gasLeft());
    return new ContractRun(
        OperationOutcome.succeeded(limit - left, frame.returnValue()),
        promises.promises(),
        promises.returned(),
        promises.givenGas());
  }

  private static ContractRun trapped(EngineInstance instance, long limit) {
    if (instance.gasLeft() < 0) {
      return failed(ErrorCode.OUT_OF_GAS, "", limit);
    }
    if (instance.depthLeft() < 0) {
      return failed(ErrorCode.LIMIT_EXCEEDED, "call depth", limit);
    }
    return failed(ErrorCode.TRAP, "WebAssembly trap", limit);
  }

  private static ContractRun failed(ErrorCode code, String message, long gasUsed) {
    return ContractRun.of(OperationOutcome.failed(code, message, gasUsed));
  }
}
