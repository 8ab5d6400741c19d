package io.stretto.coordinator.predict;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was learned of one function of one contract: its key templates and what it costs. */
final class FunctionModel {

  private static final int TEMPLATE_LIMIT = 24;

  private static final class Score {
    int hits;
    int misses;
    int writes;

    boolean isActive() {
      return hits > misses;
    }

    boolean isHopeless() {
      return misses > hits + 3;
    }

    AccessMode mode() {
      return 4 * writes >= hits && writes > 0 ? AccessMode.WRITE : AccessMode.READ;
    }

    /** Old evidence fades, so that a contract that was upgraded is learned anew. */
    void age() {
      if (hits + misses > 256) {
        hits /= 2;
        misses /= 2;
        writes /= 2;
      }
    }
  }

  private final byte[] storagePrefix;
  private final Map<KeyTemplate, Score> templates = new LinkedHashMap<>();
  final Grade declared = new Grade();
  final Grade learned = new Grade();
  private final GasHistory gas;
  private int samples;
  private boolean hasSamples;

  /**
   * Makes a model that knows nothing.
   *
   * @param firstGas what a call is expected to use until one was seen to end
   */
  FunctionModel(String contract, long firstGas) {
    this.storagePrefix = StateKey.storagePrefix(contract);
    this.gas = new GasHistory(firstGas);
  }

  List<AccessEntry> predict(Transaction transaction) {
    Map<StateKey, AccessMode> keys = new LinkedHashMap<>();
    templates.forEach(
        (template, score) -> {
          if (score.isActive()) {
            key(template, transaction).ifPresent(key -> keys.merge(key, score.mode(), this::join));
          }
        });
    List<AccessEntry> entries = new ArrayList<>(keys.size());
    keys.forEach((key, mode) -> entries.add(new AccessEntry(key, mode)));
    return entries;
  }

  private AccessMode join(AccessMode one, AccessMode other) {
    return one == AccessMode.WRITE ? one : other;
  }

  private Optional<StateKey> key(KeyTemplate template, Transaction transaction) {
    return template
        .key(transaction)
        .map(bytes -> StateKey.storage(storagePrefix, bytes, 0, bytes.length));
  }

  /** Whether the next sample is worth learning from: every one while predictions are poor. */
  boolean isWorthLearning(boolean wasPredicted) {
    return !wasPredicted || samples++ % 16 == 0;
  }

  /** Whether any execution was seen to end. */
  boolean hasSamples() {
    return hasSamples;
  }

  void learn(Transaction transaction, Touched touched) {
    Map<StateKey, AccessMode> unexplained = new LinkedHashMap<>(touched.storageKeys());
    templates.forEach(
        (template, score) ->
            key(template, transaction)
                .ifPresent(
                    key -> {
                      AccessMode mode = touched.storageKeys().get(key);
                      if (mode == null) {
                        score.misses++;
                      } else {
                        score.hits++;
                        score.writes += mode == AccessMode.WRITE ? 1 : 0;
                        if (score.isActive()) {
                          unexplained.remove(key);
                        }
                      }
                      score.age();
                    }));
    templates.values().removeIf(Score::isHopeless);
    unexplained.forEach((key, mode) -> addTemplates(key, mode, transaction));
  }

  private void addTemplates(StateKey key, AccessMode mode, Transaction transaction) {
    if (!isOwn(key) || key.bytes().length > storagePrefix.length + 512) {
      return;
    }
    byte[] local = Arrays.copyOfRange(key.bytes(), storagePrefix.length, key.bytes().length);
    for (KeyTemplate template : KeyTemplate.explain(local, transaction)) {
      if (templates.containsKey(template)) {
        continue;
      }
      if (templates.size() >= TEMPLATE_LIMIT && !makeRoom()) {
        return;
      }
      Score score = new Score();
      score.hits = 1;
      score.writes = mode == AccessMode.WRITE ? 1 : 0;
      templates.put(template, score);
    }
  }

  /** Whether a key is of the contract itself, and of none that it called. */
  private boolean isOwn(StateKey key) {
    int length = storagePrefix.length;
    return key.bytes().length >= length
        && Arrays.equals(key.bytes(), 0, length, storagePrefix, 0, length);
  }

  private boolean makeRoom() {
    Optional<Map.Entry<KeyTemplate, Score>> weakest =
        templates.entrySet().stream()
            .min(Comparator.comparingInt(entry -> entry.getValue().hits - entry.getValue().misses));
    boolean isWeak = weakest.isPresent() && weakest.get().getValue().hits <= 2;
    if (isWeak) {
      templates.remove(weakest.get().getKey());
    }
    return isWeak;
  }

  /** Learns what a call used, and that what the function touches has been seen. */
  void learnCall(ExecutionResult result) {
    hasSamples = true;
    gas.learn(result.errorCode(), result.gasUsed());
  }

  /** Learns what a call used of which nothing else is known. */
  void learnGas(OperationOutcome outcome) {
    gas.learn(outcome.errorCode(), outcome.gasUsed());
  }

  long expectedGas() {
    return gas.expected();
  }

  List<KeyTemplate> activeTemplates() {
    return templates.entrySet().stream()
        .filter(entry -> entry.getValue().isActive())
        .map(Map.Entry::getKey)
        .toList();
  }
}
