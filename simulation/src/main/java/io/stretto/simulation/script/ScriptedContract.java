package io.stretto.simulation.script;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.StateView;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Executes the contracts of simulations: scripts, which transactions deploy, upgrade and call as
 * they do WebAssembly. Keys and branches depend on what a run reads, so that a wrong speculation
 * behaves otherwise than the right one. Used by one thread.
 */
public final class ScriptedContract implements Executor {

  private static final long CALL_GAS = 10;
  private static final long DEPLOY_GAS = 50;

  private final Map<Digest, Optional<Script>> scripts = new HashMap<>();

  @Override
  public Execution execute(byte[] payload, BlockContext block, int index, StateView view) {
    RecordText.Decoded decoded = RecordText.decode(payload);
    Transaction transaction = decoded.transaction();
    if (transaction == null) {
      return new Execution(
          "", ExecutionResult.rejected(decoded.errorCode(), decoded.errorMessage()));
    }
    Storage storage = new Storage(view);
    long gas = transaction.kind() == TransactionKind.CALL ? CALL_GAS : DEPLOY_GAS;
    ExecutionResult result;
    if (gas > transaction.gasLimit()) {
      result = ExecutionResult.failed(ErrorCode.OUT_OF_GAS, "", transaction.gasLimit(), List.of());
    } else if (transaction.kind() == TransactionKind.CALL) {
      result = call(transaction, block, storage, gas);
    } else {
      result = deploy(transaction, storage, gas);
    }
    return new Execution(transaction.id(), result);
  }

  private ExecutionResult deploy(Transaction transaction, Storage storage, long gas) {
    byte[] present = storage.read(StateKey.contractRecord(transaction.contract()));
    if (present != null && !ContractRecord.decode(present).owner().equals(transaction.sender())) {
      return failed(ErrorCode.NOT_OWNER, gas, storage);
    }
    Digest hash = Digest.sha256(transaction.arguments());
    if (script(hash, transaction.arguments()).isEmpty()) {
      return failed(ErrorCode.INVALID_CODE, gas, storage);
    }
    if (!storage.has(StateKey.code(hash))) {
      storage.put(StateKey.code(hash), transaction.arguments());
    }
    storage.put(
        StateKey.contractRecord(transaction.contract()),
        new ContractRecord(hash, transaction.sender()).encode());
    return new ExecutionResult(
        ReceiptStatus.SUCCEEDED,
        ErrorCode.NONE,
        "",
        gas,
        new byte[0],
        List.of(),
        storage.observations(),
        storage.writes());
  }

  private ExecutionResult call(
      Transaction transaction, BlockContext block, Storage storage, long gas) {
    byte[] present = storage.read(StateKey.contractRecord(transaction.contract()));
    if (present == null) {
      return failed(ErrorCode.UNKNOWN_CONTRACT, gas, storage);
    }
    Digest hash = ContractRecord.decode(present).codeHash();
    byte[] code = storage.readCode(StateKey.code(hash));
    if (code == null) {
      return failed(ErrorCode.UNKNOWN_CONTRACT, gas, storage);
    }
    List<Script.Operation> function =
        script(hash, code).orElseThrow().function(transaction.function());
    return function == null
        ? failed(ErrorCode.UNKNOWN_FUNCTION, gas, storage)
        : new ScriptRun(transaction, block, storage, gas).run(function);
  }

  private Optional<Script> script(Digest hash, byte[] code) {
    return scripts.computeIfAbsent(
        hash, same -> Script.parse(new String(code, StandardCharsets.UTF_8)));
  }

  private static ExecutionResult failed(ErrorCode code, long gas, Storage storage) {
    return ExecutionResult.failed(code, "", gas, storage.observations());
  }
}
