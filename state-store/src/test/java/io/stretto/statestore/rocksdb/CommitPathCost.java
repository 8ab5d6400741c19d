package io.stretto.statestore.rocksdb;

import static io.stretto.statestore.ChainBuilder.key;
import static io.stretto.statestore.ChainBuilder.number;
import static io.stretto.statestore.ChainBuilder.observed;

import io.stretto.protocol.Block;
import io.stretto.protocol.Observation;
import io.stretto.protocol.Result;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import io.stretto.statestore.ChainBuilder;
import io.stretto.statestore.RocksSettings;
import io.stretto.statestore.commit.Committer;
import io.stretto.statestore.commit.CommitterEvent;
import io.stretto.statestore.commit.CommitterSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Measures validation and commit of transactions with two reads and two writes each, without Kafka:
 * blocks of 1,000 over 100,000 keys. Run it by hand.
 */
public final class CommitPathCost {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int KEYS = 100_000;
  private static final int BLOCK = 1_000;

  private CommitPathCost() {}

  /**
   * Prints the thread's CPU time a transaction, which other load does not change much; the only
   * argument is the number of blocks.
   */
  public static void main(String[] arguments) throws Exception {
    int blocks = Integer.parseInt(arguments[0]);
    Path directory = Files.createTempDirectory("commit-path");
    long[] values = new long[KEYS];
    StateKey[] keys = new StateKey[KEYS];
    for (int i = 0; i < KEYS; i++) {
      keys[i] = key("account-" + i);
    }
    Random random = new Random(1);
    ChainBuilder chain = new ChainBuilder(0);
    try (RocksCommittedState state =
        RocksCommittedState.open(directory, 0, RocksSettings.DEFAULT)) {
      Committer committer = new Committer(state, CommitterSettings.defaults(1));
      committer.step(new CommitterEvent.BlockArrived(chain.genesis(), 0), 0);
      state.pollApplied();
      long nanos = 0;
      for (int n = 1; n <= blocks; n++) {
        Block block = chain.next(BLOCK, 0);
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < BLOCK; i++) {
          results.add(transfer(random, values, keys, i, block.height()));
        }
        long start = THREADS.getCurrentThreadCpuTime();
        committer.step(new CommitterEvent.BlockArrived(block, n), 0);
        committer.step(new CommitterEvent.ResultsArrived(ChainBuilder.batch(block, results)), 0);
        if (state.pollApplied() == null) {
          throw new IllegalStateException("block " + n + " was not committed");
        }
        nanos += n > blocks / 3 ? THREADS.getCurrentThreadCpuTime() - start : 0;
      }
      double transactions = (blocks - blocks / 3) * (double) BLOCK;
      System.out.printf(
          "%.2f us of the committing thread's CPU a transaction%n", nanos / transactions / 1_000);
    }
  }

  private static Result transfer(
      Random random, long[] values, StateKey[] keys, int index, long height) {
    List<Observation> observations = new ArrayList<>();
    List<Write> writes = new ArrayList<>();
    int first = random.nextInt(KEYS);
    for (int at : new int[] {first, (first + 1 + random.nextInt(KEYS - 1)) % KEYS}) {
      observations.add(observed(keys[at], values[at] == 0 ? null : number(values[at])));
      values[at]++;
      writes.add(new Write(keys[at], number(values[at])));
    }
    return ChainBuilder.result(index, 0, ChainBuilder.id(height, index), observations, writes);
  }
}
