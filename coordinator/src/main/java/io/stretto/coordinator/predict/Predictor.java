package io.stretto.coordinator.predict;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Predicts which keys a transaction will touch. The sender's access list is believed first; then
 * come {@linkplain KeyTemplate templates} learned from what earlier executions of the same function
 * touched. Both are graded by function and left out where they do harm. A wrong prediction costs
 * time, never correctness. Pure; used by one thread; memory is bounded.
 */
public final class Predictor {

  /** The gas that a transfer is expected to use. */
  private static final long TRANSFER_GAS = 5_000;

  private static final int FUNCTION_LIMIT = 16_384;
  private static final int KEY_LIMIT = 64;

  private final long firstGas;

  /**
   * Makes a predictor that has learned nothing.
   *
   * @param firstGas what a call of a function is expected to use until one was seen to end
   */
  public Predictor(long firstGas) {
    this.firstGas = firstGas;
  }

  private record FunctionName(String contract, String function) {}

  /** The one longest known goes first. */
  private final Map<FunctionName, FunctionModel> models =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FunctionName, FunctionModel> eldest) {
          return size() > FUNCTION_LIMIT;
        }
      };

  /** What is expected of one transaction; of several operations, what is of all together. */
  public Prediction predict(Transaction transaction) {
    if (!transaction.isBundle()) {
      return predictOne(transaction);
    }
    List<Prediction> parts = Bundles.parts(transaction).stream().map(this::predictOne).toList();
    return Bundles.union(parts, transaction.gasLimit());
  }

  private Prediction predictOne(Transaction transaction) {
    return switch (transaction.kind()) {
      case CALL -> predictCall(transaction);
      case DEPLOY -> new Prediction(deploymentKeys(transaction), transaction.arguments().length);
      case TRANSFER ->
          new Prediction(
              Bundles.balances(transaction), Math.min(TRANSFER_GAS, transaction.gasLimit()));
    };
  }

  private Prediction predictCall(Transaction transaction) {
    FunctionModel model = models.get(name(transaction));
    List<AccessEntry> keys = new ArrayList<>();
    keys.add(new AccessEntry(StateKey.contractRecord(transaction.contract()), AccessMode.READ));
    List<AccessEntry> source = source(transaction, model);
    keys.addAll(source.subList(0, Math.min(source.size(), KEY_LIMIT)));
    keys.addAll(Bundles.balances(transaction));
    long expectedGas = model == null ? firstGas : model.expectedGas();
    long gas = Math.min(expectedGas, transaction.gasLimit());
    return new Prediction(keys, gas);
  }

  private static List<AccessEntry> source(Transaction transaction, FunctionModel model) {
    boolean isDeclared =
        !transaction.accessList().isEmpty() && (model == null || model.declared.isUseful());
    if (isDeclared) {
      return transaction.accessList();
    }
    if (model == null || !model.hasSamples()) {
      return unknown(transaction);
    }
    return model.learned.isUseful() ? model.predict(transaction) : List.of();
  }

  /**
   * Of a function never seen to end, calls are expected to meet in everything: a key that stands
   * for the contract keeps them on one lane, in order, until the first results tell more.
   */
  private static List<AccessEntry> unknown(Transaction transaction) {
    byte[] nothing = {};
    StateKey contract = StateKey.storage(transaction.contract(), nothing);
    return List.of(new AccessEntry(contract, AccessMode.WRITE));
  }

  private static List<AccessEntry> deploymentKeys(Transaction transaction) {
    return List.of(
        new AccessEntry(StateKey.contractRecord(transaction.contract()), AccessMode.WRITE),
        new AccessEntry(StateKey.code(Digest.sha256(transaction.arguments())), AccessMode.WRITE));
  }

  /** Learns from an execution of a transaction that was predicted earlier. */
  public void learn(Transaction transaction, ExecutionResult result, boolean wasPredicted) {
    if (transaction.isBundle()) {
      learnGas(transaction, result.operations());
      return;
    }
    if (transaction.kind() != TransactionKind.CALL) {
      return;
    }
    FunctionModel model = model(transaction);
    model.learnCall(result);
    boolean isTelling = result.status() == ReceiptStatus.SUCCEEDED;
    if (!isTelling || !model.isWorthLearning(wasPredicted)) {
      return;
    }
    Touched touched = Touched.of(result);
    grade(model.learned, model.predict(transaction), touched);
    if (!transaction.accessList().isEmpty()) {
      grade(model.declared, transaction.accessList(), touched);
    }
    model.learn(transaction, touched);
  }

  /**
   * What the operations of a bundle cost is known one by one. What they touched is not: whose key
   * it was nobody can tell, and nothing is learned of it.
   */
  private void learnGas(Transaction bundle, List<OperationOutcome> outcomes) {
    List<Transaction> parts = Bundles.parts(bundle);
    for (int i = 0; i < Math.min(parts.size(), outcomes.size()); i++) {
      if (parts.get(i).kind() == TransactionKind.CALL) {
        model(parts.get(i)).learnGas(outcomes.get(i));
      }
    }
  }

  private static void grade(Grade grade, List<AccessEntry> predicted, Touched touched) {
    Set<StateKey> keys = new LinkedHashSet<>();
    predicted.forEach(entry -> keys.add(entry.key()));
    int hits = 0;
    for (StateKey key : keys) {
      hits += touched.storageKeys().containsKey(key) ? 1 : 0;
    }
    grade.record(keys.size(), touched.storageKeys().size(), hits);
  }

  private FunctionModel model(Transaction transaction) {
    return models.computeIfAbsent(
        name(transaction), name -> new FunctionModel(name.contract(), firstGas));
  }

  private static FunctionName name(Transaction transaction) {
    return new FunctionName(transaction.contract(), transaction.function());
  }

  /** What is known of a function, if it was met. */
  public Optional<FunctionReport> report(String contract, String function) {
    FunctionModel model = models.get(new FunctionName(contract, function));
    return Optional.ofNullable(model)
        .map(
            known ->
                new FunctionReport(
                    known.activeTemplates(),
                    known.learned.precision(),
                    known.learned.recall(),
                    known.expectedGas()));
  }

  /**
   * What is known of a function.
   *
   * @param templates the key templates in use
   * @param precision the share of predicted keys that were touched, of late
   * @param recall the share of touched keys that were predicted, of late
   * @param expectedGas what a call is expected to cost
   */
  public record FunctionReport(
      List<KeyTemplate> templates, double precision, double recall, long expectedGas) {}
}
