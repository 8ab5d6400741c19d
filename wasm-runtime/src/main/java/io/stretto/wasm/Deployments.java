package io.stretto.wasm;

import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Int128;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.host.HostContext;
import io.stretto.wasm.host.StorageOverlay;
import io.stretto.wasm.host.StorageUsage;
import java.util.OptionalLong;

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
  OperationOutcome deploy(
      String contract, byte[] code, String sender, long gasLimit, StateView view) {
    long gas = schedule.cost(Cost.DEPLOY) + schedule.cost(Cost.DEPLOY_BYTE) * code.length;
    if (gas > gasLimit) {
      return OperationOutcome.failed(ErrorCode.OUT_OF_GAS, "", gasLimit);
    }
    ContractSlot slot = calls.slot(contract);
    ContractRecord present = slot.observe(storage, view);
    if (present != null && !present.owner().equals(sender)) {
      return OperationOutcome.failed(
          ErrorCode.NOT_OWNER, "the contract belongs to " + present.owner(), gas);
    }
    OperationOutcome outcome = replace(slot, present, code, sender, gas, gasLimit);
    host.addStorageWriteGas(outcome.gasUsed());
    return outcome;
  }

  /** Puts code in place; what has to be paid for its bytes has been. */
  OperationOutcome replace(
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
    OptionalLong countingGas = countStorage(slot, contract, present != null, gasLimit - gas);
    if (countingGas.isEmpty()) {
      return OperationOutcome.failed(ErrorCode.OUT_OF_GAS, "", gasLimit);
    }
    StateKey codeKey = StateKey.code(hash);
    if (!storage.has(codeKey)) {
      storage.put(codeKey, code);
    }
    storage.put(slot.recordKey, new ContractRecord(hash, owner).encode());
    return OperationOutcome.succeeded(gas + countingGas.getAsLong(), NOTHING);
  }

  /**
   * Begins to count what the contract's storage takes if the new code asks for it, or ends that.
   * Returns what it cost; empty where that is too much.
   */
  private OptionalLong countStorage(
      ContractSlot slot, LoadedContract contract, boolean isUpgrade, long gasLimit) {
    StateKey usageKey = StateKey.storageUsage(slot.name);
    if (!contract.countsStorage()) {
      if (isUpgrade && storage.has(usageKey)) {
        storage.put(usageKey, null);
      }
      return OptionalLong.of(0);
    }
    if (!isUpgrade) {
      storage.put(usageKey, Int128.ZERO.encode());
      return OptionalLong.of(0);
    }
    if (storage.has(usageKey)) {
      return OptionalLong.of(0);
    }
    StorageUsage.Measurement measured =
        StorageUsage.measure(storage, slot.storagePrefix(), schedule, gasLimit);
    if (measured == null) {
      return OptionalLong.empty();
    }
    storage.put(usageKey, Int128.of(measured.bytes()).encode());
    return OptionalLong.of(measured.gas());
  }
}
