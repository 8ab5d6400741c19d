package io.stretto.cli.chaos;

import io.stretto.chaos.proof.LedgerProof;
import io.stretto.cli.verify.Verdict;
import io.stretto.cli.verify.Verification;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.wasm.engine.EngineMode;
import java.net.URI;
import java.util.Optional;

/** The proof by {@link Verification}: every receipt and digest, and a sample of the state. */
public final class OracleProof implements LedgerProof {

  private static final int LEDGER = 0;
  private static final int STATE_KEYS = 500;

  @Override
  public Finding prove(ClusterSettings cluster, URI stateStore, BlockVisitor visitor) {
    Verdict verdict =
        new Verification(cluster, LEDGER, EngineMode.COMPILED)
            .withState(stateStore, STATE_KEYS)
            .showing(visitor::visit)
            .run(checked -> {});
    return new Finding(
        verdict.transactionsChecked(),
        verdict.height(),
        verdict.state().keysChecked(),
        verdict.stateDigest(),
        difference(verdict));
  }

  /** What could not be compared counts as different: here everything is at hand. */
  private static Optional<String> difference(Verdict verdict) {
    long missing = verdict.receiptsMissing() + verdict.recordsSkipped();
    return verdict
        .firstDifference()
        .or(() -> verdict.state().omission().map(reason -> "the state: " + reason))
        .or(() -> missing == 0 ? Optional.empty() : Optional.of(missing + " records unread"));
  }
}
