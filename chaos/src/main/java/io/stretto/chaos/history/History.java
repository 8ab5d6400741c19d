package io.stretto.chaos.history;

import java.util.List;

/**
 * Everything that clients submitted and read, and what they saw of it.
 *
 * @param submissions the transactions, one for each id
 * @param reads the reads
 */
public record History(List<Submission> submissions, List<Read> reads) {

  /** Copies both. */
  public History {
    submissions = List.copyOf(submissions);
    reads = List.copyOf(reads);
  }
}
