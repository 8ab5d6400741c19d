package io.stretto.wasm;

import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.host.HostContext;
import io.stretto.wasm.host.StorageOverlay;
import java.util.List;

/**
 * Executes deployments. Whoever deploys under a new name owns the contract; only the owner may
 * deploy under that name again.
 */
final class DeployExecution {

  private static final byte[] NOTHING = {};

  private final ContractRuntime runtime;
  private final StorageOverlay storage;
  private final SlotCache slots;

  DeployExecution(ContractRuntime runtime, HostContext host, SlotCache slots) {
    this.runtime = runtime;
    this.storage = host.storage();
    this.slots = slots;
  }

  ExecutionResult execute(Transaction transaction, StateView view) {
    byte[] code = transaction.arguments();
    GasSchedule schedule = runtime.settings().schedule();
    long gas =
        schedule.cost(Cost.TRANSACTION)
            + schedule.cost(Cost.DEPLOY)
            + schedule.cost(Cost.DEPLOY_BYTE) * code.length;
    if (gas > transaction.gasLimit()) {
      return ExecutionResult.failed(ErrorCode.OUT_OF_GAS, "", transaction.gasLimit(), List.of());
    }
    storage.begin(view);
    ContractSlot slot = slots.slot(transaction.contract());
    ContractRecord present = slot.observe(storage, view);
    slots.account(slot);
    if (present != null && !present.owner().equals(transaction.sender())) {
      return failed(ErrorCode.NOT_OWNER, "the contract belongs to " + present.owner(), gas);
    }
    Digest hash = Digest.sha256(code);
    try {
      gas += runtime.load(hash, code).compilationGas(schedule);
    } catch (InvalidCodeException e) {
      return failed(ErrorCode.INVALID_CODE, e.getMessage(), gas);
    }
    if (gas > transaction.gasLimit()) {
      return failed(ErrorCode.OUT_OF_GAS, "", transaction.gasLimit());
    }
    StateKey codeKey = StateKey.code(hash);
    if (!storage.has(codeKey)) {
      storage.put(codeKey, code);
    }
    storage.put(slot.recordKey, new ContractRecord(hash, transaction.sender()).encode());
    return new ExecutionResult(
        ReceiptStatus.SUCCEEDED,
        ErrorCode.NONE,
        "",
        gas,
        NOTHING,
        List.of(),
        storage.observations(),
        storage.writes());
  }

  private ExecutionResult failed(ErrorCode code, String message, long gas) {
    return ExecutionResult.failed(code, message, gas, storage.observations());
  }
}
