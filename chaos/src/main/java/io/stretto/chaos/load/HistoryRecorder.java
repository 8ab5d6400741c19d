package io.stretto.chaos.load;

import io.stretto.chaos.history.History;
import io.stretto.chaos.history.Read;
import io.stretto.chaos.history.Submission;
import io.stretto.protocol.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes down what clients do and see. Safe for use by several threads. */
public final class HistoryRecorder {

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final Queue<Read> reads = new ConcurrentLinkedQueue<>();

  /** What is known of one id so far. */
  private record Entry(
      String session, long submittedNanos, Set<Long> offsets, Queue<Submission.Told> told) {}

  /** A transaction is about to be sent; a repeat of its id changes nothing. */
  void submitting(String id, String session) {
    entries.computeIfAbsent(
        id,
        added ->
            new Entry(
                session,
                System.nanoTime(),
                ConcurrentHashMap.newKeySet(),
                new ConcurrentLinkedQueue<>()));
  }

  /** The brokers have it. */
  void acknowledged(String id, long offset) {
    entries.get(id).offsets().add(offset);
  }

  /** A receipt has come. */
  void told(Receipt receipt, String id) {
    Submission.Told told = new Submission.Told(receipt, System.nanoTime());
    entries.get(id).told().add(told);
  }

  /** A read was answered. */
  void read(Read read) {
    reads.add(read);
  }

  /** How many ids were submitted. */
  public long submitted() {
    return entries.size();
  }

  /** How many of them have a receipt. */
  public long answered() {
    return entries.values().stream().filter(entry -> !entry.told().isEmpty()).count();
  }

  /** How many of them the brokers have acknowledged, and have no receipt. */
  public long unanswered() {
    return entries.values().stream()
        .filter(entry -> !entry.offsets().isEmpty() && entry.told().isEmpty())
        .count();
  }

  /** All of it so far. */
  public History history() {
    List<Submission> submissions =
        entries.entrySet().stream()
            .map(entry -> submission(entry.getKey(), entry.getValue()))
            .toList();
    return new History(submissions, List.copyOf(reads));
  }

  private static Submission submission(String id, Entry entry) {
    return new Submission(
        id, entry.session(), entry.submittedNanos(), entry.offsets(), List.copyOf(entry.told()));
  }
}
