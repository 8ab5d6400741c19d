package io.stretto.coordinator;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A coordinator with what left it, and short ways to feed it. */
final class CoordinatorUnderTest {

  /** The settings of a test, to be changed one by one. */
  static final class Draft {
    int lanes = 4;
    OrderPolicy orderPolicy = OrderPolicy.ARRIVAL;
    int blockTransactions = 100;
    int blockBytes = 1 << 20;
    long blockGas = 1_000_000_000;
    long blockDelayMillis = 5;
    int inFlightTransactions = 10_000;
    int inFlightBlocks = 100;
    int inFlightPartialBlocks = 100;
    int keyLimit = 10_000;
    long laneGas = 1;

    CoordinatorSettings settings() {
      return new CoordinatorSettings(
          lanes,
          orderPolicy,
          new Genesis(100, 1),
          blockTransactions,
          blockBytes,
          blockGas,
          blockDelayMillis,
          inFlightTransactions,
          inFlightBlocks,
          inFlightPartialBlocks,
          keyLimit,
          0,
          laneGas,
          50_000);
    }
  }

  final Coordinator coordinator;
  final List<CoordinatorRecord> decisions = new ArrayList<>();
  final List<Block> blocks = new ArrayList<>();
  long nowMillis = 1_000;
  private long nextOffset;

  CoordinatorUnderTest(Draft draft, ChainTip tip, long logStart) {
    this.coordinator = new Coordinator(0, draft.settings(), tip, logStart);
    this.nextOffset = logStart;
  }

  /** A ledger whose genesis block is committed. */
  static CoordinatorUnderTest born(Draft draft) {
    CoordinatorUnderTest ledger = new CoordinatorUnderTest(draft, ChainTip.NONE, 0);
    ledger.tick(0);
    ledger.commit(ledger.blocks.get(0));
    ledger.blocks.clear();
    return ledger;
  }

  /** A block of a height that would follow too, but is another. */
  static Block rival(Block block, long height) {
    return new Block(
        0,
        height,
        block.parent(),
        block.firstOffset(),
        block.nextOffset(),
        block.firstOrdinal(),
        block.timeMillis() + 1,
        block.orderPolicy(),
        null,
        block.relativeOffsets(),
        block.lanes());
  }

  static Block genesisOf(CoordinatorUnderTest ledger) {
    return ((CoordinatorRecord.BlockCut) ledger.decisions.get(0)).block();
  }

  // What happens.

  void act(CoordinatorEvent event) {
    record(coordinator.step(event, nowMillis));
  }

  void record(List<CoordinatorRecord> made) {
    decisions.addAll(made);
    for (CoordinatorRecord decision : made) {
      if (decision instanceof CoordinatorRecord.BlockCut cut) {
        blocks.add(cut.block());
      }
    }
  }

  void tick(long millis) {
    nowMillis += millis;
    act(new CoordinatorEvent.ClockTicked());
  }

  void arrive(Arrival... arrivals) {
    if (arrivals.length > 0) {
      nextOffset = arrivals[arrivals.length - 1].offset() + 1;
    }
    act(new CoordinatorEvent.TransactionsArrived(List.of(arrivals), nextOffset));
  }

  /** So many transactions that touch nothing that is known. */
  void arrive(int count) {
    Arrival[] arrivals = new Arrival[count];
    for (int i = 0; i < count; i++) {
      arrivals[i] = transfer(nextOffset + i);
    }
    arrive(arrivals);
  }

  void commit(Block block) {
    act(new CoordinatorEvent.BlockCommitted(commitOf(block)));
  }

  static Commit commitOf(Block block) {
    return new Commit(
        0,
        block.height(),
        block.digest(),
        0,
        ChainTip.after(block),
        new Commit.Counts(0, 0, 0, 0, 0),
        Digest.ZERO,
        new Commit.Statistics(0, 0, 0, 0));
  }

  boolean isDeposed() {
    return decisions.stream().anyMatch(CoordinatorRecord.Deposed.class::isInstance);
  }

  List<Integer> blockSizes() {
    return blocks.stream().map(Block::transactionCount).toList();
  }

  long nextOffset() {
    return nextOffset;
  }

  // Records of the log.

  static Arrival transfer(long offset, String... writtenKeys) {
    return arrival(offset, 0, 20, accesses(writtenKeys));
  }

  static Arrival arrival(long offset, int priority, int sizeBytes, List<AccessEntry> accesses) {
    Transaction transaction =
        new Transaction(
            "t" + offset,
            "sender" + offset,
            TransactionKind.CALL,
            "token",
            "transfer",
            new byte[0],
            1_000_000,
            priority,
            accesses);
    return new Arrival(offset, new byte[sizeBytes], transaction, ErrorCode.NONE, "");
  }

  /** A call of a function that touches nothing that others touch. */
  static Arrival call(long offset, String function, long gasLimit) {
    Transaction transaction =
        new Transaction(
            "t" + offset,
            "sender" + offset,
            TransactionKind.CALL,
            "token",
            function,
            new byte[0],
            gasLimit,
            0,
            accesses("of " + offset));
    return new Arrival(offset, new byte[20], transaction, ErrorCode.NONE, "");
  }

  static Arrival malformed(long offset, byte[] payload) {
    return new Arrival(offset, payload, null, ErrorCode.MALFORMED_RECORD, "no");
  }

  static List<AccessEntry> accesses(String... writtenKeys) {
    return Arrays.stream(writtenKeys)
        .map(name -> new AccessEntry(key(name), AccessMode.WRITE))
        .toList();
  }

  static StateKey key(String name) {
    return StateKey.storage("token", name.getBytes(StandardCharsets.UTF_8));
  }

  /** The results of a whole block that each used so much gas and wrote the given keys. */
  static ResultBatch results(Block block, long gas, boolean isPredicted, String... keys) {
    List<Write> writes =
        Arrays.stream(keys).map(name -> new Write(key(name), new byte[0])).toList();
    ExecutionResult execution =
        new ExecutionResult(
            ReceiptStatus.SUCCEEDED,
            ErrorCode.NONE,
            "",
            gas,
            new byte[0],
            List.of(),
            List.of(),
            writes);
    List<Result> results = new ArrayList<>();
    for (int index = 0; index < block.transactionCount(); index++) {
      results.add(new Result(index, 0, "t", isPredicted, execution));
    }
    return new ResultBatch(0, block.height(), block.digest(), 0, results);
  }
}
