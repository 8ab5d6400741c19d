package io.stretto.coordinator;

import io.stretto.coordinator.place.Placement;
import io.stretto.coordinator.predict.Prediction;
import io.stretto.coordinator.predict.Predictor;
import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Decider;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The coordinator of one ledger: it cuts the log into blocks, puts each in order, predicts what its
 * transactions touch and places them on lanes.
 *
 * <p>Pure: it decides from its state, the event and the time given, changes only in {@link
 * #replay}, and knows of no log, clock or thread. Not safe for use by several threads.
 */
public final class Coordinator implements Decider<CoordinatorEvent, CoordinatorRecord> {

  private final int ledger;
  private final CoordinatorSettings settings;
  private final Expectations expectations;
  private final BlockCutter cutter;
  private final Queue queue = new Queue();
  private final InFlight inFlight = new InFlight();
  private final long logStartOffset;
  private ChainTip tip;
  private ChainTip confirmedTip;
  private long committedHeight;
  private boolean isDeposed;

  /**
   * Creates a coordinator.
   *
   * @param ledger the ledger
   * @param settings how to work
   * @param committedTip the chain's tip after the last committed block; {@link ChainTip#NONE} where
   *     there is none
   * @param logStartOffset the first offset of the transactions log, where a new ledger begins
   */
  public Coordinator(
      int ledger, CoordinatorSettings settings, ChainTip committedTip, long logStartOffset) {
    this.ledger = ledger;
    this.settings = settings;
    this.tip = committedTip;
    this.confirmedTip = committedTip;
    this.committedHeight = committedTip.height();
    this.logStartOffset = logStartOffset;
    this.expectations = new Expectations(settings, committedTip.height());
    this.cutter = new BlockCutter(ledger, settings, expectations);
  }

  @Override
  public List<CoordinatorRecord> decide(CoordinatorEvent event, long nowMillis) {
    if (isDeposed) {
      return List.of();
    }
    return switch (event) {
      case CoordinatorEvent.TransactionsArrived arrived ->
          List.of(
              new CoordinatorRecord.Queued(arrived.arrivals(), arrived.nextOffset(), nowMillis));
      case CoordinatorEvent.BlockSeen seen -> decideOn(seen.block());
      case CoordinatorEvent.BlockRecovered recovered -> recover(recovered);
      case CoordinatorEvent.BlockCommitted committed -> decideOn(committed.commit());
      case CoordinatorEvent.ResultsSeen seen ->
          inFlight.get(seen.batch().height()) != null
              ? List.of(new CoordinatorRecord.Learned(seen.batch()))
              : List.of();
      case CoordinatorEvent.ClockTicked ticked -> List.of();
    };
  }

  /** Decides whether to cut a block now; changes nothing. The time becomes the block's. */
  @Override
  public List<CoordinatorRecord> decide(long nowMillis) {
    if (isDeposed) {
      return List.of();
    }
    if (tip.height() < 0) {
      Block genesis = cutter.genesisBlock(tip, logStartOffset, nowMillis);
      return List.of(new CoordinatorRecord.BlockCut(genesis, List.of()));
    }
    return isTimeToCut(nowMillis)
        ? List.of(cutter.cut(queue, tip, committedHeight, nowMillis))
        : List.of();
  }

  @Override
  public void replay(CoordinatorRecord record) {
    switch (record) {
      case CoordinatorRecord.Queued queued -> queue.add(queued);
      case CoordinatorRecord.BlockCut cut -> {
        queue.remove(cut.members().size());
        tip = ChainTip.after(cut.block());
        take(cut.block(), cut.members());
      }
      case CoordinatorRecord.BlockResumed resumed -> {
        tip = ChainTip.after(resumed.block());
        confirmedTip = tip;
        take(resumed.block(), resumed.members());
      }
      case CoordinatorRecord.BlockConfirmed confirmed ->
          confirmedTip = ChainTip.after(confirmed.block());
      case CoordinatorRecord.Deposed deposed -> isDeposed = true;
      case CoordinatorRecord.Released released -> release(released.commit().height());
      case CoordinatorRecord.Learned learned -> learn(learned.batch());
    }
  }

  /** The tasks of a block that was cut or resumed, by ascending lane. */
  public List<Task> tasks(Block block) {
    InFlight.Entry entry = inFlight.get(block.height());
    return entry == null ? List.of() : expectations.tasks(block, entry.members());
  }

  /** The tip of the chain, blocks that this coordinator has cut included. */
  public ChainTip tip() {
    return tip;
  }

  /** Whether a block record is the next of this coordinator's ledger. */
  public boolean isNext(Block block) {
    return block.ledger() == ledger && tip.isFollowedBy(block);
  }

  /** The first offset of the log, where a new ledger begins. */
  public long logStartOffset() {
    return logStartOffset;
  }

  /** How many records wait for a block. */
  public int queued() {
    return queue.size();
  }

  /** How many bytes wait for a block. */
  public long queuedBytes() {
    return queue.bytes();
  }

  /** How many transactions are in uncommitted blocks. */
  public int inFlightTransactions() {
    return inFlight.transactions();
  }

  /** What was learned; for people to look at. */
  public Predictor predictor() {
    return expectations.predictor();
  }

  private List<CoordinatorRecord> decideOn(Commit commit) {
    if (commit.height() <= committedHeight) {
      return List.of();
    }
    InFlight.Entry own = inFlight.get(commit.height());
    boolean isOwn = own != null && own.block().digest().equals(commit.blockDigest());
    return List.of(
        isOwn
            ? new CoordinatorRecord.Released(commit)
            : new CoordinatorRecord.Deposed(commit.height(), commit.blockDigest()));
  }

  private List<CoordinatorRecord> decideOn(Block block) {
    if (block.ledger() != ledger || !confirmedTip.isFollowedBy(block)) {
      return List.of();
    }
    if (block.height() <= tip.height()) {
      InFlight.Entry own = inFlight.get(block.height());
      // What is no longer in flight was committed, and then found to be this coordinator's own.
      boolean isOwn = own == null || own.block().digest().equals(block.digest());
      return List.of(
          isOwn
              ? new CoordinatorRecord.BlockConfirmed(block)
              : new CoordinatorRecord.Deposed(block.height(), block.digest()));
    }
    return List.of(new CoordinatorRecord.Deposed(block.height(), block.digest()));
  }

  private List<CoordinatorRecord> recover(CoordinatorEvent.BlockRecovered recovered) {
    Block block = recovered.block();
    if (!isNext(block)) {
      return List.of();
    }
    Map<Long, Arrival> byOffset = new HashMap<>();
    recovered.arrivals().forEach(arrival -> byOffset.put(arrival.offset(), arrival));
    List<CoordinatorRecord.Member> members = new ArrayList<>(block.transactionCount());
    for (int index = 0; index < block.transactionCount(); index++) {
      Arrival arrival = byOffset.get(block.offset(index));
      if (arrival == null) {
        throw new IllegalStateException(
            block + " names offset " + block.offset(index) + ", which the log does not have");
      }
      Prediction prediction = expectations.predict(arrival);
      int lane = Math.floorMod(block.lane(index), settings.lanes());
      members.add(
          new CoordinatorRecord.Member(arrival, prediction, new Placement.Place(lane, List.of())));
    }
    return List.of(new CoordinatorRecord.BlockResumed(block, members));
  }

  private boolean isTimeToCut(long nowMillis) {
    if (queue.isEmpty()
        || inFlight.blocks() >= settings.inFlightBlocks()
        || inFlight.transactions() >= settings.inFlightTransactions()) {
      return false;
    }
    if (inFlight.blocks() == 0 || queue.fillsBlock(settings)) {
      return true;
    }
    return inFlight.blocks() < settings.inFlightPartialBlocks()
        && nowMillis - queue.oldestSinceMillis() >= settings.blockDelayMillis();
  }

  private void take(Block block, List<CoordinatorRecord.Member> members) {
    inFlight.add(block, members);
    expectations.take(block, members);
  }

  private void release(long height) {
    committedHeight = height;
    for (InFlight.Entry entry = inFlight.pollUpTo(height);
        entry != null;
        entry = inFlight.pollUpTo(height)) {
      expectations.release(entry.members());
    }
  }

  private void learn(ResultBatch batch) {
    InFlight.Entry entry = inFlight.get(batch.height());
    if (entry != null && entry.block().digest().equals(batch.blockDigest())) {
      expectations.learn(batch, entry.members());
    }
  }
}
