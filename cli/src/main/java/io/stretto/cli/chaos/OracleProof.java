package io.stretto.cli.chaos;

import io.stretto.chaos.proof.LedgerProof;
import io.stretto.cli.verify.Verdict;
import io.stretto.cli.verify.Verification;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.wasm.engine.EngineMode;
import java.net.URI;

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
        verdict.keysChecked(),
        verdict.stateDigest(),
        verdict.firstDifference());
  }
}
