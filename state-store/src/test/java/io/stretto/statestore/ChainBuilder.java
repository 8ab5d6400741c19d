package io.stretto.statestore;

import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.Observation;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes the blocks of one ledger, one after the other, and results for them. */
public final class ChainBuilder {

  /** The ledgers' parameters. */
  public static final Genesis GENESIS = new Genesis(1_000, 1);

  private final int ledger;
  private final Genesis parameters;
  private ChainTip tip = ChainTip.NONE;

  /** Begins before the genesis block. */
  public ChainBuilder(int ledger) {
    this(ledger, GENESIS);
  }

  /** Begins before the genesis block, with parameters of its own. */
  public ChainBuilder(int ledger, Genesis parameters) {
    this.ledger = ledger;
    this.parameters = parameters;
  }

  /** The genesis block. */
  public Block genesis() {
    return add(parameters, new int[0], new int[0]);
  }

  /** The next block, with so many transactions, all on one lane. */
  public Block next(int transactions, int lane) {
    int[] offsets = new int[transactions];
    int[] lanes = new int[transactions];
    for (int i = 0; i < transactions; i++) {
      offsets[i] = i;
      lanes[i] = lane;
    }
    return add(null, offsets, lanes);
  }

  /** A block that would follow too, but loses against the one made before it. */
  public static Block rival(Block block) {
    return new Block(
        block.ledger(),
        block.height(),
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

  private Block add(Genesis genesis, int[] offsets, int[] lanes) {
    Block block =
        new Block(
            ledger,
            tip.height() + 1,
            tip.digest(),
            tip.nextOffset(),
            tip.nextOffset() + offsets.length,
            tip.nextOrdinal(),
            1_000 + tip.height(),
            OrderPolicy.ARRIVAL,
            genesis,
            offsets,
            lanes);
    tip = ChainTip.after(block);
    return block;
  }

  /** Results of a whole block that each write a key of their own and read nothing. */
  public static ResultBatch plainResults(Block block) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < block.transactionCount(); i++) {
      String id = id(block.height(), i);
      results.add(result(i, 0, id, List.of(), List.of(new Write(key(id), number(i)))));
    }
    return batch(block, results);
  }

  /** A batch of a block's results. */
  public static ResultBatch batch(Block block, List<Result> results) {
    int lane = results.isEmpty() ? 0 : block.lane(results.get(0).index());
    return new ResultBatch(block.ledger(), block.height(), block.digest(), lane, results);
  }

  /** A result that succeeded. */
  public static Result result(
      int index, int incarnation, String id, List<Observation> observations, List<Write> writes) {
    ExecutionResult execution =
        new ExecutionResult(
            ReceiptStatus.SUCCEEDED,
            ErrorCode.NONE,
            "",
            7,
            number(index),
            List.of(),
            observations,
            writes);
    return new Result(index, incarnation, id, true, execution);
  }

  /** A bundle that succeeded, with what its operations came to. */
  public static Result bundle(int index, String id, List<OperationOutcome> outcomes) {
    ExecutionResult execution =
        new ExecutionResult(
            ReceiptStatus.SUCCEEDED,
            ErrorCode.NONE,
            "",
            7,
            number(index),
            List.of(),
            outcomes,
            List.of(),
            List.of());
    return new Result(index, 0, id, true, execution);
  }

  /** The id that plain results give to a transaction. */
  public static String id(long height, int index) {
    return "tx-" + height + "-" + index;
  }

  /** A key in the storage of the contract named test. */
  public static StateKey key(String name) {
    return StateKey.storage("test", name.getBytes(StandardCharsets.UTF_8));
  }

  /** A value of eight bytes. */
  public static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  /** The observation of a value. */
  public static Observation observed(StateKey key, byte[] value) {
    return new Observation.Exact(key, Fingerprint.of(value));
  }
}
