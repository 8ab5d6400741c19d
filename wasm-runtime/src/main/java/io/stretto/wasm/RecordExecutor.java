package io.stretto.wasm;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.StateView;
import io.stretto.schemas.DecodedTransaction;
import io.stretto.schemas.TransactionCodec;

/**
 * Executes records of the transactions topic as they are: decodes the transaction and runs it, or
 * rejects what is none. Used by one thread.
 */
public final class RecordExecutor implements Executor {

  private final TransactionCodec codec = new TransactionCodec();
  private final TransactionExecutor executor;

  /** Creates an executor that runs contracts in a runtime. */
  public RecordExecutor(ContractRuntime runtime) {
    this.executor = runtime.newExecutor();
  }

  @Override
  public Execution execute(byte[] payload, BlockContext block, int index, StateView view) {
    return switch (codec.decode(payload)) {
      case DecodedTransaction.Valid valid -> {
        Transaction transaction = valid.transaction();
        yield new Execution(transaction.id(), executor.execute(transaction, block, index, view));
      }
      case DecodedTransaction.Invalid invalid ->
          new Execution("", ExecutionResult.rejected(invalid.errorCode(), invalid.message()));
    };
  }

  /** The declared priority of a record; 0 where it is no transaction. */
  public static int priority(byte[] payload) {
    return new TransactionCodec().decode(payload) instanceof DecodedTransaction.Valid valid
        ? valid.transaction().priority()
        : 0;
  }
}
