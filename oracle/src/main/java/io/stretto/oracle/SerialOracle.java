package io.stretto.oracle;

import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateDigest;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import io.stretto.protocol.memory.StateMap;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.StateView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ToIntFunction;

/**
 * The outcome that one machine gets by executing the log one transaction after another: a plain
 * loop over a map, which knows nothing of speculation, validation or commits. Whatever the cluster
 * says must equal this to the byte.
 *
 * <p>Used by one thread.
 */
public final class SerialOracle {

  /**
   * What the oracle says of one block.
   *
   * @param block the block
   * @param receipts the receipts in canonical order
   * @param stateDigest the digest after it
   */
  public record Outcome(Block block, List<Receipt> receipts, Digest stateDigest) {}

  private record First(long ordinal, Receipt receipt) {}

  private final Executor executor;
  private final ToIntFunction<byte[]> priority;
  private final StateMap state = new StateMap();
  private final Map<String, First> firstReceipts = new HashMap<>();
  private ChainTip tip = ChainTip.NONE;
  private Digest stateDigest = Digest.ZERO;
  private int dedupWindowPositions;

  /**
   * Creates the oracle of an empty ledger.
   *
   * @param executor executes one record
   * @param priority tells the declared priority of a record's value; 0 for what is no transaction
   */
  public SerialOracle(Executor executor, ToIntFunction<byte[]> priority) {
    this.executor = executor;
    this.priority = priority;
  }

  /**
   * Executes the next block.
   *
   * @param block the block; it must follow the last one
   * @param records all records of the transactions topic in the block's range, by offset; values
   *     may be {@code null}
   * @throws OracleException when the block does not follow, or is not made as its policy demands
   */
  public Outcome apply(Block block, SortedMap<Long, byte[]> records) {
    if (!tip.isFollowedBy(block)) {
      throw new OracleException(block + " does not follow " + tip);
    }
    checkOrder(block, records);
    LinkedHashMap<StateKey, Write> netWrites = new LinkedHashMap<>();
    block.genesis().ifPresent(genesis -> begin(genesis, netWrites));
    List<Receipt> receipts = new ArrayList<>(block.transactionCount());
    for (int index = 0; index < block.transactionCount(); index++) {
      byte[] payload = records.get(block.offset(index));
      receipts.add(execute(block, index, payload, netWrites));
    }
    tip = ChainTip.after(block);
    stateDigest = StateDigest.next(stateDigest, block.digest(), netWrites.values(), receipts);
    return new Outcome(block, receipts, stateDigest);
  }

  /** The state as it is now, by ascending key: a copy that cannot be changed. */
  public SortedMap<StateKey, byte[]> state() {
    return state.entries();
  }

  /** The state as it is at each moment, to be looked at by the oracle's own thread. */
  public StateView view() {
    return state;
  }

  /** The chain's tip after the last block. */
  public ChainTip tip() {
    return tip;
  }

  private void begin(Genesis genesis, Map<StateKey, Write> netWrites) {
    dedupWindowPositions = genesis.dedupWindowPositions();
    apply(genesis.write(), netWrites);
  }

  private Receipt execute(Block block, int index, byte[] payload, Map<StateKey, Write> netWrites) {
    Position position = new Position(block.height(), index);
    long ordinal = block.firstOrdinal() + index;
    Executor.Execution execution = executor.execute(payload, block.context(), index, state);
    String id = execution.transactionId();
    First first = id.isEmpty() ? null : firstReceipts.get(id);
    if (first != null && first.ordinal() >= ordinal - dedupWindowPositions) {
      return first.receipt().repeatedAt(position, block.offset(index), 1);
    }
    ExecutionResult result = execution.result();
    result.writes().forEach(write -> apply(write, netWrites));
    Receipt receipt = Receipt.of(id, position, block.offset(index), result, 1);
    if (!id.isEmpty() && dedupWindowPositions > 0) {
      firstReceipts.put(id, new First(ordinal, receipt));
    }
    return receipt;
  }

  private void apply(Write write, Map<StateKey, Write> netWrites) {
    Write resolved = write.resolve(state.read(write.key()));
    netWrites.put(write.key(), resolved);
    state.apply(resolved);
  }

  private void checkOrder(Block block, SortedMap<Long, byte[]> records) {
    List<OrderPolicy.Member> members = new ArrayList<>(records.size());
    records.forEach(
        (offset, payload) ->
            members.add(new OrderPolicy.Member(offset, priority.applyAsInt(payload))));
    List<OrderPolicy.Member> ordered = block.orderPolicy().order(members, block.parent());
    if (ordered.size() != block.transactionCount()) {
      throw new OracleException(
          block
              + " holds "
              + block.transactionCount()
              + " transactions, the log "
              + ordered.size());
    }
    for (int index = 0; index < ordered.size(); index++) {
      if (ordered.get(index).offset() != block.offset(index)) {
        throw new OracleException(
            block
                + " has offset "
                + block.offset(index)
                + " at index "
                + index
                + ", its order policy demands "
                + ordered.get(index).offset());
      }
    }
  }
}
