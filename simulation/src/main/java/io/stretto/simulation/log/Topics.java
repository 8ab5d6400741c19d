package io.stretto.simulation.log;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The topics of a simulated cluster, a list of partitions each.
 *
 * @param transactions by ledger
 * @param blocks by ledger
 * @param results by ledger
 * @param commits by ledger
 * @param receipts by ledger
 * @param changelog of the state, by ledger
 * @param tasks by lane
 * @param requests to execute again, by lane
 */
public record Topics(
    List<SimulatedLog<byte[]>> transactions,
    List<SimulatedLog<Block>> blocks,
    List<SimulatedLog<ResultBatch>> results,
    List<SimulatedLog<Commit>> commits,
    List<SimulatedLog<List<Receipt>>> receipts,
    List<SimulatedLog<ChangelogRecord>> changelog,
    List<SimulatedLog<Task>> tasks,
    List<SimulatedLog<ReexecutionRequest>> requests) {

  /**
   * A record of the state's changelog.
   *
   * @param delta all that one block changes
   * @param announcedHeight the height up to which all had been published when it was written
   */
  public record ChangelogRecord(BlockDelta delta, long announcedHeight) {}

  /** Creates empty topics; the transactions of a ledger begin at an offset. */
  public static Topics create(int ledgers, int lanes, IntFunction<Long> firstTransaction) {
    return new Topics(
        IntStream.range(0, ledgers)
            .mapToObj(ledger -> new SimulatedLog<byte[]>(firstTransaction.apply(ledger)))
            .toList(),
        partitions(ledgers),
        partitions(ledgers),
        partitions(ledgers),
        partitions(ledgers),
        partitions(ledgers),
        partitions(lanes),
        partitions(lanes));
  }

  private static <R> List<SimulatedLog<R>> partitions(int count) {
    List<SimulatedLog<R>> logs = new ArrayList<>();
    for (int partition = 0; partition < count; partition++) {
      logs.add(new SimulatedLog<>(0));
    }
    return logs;
  }
}
