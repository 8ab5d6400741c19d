package io.stretto.statestore.commit;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.ConflictRule;
import io.stretto.protocol.Decider;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateDigest;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.CommittedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The committer of one ledger: it holds results against the {@linkplain ConflictRule conflict rule}
 * in canonical order, commits whole blocks, and asks again for what does not hold or does not come.
 *
 * <p>Pure: it decides from its state, the event and the time given, changes only in {@link
 * #replay}, and knows of no log, clock or thread. What it keeps of open blocks and results is soft:
 * a new committer over the same {@link CommittedState}, given the blocks after the tip, goes on
 * where the old one stopped. Not safe for use by several threads.
 */
public final class Committer implements Decider<CommitterEvent, CommitterRecord> {

  private final CommittedState committed;
  private final CommitterSettings settings;
  private final LateLanes lateLanes;
  private final OpenBlocks open;
  private StagedBlock staged;
  private int dedupWindowPositions = -1;

  /** Creates the committer of a ledger, over its committed state. */
  public Committer(CommittedState committed, CommitterSettings settings) {
    this.committed = committed;
    this.settings = settings;
    this.lateLanes = new LateLanes(settings);
    this.open =
        new OpenBlocks(committed.tip(), committed.tipBlockOffset(), settings.setAsideBatches());
    this.staged = new StagedBlock(committed);
  }

  @Override
  public List<CommitterRecord> decide(CommitterEvent event, long nowMillis) {
    return switch (event) {
      case CommitterEvent.BlockArrived arrived ->
          open.isNext(arrived.block(), arrived.blockOffset())
              ? List.of(
                  new CommitterRecord.BlockOpened(
                      arrived.block(), arrived.blockOffset(), nowMillis))
              : List.of();
      case CommitterEvent.ResultsArrived arrived ->
          isOfInterest(arrived.batch())
              ? List.of(new CommitterRecord.ResultsTaken(arrived.batch(), nowMillis))
              : List.of();
      case CommitterEvent.ClockTicked ticked -> List.of();
    };
  }

  /**
   * Decides on the next position, if anything can be decided on it; changes nothing. The time never
   * decides outcomes.
   */
  @Override
  public List<CommitterRecord> decide(long nowMillis) {
    OpenBlock head = open.head();
    if (head == null) {
      return List.of();
    }
    int index = staged.nextIndex();
    if (index == head.slots.length) {
      return List.of(new CommitterRecord.BlockCommitted(delta(head)));
    }
    Slot slot = head.slots[index];
    if (slot.result == null) {
      return lateLanes.isLate(slot, nowMillis) ? lateRequest(nowMillis) : List.of();
    }
    return decideOn(head, index, slot, nowMillis);
  }

  @Override
  public void replay(CommitterRecord record) {
    switch (record) {
      case CommitterRecord.BlockOpened opened -> openBlock(opened);
      case CommitterRecord.ResultsTaken taken -> takeResults(taken);
      case CommitterRecord.PositionStaged settled -> {
        staged.settle(settled.receipt(), settled.writes());
        open.head().predicted += settled.predicted() ? 1 : 0;
      }
      case CommitterRecord.ResultRefused refused -> {
        open.head().slots[refused.position().index()].refuse();
        open.head().conflicts++;
      }
      case CommitterRecord.ReexecutionRequested requested -> ask(requested);
      case CommitterRecord.BlockCommitted block -> {
        committed.apply(block.delta());
        open.removeHead();
        staged = new StagedBlock(committed);
        stageGenesis();
      }
    }
  }

  /** The tip of the chain of blocks taken so far, open ones included. */
  public ChainTip chainTip() {
    return open.tip();
  }

  /** How many blocks are open. */
  public int openBlocks() {
    return open.size();
  }

  /**
   * Reads a key as it is just before the next position: the committed state and what is settled of
   * the open block.
   */
  public byte[] readAtHead(StateKey key) {
    return staged.read(key);
  }

  /** Reads the first entries of a range as they are just before the next position. */
  public List<StateEntry> scanAtHead(StateRange range, int limit) {
    return staged.scan(range, limit);
  }

  private boolean isOfInterest(ResultBatch batch) {
    return batch.height() > committed.tip().height() && open.wants(batch);
  }

  private List<CommitterRecord> lateRequest(long nowMillis) {
    ReexecutionRequest request =
        LateRequest.of(
            open, staged.nextIndex(), lateLanes, settings.lookAheadPositions(), nowMillis);
    return List.of(new CommitterRecord.ReexecutionRequested(request, nowMillis));
  }

  private List<CommitterRecord> decideOn(OpenBlock head, int index, Slot slot, long nowMillis) {
    Result result = slot.result;
    Optional<Receipt> first = firstReceipt(head.block, index, result.transactionId());
    Position position = head.position(index);
    long offset = head.block.offset(index);
    if (first.isPresent()) {
      Receipt receipt = first.get().repeatedAt(position, offset, slot.executions);
      return List.of(new CommitterRecord.PositionStaged(receipt, List.of(), result.predicted()));
    }
    if (ConflictRule.isValid(result.execution().observations(), staged)) {
      Receipt receipt =
          Receipt.of(result.transactionId(), position, offset, result.execution(), slot.executions);
      return List.of(
          new CommitterRecord.PositionStaged(
              receipt, staged.resolve(result.execution().writes()), result.predicted()));
    }
    if (slot.isAskedAtHead()) {
      return List.of(new CommitterRecord.ResultRefused(position, result));
    }
    List<CommitterRecord> requests = new ArrayList<>();
    for (ReexecutionRequest request :
        LookAhead.requests(open, staged, settings.lookAheadPositions())) {
      requests.add(new CommitterRecord.ReexecutionRequested(request, nowMillis));
    }
    return requests;
  }

  private Optional<Receipt> firstReceipt(Block block, int index, String transactionId) {
    int window = dedupWindowPositions();
    if (window == 0 || transactionId.isEmpty()) {
      return Optional.empty();
    }
    return staged.firstReceipt(transactionId, block.firstOrdinal() + index - window);
  }

  private int dedupWindowPositions() {
    if (dedupWindowPositions < 0) {
      byte[] parameters = staged.read(StateKey.genesis());
      if (parameters == null) {
        return 0;
      }
      dedupWindowPositions = Genesis.decode(parameters).dedupWindowPositions();
    }
    return dedupWindowPositions;
  }

  private BlockDelta delta(OpenBlock head) {
    List<Write> writes = staged.netWrites();
    List<Receipt> receipts = staged.receipts();
    Block block = head.block;
    Digest stateDigest =
        StateDigest.next(committed.stateDigest(), block.digest(), writes, receipts);
    Commit commit =
        new Commit(
            block.ledger(),
            block.height(),
            block.digest(),
            head.blockOffset,
            ChainTip.after(block),
            staged.counts(),
            stateDigest,
            new Commit.Statistics(
                head.executions, head.conflicts, head.reexecutions, head.predicted));
    return new BlockDelta(commit, writes, receipts);
  }

  private void openBlock(CommitterRecord.BlockOpened opened) {
    open.add(opened.block(), opened.blockOffset(), settings.lanes(), opened.nowMillis());
    if (open.size() == 1) {
      stageGenesis();
    }
  }

  private void stageGenesis() {
    OpenBlock head = open.head();
    if (head != null) {
      head.block.genesis().ifPresent(genesis -> staged.put(genesis.write()));
    }
  }

  private void takeResults(CommitterRecord.ResultsTaken taken) {
    ResultBatch batch = taken.batch();
    if (open.isEarly(batch)) {
      open.setAside(batch);
      return;
    }
    OpenBlock block = open.find(batch.height());
    int firstIndex = block == open.head() ? staged.nextIndex() : 0;
    if (!batch.results().isEmpty()) {
      int index = batch.results().get(batch.results().size() - 1).index();
      if (index >= 0 && index < block.slots.length) {
        lateLanes.answered(batch.lane(), taken.nowMillis() - block.slots[index].askedAtMillis);
      }
    }
    block.take(batch, firstIndex);
  }

  private void ask(CommitterRecord.ReexecutionRequested requested) {
    ReexecutionRequest request = requested.request();
    boolean isLate = request.reason() == ReexecutionRequest.Reason.LATE;
    for (ReexecutionRequest.Entry entry : request.entries()) {
      OpenBlock block = open.find(entry.position().height());
      Slot slot = block.slots[entry.position().index()];
      if (isLate) {
        lateLanes.suspect(slot.lane);
        slot.lateRequests++;
      } else {
        slot.lateRequests = 0;
        block.conflicts++;
      }
      block.reexecutions++;
      boolean isAtHead = entry.position().equals(request.head());
      slot.ask(request.lane(), entry.incarnation(), isAtHead, requested.nowMillis());
    }
  }
}
