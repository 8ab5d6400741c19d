package io.stretto.chaos.history;

import io.stretto.chaos.history.Violation.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what clients saw against the ledger: strict serialisability in the order of the log.
 *
 * <ul>
 *   <li>Each id that was acknowledged has taken effect exactly once, at an offset where it was
 *       acknowledged, and nothing else has.
 *   <li>Each receipt that a client was told is the ledger's.
 *   <li>A transaction whose receipt came before another was submitted precedes it.
 *   <li>Each read saw the state after one committed block, and no transaction that was submitted
 *       only after the answer.
 *   <li>The blocks that one session saw, in answers and in receipts of its own, never go back.
 * </ul>
 */
public final class HistoryChecker {

  private HistoryChecker() {}

  /** All violations, each promise's together. */
  public static List<Violation> check(History history, CanonicalLedger ledger) {
    Findings findings = new Findings();
    new SubmissionCheck(history, ledger, findings).run();
    new ReadCheck(history, ledger, findings).run();
    return findings.all();
  }

  /** Collects violations; of one kind no more than people want to see. */
  static final class Findings {

    private static final int LIMIT_PER_KIND = 10;

    private final List<Violation> violations = new ArrayList<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    void add(Kind kind, String text) {
      if (counts.merge(kind, 1, Integer::sum) <= LIMIT_PER_KIND) {
        violations.add(new Violation(kind, text));
      }
    }

    List<Violation> all() {
      List<Violation> all = new ArrayList<>(violations);
      counts.forEach(
          (kind, count) -> {
            if (count > LIMIT_PER_KIND) {
              all.add(new Violation(kind, count - LIMIT_PER_KIND + " more"));
            }
          });
      return all;
    }
  }
}
