package io.stretto.chaos.history;

import io.stretto.chaos.history.Violation.Kind;
import io.stretto.protocol.Receipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a {@link HistoryChecker} says of reads. */
final class ReadCheck {

  private final History history;
  private final CanonicalLedger ledger;
  private final HistoryChecker.Findings findings;

  /** By height, the latest submission of all transactions up to that block. */
  private final TreeMap<Long, Submission> latestUpTo = new TreeMap<>();

  /** What a session got to know, and when. */
  private record Sight(long nanos, long height) {}

  ReadCheck(History history, CanonicalLedger ledger, HistoryChecker.Findings findings) {
    this.history = history;
    this.ledger = ledger;
    this.findings = findings;
  }

  void run() {
    readSubmissions();
    history.reads().forEach(this::checkTruth);
    history.reads().forEach(this::checkTime);
    checkSessions();
  }

  private void readSubmissions() {
    Map<String, Submission> byId = new HashMap<>();
    history.submissions().forEach(submission -> byId.put(submission.id(), submission));
    Submission latest = null;
    for (Receipt receipt : ledger.receipts()) {
      Submission submission = byId.get(receipt.transactionId());
      if (submission != null
          && (latest == null || submission.submittedNanos() > latest.submittedNanos())) {
        latest = submission;
        latestUpTo.put(receipt.position().height(), latest);
      }
    }
  }

  private void checkTruth(Read read) {
    if (read.height() > ledger.lastHeight()) {
      findings.add(
          Kind.READ_UNCOMMITTED, "the ledger ends with block " + ledger.lastHeight() + ": " + read);
      return;
    }
    Optional<String> truth = ledger.truth(read.question(), read.height());
    if (truth.isEmpty() || !truth.get().equals(read.answer())) {
      findings.add(
          Kind.READ_UNCOMMITTED, "the ledger has " + truth.orElse("no such block") + ": " + read);
    }
  }

  private void checkTime(Read read) {
    Map.Entry<Long, Submission> latest = latestUpTo.floorEntry(read.height());
    if (latest != null && latest.getValue().submittedNanos() > read.answeredNanos()) {
      findings.add(
          Kind.READ_TOO_EARLY, "it holds " + latest.getValue().id() + ", submitted later: " + read);
    }
  }

  private void checkSessions() {
    Map<String, List<Read>> reads = new TreeMap<>();
    for (Read read : history.reads()) {
      reads.computeIfAbsent(read.session(), session -> new ArrayList<>()).add(read);
    }
    reads.forEach(this::checkSession);
  }

  private void checkSession(String session, List<Read> reads) {
    List<Sight> sights = new ArrayList<>();
    reads.forEach(read -> sights.add(new Sight(read.answeredNanos(), read.height())));
    for (Submission submission : history.submissions()) {
      if (submission.session().equals(session)) {
        for (Submission.Told told : submission.told()) {
          sights.add(new Sight(told.nanos(), told.receipt().position().height()));
        }
      }
    }
    sights.sort(Comparator.comparingLong(Sight::nanos));
    reads.sort(Comparator.comparingLong(Read::askedNanos));
    long seen = -1;
    int next = 0;
    for (Read read : reads) {
      while (next < sights.size() && sights.get(next).nanos() < read.askedNanos()) {
        seen = Math.max(seen, sights.get(next++).height());
      }
      if (read.height() < seen) {
        findings.add(Kind.READ_BACKWARDS, "the session had seen block " + seen + ": " + read);
      }
    }
  }
}
