package io.stretto.statestore.streams;

import io.stretto.statestore.StateStoreException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which failures of committing threads are answered with a new thread, and how many. Not tolerated
 * is what comes back with the next thread: data that is refused, and errors of the JVM, after which
 * Streams may also leave a ledger's directory locked, so that a new thread would wait for it
 * forever.
 *
 * <p>Several threads may use it.
 */
final class FailureTolerance {

  private final int tolerated;
  private final AtomicInteger failures = new AtomicInteger();

  /** Creates one for so many failures in the life of the process. */
  FailureTolerance(int tolerated) {
    this.tolerated = tolerated;
  }

  /** Counts a failure, and says whether a new thread may go on. */
  boolean tolerates(Throwable failure) {
    return StateStoreException.in(failure) == null
        && !hasError(failure)
        && failures.incrementAndGet() <= tolerated;
  }

  private static boolean hasError(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Error) {
        return true;
      }
    }
    return false;
  }
}
