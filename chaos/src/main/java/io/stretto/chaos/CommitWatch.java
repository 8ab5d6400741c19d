package io.stretto.chaos;

import io.stretto.service.kafka.CommitCounter;
import io.stretto.service.kafka.CommitTotals;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Looks on whether blocks are committed. */
final class CommitWatch {

  /** More than are under way at any time: what comes after them was begun after the question. */
  private static final int BLOCKS_UNDER_WAY = 10;

  private final CommitCounter counter;

  CommitWatch(CommitCounter counter) {
    this.counter = counter;
  }

  /**
   * Returns when blocks have been committed that were not under way before.
   *
   * @throws TimeoutException when none are in time
   */
  void awaitProgress(Duration patience) throws InterruptedException, TimeoutException {
    long height = counter.totals().height();
    CommitTotals now =
        counter.await(totals -> totals.height() > height + BLOCKS_UNDER_WAY, patience);
    if (now.height() <= height + BLOCKS_UNDER_WAY) {
      throw new TimeoutException(
          "nothing more is committed after block "
              + now.height()
              + ", for "
              + patience.toSeconds()
              + " s");
    }
  }
}
