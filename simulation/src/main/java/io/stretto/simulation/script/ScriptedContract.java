package io.stretto.simulation.script;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.StateView;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Executes the contracts of simulations: scripts, which transactions deploy, upgrade and call as
 * they do WebAssembly. Keys and branches depend on what a run reads, so that a wrong speculation
 * behaves otherwise than the right one. Used by one thread.
 */
public final class ScriptedContract implements Executor {

  private final Map<Digest, Optional<Script>> scripts = new HashMap<>();

  @Override
  public Execution execute(byte[] payload, BlockContext block, int index, StateView view) {
    RecordText.Decoded decoded = RecordText.decode(payload);
    Transaction transaction = decoded.transaction();
    if (transaction == null) {
      return new Execution(
          "", ExecutionResult.rejected(decoded.errorCode(), decoded.errorMessage()));
    }
    TransactionRun run = new TransactionRun(transaction, block, new Storage(view), this::script);
    return new Execution(transaction.id(), run.run());
  }

  private Optional<Script> script(Digest hash, byte[] code) {
    return scripts.computeIfAbsent(
        hash, same -> Script.parse(new String(code, StandardCharsets.UTF_8)));
  }
}
