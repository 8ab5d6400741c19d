package io.stretto.chaos.load;

import io.stretto.client.TransactionRequest;
import io.stretto.protocol.Receipt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Submits at a steady rate, whatever is answered; now and then the same id a second time. */
final class TransactionLoad implements Runnable {

  private static final int REMEMBERED = 500;
  private static final int REPEATS = 100;

  private final Submitter submitter;
  private final RandomGenerator random;
  private final long gapNanos;
  private final Deque<TransactionRequest> recent = new ArrayDeque<>();
  private volatile boolean mustEnd;

  TransactionLoad(Submitter submitter, RandomGenerator random, int perSecond) {
    this.submitter = submitter;
    this.random = random;
    this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /** Ends the load soon. */
  void end() {
    mustEnd = true;
  }

  @Override
  public void run() {
    long due = System.nanoTime();
    for (long number = 1; !mustEnd; number++) {
      CompletableFuture<Receipt> _ = submitter.submit(request(number));
      due += gapNanos;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }

  private TransactionRequest request(long number) {
    if (recent.size() == REMEMBERED && random.nextInt(REPEATS) == 0) {
      return recent.getFirst(); // old enough not to be in flight, unless something is wrong
    }
    TransactionRequest request = Mix.next(random).withId("load-" + number);
    recent.addLast(request);
    if (recent.size() > REMEMBERED) {
      recent.removeFirst();
    }
    return request;
  }
}
