package io.stretto.coordinator;

import io.stretto.coordinator.place.Placement;
import io.stretto.coordinator.predict.Prediction;
import io.stretto.coordinator.predict.Predictor;
import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.Position;
import io.stretto.protocol.Result;
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
public final class Coordinator {

  private final int ledger;
  private final CoordinatorSettings settings;
  private final Predictor predictor = new Predictor();
  private final Placement placement;
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
    this.placement =
        new Placement(
            settings.lanes(),
            settings.keyLimit(),
            committedTip.height(),
            settings.affinitySlackGas(),
            settings.laneGas());
  }

  /**
   * Decides on an event and on all that follows from it, and replays each decision.
   *
   * @param event what happened
   * @param nowMillis the time in milliseconds since 1970; it becomes the time of blocks
   * @return the decisions in order
   */
  public List<CoordinatorRecord> step(CoordinatorEvent event, long nowMillis) {
    List<CoordinatorRecord> decisions = new ArrayList<>(decide(event, nowMillis));
    decisions.forEach(this::replay);
    for (List<CoordinatorRecord> next = decide(nowMillis);
        !next.isEmpty();
        next = decide(nowMillis)) {
      next.forEach(this::replay);
      decisions.addAll(next);
    }
    return decisions;
  }

  /** Decides on an event alone; changes nothing. */
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

  /** Decides whether to cut a block now; changes nothing. */
  public List<CoordinatorRecord> decide(long nowMillis) {
    if (isDeposed) {
      return List.of();
    }
    if (tip.height() < 0) {
      return List.of(new CoordinatorRecord.BlockCut(genesisBlock(nowMillis), List.of()));
    }
    return isTimeToCut(nowMillis) ? List.of(cut(nowMillis)) : List.of();
  }

  /** Changes the state by a decision. */
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
    return entry == null ? List.of() : TaskWriter.tasks(block, entry.members(), placement);
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
    return predictor;
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
      Prediction prediction = predict(arrival);
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

  private Block genesisBlock(long nowMillis) {
    return new Block(
        ledger,
        0,
        tip.digest(),
        logStartOffset,
        logStartOffset,
        0,
        nowMillis,
        settings.orderPolicy(),
        settings.genesis(),
        new int[0],
        new int[0]);
  }

  private CoordinatorRecord.BlockCut cut(long nowMillis) {
    List<Arrival> arrivals = queue.front(settings, arrival -> predict(arrival).gas());
    Map<Long, Arrival> byOffset = new HashMap<>();
    List<OrderPolicy.Member> unordered = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      byOffset.put(arrival.offset(), arrival);
      unordered.add(new OrderPolicy.Member(arrival.offset(), arrival.priority()));
    }
    long height = tip.height() + 1;
    List<OrderPolicy.Member> ordered = settings.orderPolicy().order(unordered, tip.digest());
    List<Prediction> predictions = new ArrayList<>(ordered.size());
    for (OrderPolicy.Member member : ordered) {
      predictions.add(predict(byOffset.get(member.offset())));
    }
    List<Placement.Place> places = placement.plan(height, predictions, committedHeight);
    int[] relativeOffsets = new int[ordered.size()];
    int[] lanes = new int[ordered.size()];
    List<CoordinatorRecord.Member> members = new ArrayList<>(ordered.size());
    for (int index = 0; index < lanes.length; index++) {
      Arrival arrival = byOffset.get(ordered.get(index).offset());
      relativeOffsets[index] = Math.toIntExact(arrival.offset() - tip.nextOffset());
      lanes[index] = places.get(index).lane();
      members.add(new CoordinatorRecord.Member(arrival, predictions.get(index), places.get(index)));
    }
    Block block =
        new Block(
            ledger,
            height,
            tip.digest(),
            tip.nextOffset(),
            queue.offsetAfter(arrivals.size()),
            tip.nextOrdinal(),
            Math.max(nowMillis, tip.timeMillis()),
            settings.orderPolicy(),
            null,
            relativeOffsets,
            lanes);
    return new CoordinatorRecord.BlockCut(block, members);
  }

  private Prediction predict(Arrival arrival) {
    return arrival.transaction() == null
        ? Prediction.NOTHING
        : predictor.predict(arrival.transaction());
  }

  private void take(Block block, List<CoordinatorRecord.Member> members) {
    inFlight.add(block, members);
    for (int index = 0; index < members.size(); index++) {
      CoordinatorRecord.Member member = members.get(index);
      placement.remember(
          new Position(block.height(), index), member.prediction(), member.place().lane());
    }
  }

  private void release(long height) {
    committedHeight = height;
    for (InFlight.Entry entry = inFlight.pollUpTo(height);
        entry != null;
        entry = inFlight.pollUpTo(height)) {
      for (CoordinatorRecord.Member member : entry.members()) {
        placement.committed(member.place().lane(), member.prediction());
      }
    }
  }

  private void learn(ResultBatch batch) {
    InFlight.Entry entry = inFlight.get(batch.height());
    if (entry == null || !entry.block().digest().equals(batch.blockDigest())) {
      return;
    }
    for (Result result : batch.results()) {
      if (result.index() >= entry.members().size()) {
        continue;
      }
      Arrival arrival = entry.members().get(result.index()).arrival();
      if (arrival.transaction() != null) {
        predictor.learn(arrival.transaction(), result.execution(), result.predicted());
      }
      if (!result.predicted()) {
        Position position = new Position(batch.height(), result.index());
        placement.observed(position, batch.lane(), result.execution().writes());
      }
    }
  }
}
