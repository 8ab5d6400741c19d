package io.stretto.wasm;

import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Int128;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.StateKey;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.host.HostContext;
import io.stretto.wasm.host.StorageOverlay;
import io.stretto.wasm.host.StorageUsage;

/**
 * Executes deployments. Whoever deploys under a new name owns the contract; only the owner may
 * deploy under that name again.
 */
final class Deployments {

  private static final byte[] NOTHING = {};

  private final ContractRuntime runtime;
  private final GasSchedule schedule;
  private final HostContext host;
  private final StorageOverlay storage;
  private final ContractCalls calls;

  Deployments(ContractRuntime runtime, HostContext host, ContractCalls calls) {
    this.runtime = runtime;
    this.schedule = runtime.settings().schedule();
    this.host = host;
    this.storage = host.storage();
    this.calls = calls;
  }

  /** Executes an operation that deploys. */
  OperationOutcome deploy(String contract, byte[] code, String sender, long gasLimit) {
    long gas = schedule.cost(Cost.DEPLOY) + schedule.cost(Cost.DEPLOY_BYTE) * code.length;
    if (gas > gasLimit) {
      return OperationOutcome.failed(ErrorCode.OUT_OF_GAS, "", gasLimit);
    }
    ContractSlot slot = calls.slot(contract);
    ContractRecord present = calls.observe(slot);
    if (present != null && !present.owner().equals(sender)) {
      return OperationOutcome.failed(
          ErrorCode.NOT_OWNER, "the contract belongs to " + present.owner(), gas);
    }
    OperationOutcome outcome = replace(slot, present, code, sender, gas, gasLimit);
    host.addStorageWriteGas(outcome.gasUsed());
    return outcome;
  }

  /** What compiling code will cost; nothing where it will be refused. */
  long compilationGas(byte[] code) {
    try {
      return runtime.load(Digest.sha256(code), code).compilationGas(schedule);
    } catch (InvalidCodeException e) {
      return 0;
    }
  }

  /**
   * Puts code in place that a promise brings, which paid when it was made. Counting the storage
   * that is there already may cost as much as the base of a deployment, which pays for it.
   */
  OperationOutcome replacePaid(
      ContractSlot slot, ContractRecord present, byte[] code, String owner) {
    long gasLimit = compilationGas(code) + schedule.cost(Cost.DEPLOY);
    return replace(slot, present, code, owner, 0, gasLimit);
  }

  /** Puts code in place; what has to be paid for its bytes has been. */
  private OperationOutcome replace(
      ContractSlot slot,
      ContractRecord present,
      byte[] code,
      String owner,
      long gasBefore,
      long gasLimit) {
    if (slot.isInUse()) {
      return OperationOutcome.failed(
          ErrorCode.REENTRANT_CALL, slot.name + " takes part in this transaction", gasBefore);
    }
    Digest hash = Digest.sha256(code);
    LoadedContract contract;
    try {
      contract = runtime.load(hash, code);
    } catch (InvalidCodeException e) {
      return OperationOutcome.failed(ErrorCode.INVALID_CODE, e.getMessage(), gasBefore);
    }
    long gas = gasBefore + contract.compilationGas(schedule);
    if (gas > gasLimit) {
      return OperationOutcome.failed(ErrorCode.OUT_OF_GAS, "", gasLimit);
    }
    StorageUsage.Measurement measured =
        countStorage(slot, contract, present != null, gasLimit - gas);
    if (measured.failure() != ErrorCode.NONE) {
      return OperationOutcome.failed(measured.failure(), "counting the storage", gasLimit);
    }
    StateKey codeKey = StateKey.code(hash);
    if (!storage.has(codeKey)) {
      storage.put(codeKey, code);
    }
    storage.put(slot.recordKey, new ContractRecord(hash, owner).encode());
    return OperationOutcome.succeeded(gas + measured.gas(), NOTHING);
  }

  /**
   * Begins to count what the contract's storage takes if the new code asks for it, or ends that.
   * Returns what came of counting; zero where nothing had to be counted.
   */
  private StorageUsage.Measurement countStorage(
      ContractSlot slot, LoadedContract contract, boolean isUpgrade, long gasLimit) {
    StateKey usageKey = StateKey.storageUsage(slot.name);
    if (!contract.countsStorage()) {
      if (isUpgrade && storage.has(usageKey)) {
        storage.put(usageKey, null);
      }
      return StorageUsage.Measurement.NONE;
    }
    if (!isUpgrade) {
      storage.put(usageKey, Int128.ZERO.encode());
      return StorageUsage.Measurement.NONE;
    }
    if (storage.has(usageKey)) {
      return StorageUsage.Measurement.NONE;
    }
    StorageUsage.Measurement measured =
        StorageUsage.measure(storage, slot.storagePrefix(), schedule, gasLimit);
    if (measured.failure() == ErrorCode.NONE) {
      storage.put(usageKey, Int128.of(measured.bytes()).encode());
    }
    return measured;
  }
}
