package io.stretto.chaos.history;

import io.stretto.chaos.history.HistoryChecker.Findings;
import io.stretto.chaos.history.Violation.Kind;
import io.stretto.oracle.Difference;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds all that a committer published, repeats included, against the ledger: a receipt or a commit
 * may be published again, but must say the same each time, since clients may read any of them. Not
 * for use by several threads.
 */
public final class PublicationCheck {

  private final Map<Position, Receipt> expected = new HashMap<>();
  private final Set<Position> published = new HashSet<>();
  private final Map<Long, Commit> commits = new HashMap<>();
  private final Findings findings = new Findings();
  private long repeats;

  /** Against a ledger. */
  public PublicationCheck(CanonicalLedger ledger) {
    ledger.receipts().forEach(receipt -> expected.put(receipt.position(), receipt));
  }

  /** Takes the next receipt of the topic. */
  public void take(Receipt receipt) {
    Receipt canonical = expected.get(receipt.position());
    if (canonical == null) {
      findings.add(Kind.UNKNOWN, "published, but not in the ledger: " + receipt);
      return;
    }
    Difference.ofReceipts(List.of(canonical), List.of(receipt))
        .ifPresent(text -> findings.add(Kind.WRONG_RECEIPT, "published: " + text));
    if (!published.add(receipt.position())) {
      repeats++;
    }
  }

  /** Takes the next commit of the topic. */
  public void take(Commit commit) {
    Commit first = commits.putIfAbsent(commit.height(), commit);
    boolean isSame =
        first == null
            || (first.blockDigest().equals(commit.blockDigest())
                && first.stateDigest().equals(commit.stateDigest()));
    if (!isSame) {
      findings.add(Kind.FORKED, "two commits of one height: " + first + " and " + commit);
    }
  }

  /** How many receipts were published more than once. */
  public long repeats() {
    return repeats;
  }

  /** What is wrong with what was taken; to be called once, at the end. */
  public List<Violation> end() {
    expected.keySet().stream()
        .filter(position -> !published.contains(position))
        .sorted()
        .forEach(position -> findings.add(Kind.LOST, "no receipt was published for " + position));
    return findings.all();
  }
}
