package io.stretto.chaos.history;

import io.stretto.chaos.history.Violation.Kind;
import io.stretto.oracle.Difference;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a {@link HistoryChecker} says of transactions and their receipts. */
final class SubmissionCheck {

  private final History history;
  private final CanonicalLedger ledger;
  private final HistoryChecker.Findings findings;
  private final Map<Long, Receipt> byOffset = new HashMap<>();
  private final Map<Position, Receipt> byPosition = new HashMap<>();
  private final Map<String, Position> effects = new HashMap<>();

  SubmissionCheck(History history, CanonicalLedger ledger, HistoryChecker.Findings findings) {
    this.history = history;
    this.ledger = ledger;
    this.findings = findings;
  }

  void run() {
    readLedger();
    history.submissions().forEach(this::checkEffect);
    history.submissions().forEach(this::checkReceipts);
    checkOrder();
  }

  private void readLedger() {
    Set<String> submitted = new HashSet<>();
    history.submissions().forEach(submission -> submitted.add(submission.id()));
    for (Receipt receipt : ledger.receipts()) {
      Receipt ofOffset = byOffset.put(receipt.offset(), receipt);
      Receipt ofPosition = byPosition.put(receipt.position(), receipt);
      if (ofOffset != null || ofPosition != null) {
        findings.add(
            Kind.DOUBLED,
            "two receipts of one place: "
                + receipt
                + " and "
                + (ofOffset != null ? ofOffset : ofPosition));
      }
      if (!submitted.contains(receipt.transactionId())) {
        findings.add(Kind.UNKNOWN, "nobody submitted what has " + receipt);
      } else if (!receipt.isDuplicate()) {
        Position first = effects.putIfAbsent(receipt.transactionId(), receipt.position());
        if (first != null) {
          findings.add(
              Kind.DOUBLED,
              receipt.transactionId() + " took effect at " + first + " and " + receipt.position());
        }
      }
    }
  }

  private void checkEffect(Submission submission) {
    boolean mustBeThere =
        !submission.acknowledgedOffsets().isEmpty() || !submission.told().isEmpty();
    if (mustBeThere && !effects.containsKey(submission.id())) {
      findings.add(Kind.LOST, "the ledger has no effect of " + submission);
    }
    for (long offset : submission.acknowledgedOffsets()) {
      Receipt there = byOffset.get(offset);
      if (there != null && !there.transactionId().equals(submission.id())) {
        findings.add(
            Kind.MISPLACED,
            submission.id() + " was acknowledged at offset " + offset + ", where is " + there);
      } else if (there == null) {
        findings.add(
            Kind.LOST, submission.id() + " was acknowledged at offset " + offset + ", no receipt");
      }
    }
  }

  private void checkReceipts(Submission submission) {
    submission.told().forEach(told -> checkReceipt(submission, told.receipt()));
  }

  private void checkReceipt(Submission submission, Receipt told) {
    Receipt canonical = byPosition.get(told.position());
    if (!told.transactionId().equals(submission.id())) {
      findings.add(Kind.WRONG_RECEIPT, submission.id() + " was answered with " + told);
    } else if (canonical == null) {
      findings.add(Kind.WRONG_RECEIPT, "the ledger has no position of the told " + told);
    } else {
      Difference.ofReceipts(List.of(canonical), List.of(told))
          .ifPresent(text -> findings.add(Kind.WRONG_RECEIPT, text));
    }
  }

  /** Goes through the submissions in their order, knowing what had been told before each. */
  private void checkOrder() {
    List<Submission> bySubmission = new ArrayList<>(history.submissions());
    bySubmission.sort(Comparator.comparingLong(Submission::submittedNanos));
    List<Submission> byTelling = new ArrayList<>();
    for (Submission submission : history.submissions()) {
      if (!submission.told().isEmpty() && effects.containsKey(submission.id())) {
        byTelling.add(submission);
      }
    }
    byTelling.sort(Comparator.comparingLong(submission -> submission.told().getFirst().nanos()));
    Submission last = null;
    int next = 0;
    for (Submission submission : bySubmission) {
      while (next < byTelling.size()
          && byTelling.get(next).told().getFirst().nanos() < submission.submittedNanos()) {
        Submission told = byTelling.get(next++);
        last = last == null || effect(told).compareTo(effect(last)) > 0 ? told : last;
      }
      checkAfter(last, submission);
    }
  }

  private void checkAfter(Submission last, Submission submission) {
    Position effect = effect(submission);
    if (last != null && effect != null && effect.compareTo(effect(last)) < 0) {
      findings.add(
          Kind.OUT_OF_ORDER,
          submission.id()
              + " was submitted after the receipt of "
              + last.id()
              + " had come, and is at "
              + effect
              + " before "
              + effect(last));
    }
  }

  private Position effect(Submission submission) {
    return effects.get(submission.id());
  }
}
