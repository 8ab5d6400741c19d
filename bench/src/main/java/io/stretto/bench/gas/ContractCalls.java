package io.stretto.bench.gas;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Operation;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.TransactionRules;
import io.stretto.protocol.Write;
import io.stretto.protocol.memory.StateMap;
import io.stretto.wasm.ContractRuntime;
import io.stretto.wasm.RuntimeSettings;
import io.stretto.wasm.TransactionExecutor;
import java.util.Collections;
import java.util.List;

/** Deployments and calls over a state on the heap, which calls do not change. For one thread. */
public final class ContractCalls {

  private static final BlockContext BLOCK =
      new BlockContext(0, 1, Digest.sha256(new byte[0]), 1_700_000_000_000L);

  private final StateMap state = new StateMap();
  private final TransactionExecutor executor;
  private long deploymentGas;

  /** Makes an executor with settings as they are by default. */
  public ContractCalls() {
    this(RuntimeSettings.DEFAULT);
  }

  /** Makes an executor. */
  public ContractCalls(RuntimeSettings settings) {
    this.executor = new ContractRuntime(settings).newExecutor();
  }

  /** Deploys code, which must be accepted. */
  public ContractCalls deploy(String contract, byte[] code) {
    ExecutionResult result = execute(transaction(TransactionKind.DEPLOY, contract, "", code));
    deploymentGas = result.gasUsed();
    result.writes().forEach(state::apply);
    return this;
  }

  /** The gas of the last deployment. */
  public long deploymentGas() {
    return deploymentGas;
  }

  /** Gives a contract a stored value. */
  public void store(String contract, byte[] key, byte[] value) {
    byte[] prefix = StateKey.storagePrefix(contract);
    state.apply(new Write(StateKey.storage(prefix, key, 0, key.length), value));
  }

  /** Calls of a contract's function {@code run}, which must succeed. */
  public Scenario call(String contract) {
    Transaction transaction = transaction(TransactionKind.CALL, contract, "run", new byte[0]);
    return () -> execute(transaction).gasUsed();
  }

  /** Bundles of so many calls of a contract's function {@code run}, which must succeed. */
  public Scenario bundle(String contract, int calls) {
    Operation call = Operation.call(contract, "run", new byte[0]);
    Transaction transaction =
        new Transaction(
            "",
            "sender",
            Collections.nCopies(calls, call),
            TransactionRules.GAS_LIMIT_MAXIMUM,
            0,
            List.of());
    return () -> execute(transaction).gasUsed();
  }

  private static Transaction transaction(
      TransactionKind kind, String contract, String function, byte[] arguments) {
    return new Transaction(
        "",
        "sender",
        kind,
        contract,
        function,
        arguments,
        TransactionRules.GAS_LIMIT_MAXIMUM,
        0,
        List.of());
  }

  private ExecutionResult execute(Transaction transaction) {
    ExecutionResult result = executor.execute(transaction, BLOCK, 0, state);
    if (result.errorCode() != ErrorCode.NONE) {
      throw new IllegalStateException(result.errorCode() + " " + result.errorMessage());
    }
    return result;
  }
}
