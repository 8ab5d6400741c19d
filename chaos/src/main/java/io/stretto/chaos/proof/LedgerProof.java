package io.stretto.chaos.proof;

import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.port.StateView;
import io.stretto.service.kafka.ClusterSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Executes a ledger's log serially and compares everything that a cluster has committed. */
@FunctionalInterface
public interface LedgerProof {

  /**
   * Compares all that is committed.
   *
   * @param cluster where Kafka is
   * @param stateStore where the committed state is to be asked for
   * @param visitor is shown each block, in order, on the thread that executes
   */
  Finding prove(ClusterSettings cluster, URI stateStore, BlockVisitor visitor);

  /** Is shown blocks. */
  @FunctionalInterface
  interface BlockVisitor {

    /**
     * Takes a block.
     *
     * @param commit its commit record
     * @param receipts its receipts, by serial execution
     * @param state the state after it; valid during the call
     */
    void visit(Commit commit, List<Receipt> receipts, StateView state);
  }

  /**
   * What a comparison found.
   *
   * @param transactions how many transactions were executed
   * @param height the last block
   * @param entries how many entries of the state were asked for and compared
   * @param stateDigest the digest after the last block
   * @param difference where cluster and serial execution part; nothing where they agree
   */
  record Finding(
      long transactions,
      long height,
      long entries,
      Digest stateDigest,
      Optional<String> difference) {}
}
