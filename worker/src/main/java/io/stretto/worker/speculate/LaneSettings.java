package io.stretto.worker.speculate;

/**
 * What a lane may be tuned by. None of it decides outcomes.
 *
 * @param resultsPerBatch how many results are published together at most
 * @param gasPerBatch how much gas is used at most before results are published: a few milliseconds'
 *     worth, so that cheap transactions do not wait for dear ones
 * @param dependencyWaitMillis for how long no block may be committed until transactions stop to
 *     wait for named dependencies, and speculate
 */
public record LaneSettings(int resultsPerBatch, long gasPerBatch, long dependencyWaitMillis) {

  /** The defaults. */
  public static LaneSettings defaults() {
    return new LaneSettings(512, 20_000_000, 1_000);
  }
}
