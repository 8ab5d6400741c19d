package io.stretto.chaos.load;

import io.stretto.chaos.history.Question;
import io.stretto.chaos.history.Read;
import io.stretto.client.StateQueries;
import io.stretto.client.StrettoException;
import io.stretto.client.ViewReply;
import io.stretto.protocol.Receipt;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * One session of a client: it reads again and again, from whichever state-store answers, and
 * submits something now and then, whose receipt it has to see in what it reads afterwards.
 */
final class ReadSession implements Runnable {

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);
  private static final long PAUSE_MILLIS = 40;
  private static final int READS_BETWEEN = 15;
  private static final long RECEIPT_SECONDS = 5;

  private final String name;
  private final List<StateQueries> stores;
  private final Submitter submitter;
  private final HistoryRecorder recorder;
  private final RandomGenerator random;
  private final AtomicLong seenHeight = new AtomicLong(-1);
  private int store;
  private int submitted;
  private volatile boolean mustEnd;
  private final AtomicLong unanswered = new AtomicLong();

  ReadSession(
      String name,
      List<URI> stores,
      Submitter submitter,
      HistoryRecorder recorder,
      RandomGenerator random) {
    this.name = name;
    this.stores =
        stores.stream().map(address -> new StateQueries(address, 0, ANSWER_TIMEOUT)).toList();
    this.submitter = submitter;
    this.recorder = recorder;
    this.random = random;
    this.store = random.nextInt(stores.size());
  }

  /** Ends the session soon. */
  void end() {
    mustEnd = true;
  }

  /** How many questions had no answer: nobody answered, or from an earlier block than seen. */
  long unanswered() {
    return unanswered.get();
  }

  @Override
  public void run() {
    try {
      for (int turn = 1; !mustEnd; turn++) {
        read();
        if (turn % READS_BETWEEN == 0) {
          submit();
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stores.forEach(StateQueries::close);
    }
  }

  private void read() {
    StateQueries queries = stores.get(store);
    queries.seen(seenHeight.get());
    Question question = Mix.ask(random);
    long asked = System.nanoTime();
    try {
      Answer answer = ask(queries, question);
      recorder.read(
          new Read(name, question, answer.text(), answer.height(), asked, System.nanoTime()));
      seen(queries.seenHeight());
    } catch (StrettoException e) {
      unanswered.incrementAndGet();
      store = (store + 1) % stores.size();
    }
  }

  private record Answer(String text, long height) {}

  private static Answer ask(StateQueries queries, Question question) {
    HexFormat hex = HexFormat.of();
    return switch (question) {
      case Question.Value value -> {
        Optional<StateQueries.StateValue> found =
            queries.value(value.contract(), value.key().getBytes(StandardCharsets.ISO_8859_1));
        yield found
            .map(present -> new Answer(hex.formatHex(present.value()), present.height()))
            .orElse(new Answer(Question.ABSENT, -1));
      }
      case Question.View view -> {
        byte[] arguments = view.arguments().getBytes(StandardCharsets.ISO_8859_1);
        ViewReply reply =
            queries.view(StateQueries.ViewRequest.of(view.contract(), view.function(), arguments));
        yield new Answer(reply.status() + " " + hex.formatHex(reply.returnValue()), reply.height());
      }
    };
  }

  private void submit() throws InterruptedException {
    submitted++;
    CompletableFuture<Receipt> receipt =
        submitter.submit(
            Mix.next(random).withId(name + "-" + submitted),
            name,
            told -> seen(told.position().height()));
    try {
      receipt.get(RECEIPT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // Reads go on without it; what was acknowledged and gets no receipt counts at the end.
    }
  }

  private void seen(long height) {
    seenHeight.accumulateAndGet(height, Math::max);
  }
}
