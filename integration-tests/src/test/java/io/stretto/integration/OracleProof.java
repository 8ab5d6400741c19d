package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stretto.cli.verify.LedgerVerifier;
import io.stretto.cli.verify.Verdict;
import io.stretto.client.StateQueries;
import io.stretto.integration.LedgerTopics.CommittedBlock;
import io.stretto.local.EmbeddedCluster;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.port.RemoteState;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.wasm.ContractThreads;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.worker.grpc.StateReadClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.ToLongFunction;

/**
 * A ledger that was held against the serial oracle and is equal to it: each receipt, each block's
 * digest, each entry of the state over gRPC, and over HTTP as many as told.
 *
 * @param verdict what the verification counted
 * @param state the oracle's state, which is the cluster's
 * @param blocks the commits by height
 * @param receipts the receipts by position
 */
record OracleProof(
    Verdict verdict,
    SortedMap<StateKey, byte[]> state,
    List<CommittedBlock> blocks,
    List<Receipt> receipts) {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int KEYS_PER_READ = 2_000;
  private static final int KEYS_OVER_HTTP = 300;

  /** Waits until all that was submitted to a ledger is committed, and compares everything. */
  static OracleProof of(EmbeddedCluster cluster, int ledger) throws Exception {
    OracleProof proof = of(cluster.settings(), cluster.http(), ledger, KEYS_OVER_HTTP);
    try (StateReadClient client = new StateReadClient(List.of(cluster.stateReadAddress()))) {
      proof.compareOverGrpc(client, ledger);
    }
    return proof;
  }

  /** The same where only HTTP reaches the state, for so many entries. */
  static OracleProof of(ClusterSettings settings, URI http, int ledger, int httpKeys)
      throws Exception {
    LedgerTopics topics = new LedgerTopics(settings, ledger);
    long end = topics.end();
    await("all of ledger " + ledger + " is committed")
        .atMost(PATIENCE)
        .until(topics::committedEnd, committed -> committed == end);
    OracleProof proof = onContractThread(() -> verify(topics, settings, ledger));
    assertThat(proof.verdict.firstDifference()).isEmpty();
    assertThat(proof.verdict.receiptsMissing()).isZero();
    assertThat(proof.verdict.transactionsChecked()).isEqualTo(end);
    assertThat(proof.receipts).hasSize(Math.toIntExact(end));
    assertThat(proof.blocks).hasSize(Math.toIntExact(proof.verdict.height() + 1));
    proof.compareOverHttp(http, ledger, httpKeys);
    return proof;
  }

  private static OracleProof verify(LedgerTopics topics, ClusterSettings settings, int ledger) {
    try (LedgerVerifier verifier = new LedgerVerifier(settings, ledger, EngineMode.COMPILED)) {
      Verdict verdict = verifier.verify(checked -> {});
      return new OracleProof(verdict, verifier.state(), topics.commits(), topics.receipts());
    }
  }

  private static OracleProof onContractThread(Callable<OracleProof> work) throws Exception {
    FutureTask<OracleProof> task = new FutureTask<>(work);
    ContractThreads.factory("oracle").newThread(task).start();
    return task.get();
  }

  private void compareOverGrpc(StateReadClient client, int ledger) {
    List<StateKey> keys = new ArrayList<>(state.keySet());
    for (int from = 0; from < keys.size(); from += KEYS_PER_READ) {
      List<StateKey> some = keys.subList(from, Math.min(keys.size(), from + KEYS_PER_READ));
      RemoteState.Values answer = client.read(ledger, List.copyOf(some), false);
      assertThat(answer.height()).isEqualTo(verdict.height());
      for (int i = 0; i < some.size(); i++) {
        assertThat(answer.values().get(i))
            .as(some.get(i).toString())
            .isEqualTo(state.get(some.get(i)));
      }
    }
  }

  private void compareOverHttp(URI http, int ledger, int limit) {
    try (StateQueries queries = new StateQueries(http, ledger)) {
      long step = Math.max(1, state.size() / limit);
      long index = 0;
      for (Map.Entry<StateKey, byte[]> entry : state.entrySet()) {
        if (index++ % step == 0 && entry.getKey().isStorage()) {
          var found = queries.value(contract(entry.getKey()), storageKey(entry.getKey()));
          assertThat(found).as(entry.getKey().toString()).isPresent();
          assertThat(found.get().value()).as(entry.getKey().toString()).isEqualTo(entry.getValue());
          assertThat(found.get().height()).isEqualTo(verdict.height());
        }
      }
      for (int i = 0; i < receipts.size(); i += Math.max(1, receipts.size() / 50)) {
        String id = receipts.get(i).transactionId();
        if (!id.isEmpty() && !receipts.get(i).isDuplicate()) {
          assertThat(queries.receipt(id).orElseThrow())
              .usingRecursiveComparison()
              .isEqualTo(receipts.get(i));
        }
      }
    }
  }

  private static String contract(StateKey key) {
    return new String(key.bytes(), 2, key.bytes()[1], StandardCharsets.US_ASCII);
  }

  private static byte[] storageKey(StateKey key) {
    return Arrays.copyOfRange(key.bytes(), 2 + key.bytes()[1], key.bytes().length);
  }

  /** The value of a contract's entry under a key of text; {@code null} where there is none. */
  byte[] value(String contract, String key) {
    return state.get(StateKey.storage(contract, key.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** The longest time from one commit to the next, in milliseconds; the genesis is left out. */
  long longestPauseMillis() {
    long longest = 0;
    for (int i = 2; i < blocks.size(); i++) {
      long pause = blocks.get(i).timestampMillis() - blocks.get(i - 1).timestampMillis();
      longest = Math.max(longest, pause);
    }
    return longest;
  }

  /** Executions for each committed transaction. */
  double executionsPerCommit() {
    return (double) sum(block -> block.commit().statistics().executions())
        / verdict.transactionsChecked();
  }

  /** One line with the figures. */
  void print(String name) {
    System.out.printf(
        Locale.ROOT,
        "%s: %d transactions in %d blocks equal the oracle's, %d entries, gas %d, "
            + "%.3f executions per commit, %d conflicts, %d reexecutions, longest pause %d ms, "
            + "digest %s%n",
        name,
        verdict.transactionsChecked(),
        blocks.size(),
        state.size(),
        sum(block -> block.commit().counts().gasUsed()),
        executionsPerCommit(),
        sum(block -> block.commit().statistics().conflicts()),
        sum(block -> block.commit().statistics().reexecutions()),
        longestPauseMillis(),
        verdict.stateDigest());
  }

  private long sum(ToLongFunction<CommittedBlock> figure) {
    return blocks.stream().mapToLong(figure).sum();
  }
}
