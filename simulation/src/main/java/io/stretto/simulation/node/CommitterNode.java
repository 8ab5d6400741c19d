package io.stretto.simulation.node;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.port.CommittedState;
import io.stretto.simulation.check.CommitterLife;
import io.stretto.simulation.engine.Actor;
import io.stretto.simulation.log.Reader;
import io.stretto.simulation.log.SimulatedLog;
import io.stretto.simulation.log.SimulatedLog.Entry;
import io.stretto.simulation.log.Topics.ChangelogRecord;
import io.stretto.statestore.commit.Committer;
import io.stretto.statestore.commit.CommitterEvent;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.List;

/**
 * The committer of one ledger between simulated topics, as Kafka Streams runs it: it restores its
 * store, publishes again what may not have been, reads the blocks from its tip on, and takes
 * results from where its group has read. Now and then it flushes, and commits its offsets.
 *
 * <p>Time is a record's time of arrival while there are records to take, and the clock when there
 * are none.
 */
final class CommitterNode extends SimulatedProcess implements Actor {

  private static final int RECORDS_AT_ONCE = 6;
  private static final long BEHIND_MILLIS = 50;

  private final CommitterSupervisor supervisor;
  private final int ledger;
  private final SimulatedStore store;
  private final int tickMillis;
  private final int flushPerThousand;
  private CommitterLife life;
  private Reader<Block> backlog;
  private Reader<Block> blocks;
  private Reader<ResultBatch> results;
  private long nowMillis;
  private long behindMillis;
  private long nextTickMillis;
  private long publishedHeight = -1;
  private ChangelogRecord lastChange;
  private boolean hasProcessed;

  CommitterNode(World world, CommitterSupervisor supervisor, SimulatedStore store) {
    super(world);
    this.supervisor = supervisor;
    this.ledger = supervisor.ledger();
    this.store = store;
    this.tickMillis = world.dice().between(1, 20);
    this.flushPerThousand = world.dice().pick(20, 100, 500);
  }

  @Override
  public long act() {
    return act(this::turn);
  }

  /** Whether the state can be read here. */
  boolean isServing() {
    return !isDead() && life != null;
  }

  SimulatedStore store() {
    return store;
  }

  CommitterLife life() {
    return life;
  }

  byte[] readAtHead(StateKey key) {
    return life.committer().readAtHead(key);
  }

  List<StateEntry> scanAtHead(StateRange range, int limit) {
    return life.committer().scanAtHead(range, limit);
  }

  @Override
  void died() {
    supervisor.died(this);
  }

  private long turn() {
    if (life == null) {
      recover();
    }
    int taken = 0;
    for (int count = world.dice().between(1, RECORDS_AT_ONCE); count > 0; count--) {
      taken += takeOne() ? 1 : 0;
    }
    if (world.nowMillis() >= nextTickMillis) {
      tick();
    }
    outbox().flushSome();
    if (world.dice().chance(flushPerThousand)) {
      commitOffsets();
    }
    return world.pace(taken > 0);
  }

  private void recover() {
    store.restore(world.topics().changelog().get(ledger));
    CommittedState state = world.sabotage().committedState(store);
    Committer committer = new Committer(state, world.settings().committer());
    life =
        new CommitterLife(
            ledger,
            supervisor.nextNumber(),
            committer,
            state,
            world.settings().committer(),
            store.tip());
    backlog = world.reader(world.topics().blocks().get(ledger), store.tipBlockOffset() + 1);
    blocks = world.reader(world.topics().blocks().get(ledger), supervisor.blocksOffset());
    results = world.reader(world.topics().results().get(ledger), supervisor.resultsOffset());
    nowMillis = world.nowMillis();
    world.checker().committerStarted(life);
    if (world.sabotage().isPublishedAgain()) {
      for (long h = store.announcedHeight() + 1; h <= life.firstTip().height(); h++) {
        publish(store.block(h));
      }
    }
  }

  private boolean takeOne() {
    boolean hasTaken =
        world.dice().flip() ? takeBlock() || takeResults() : takeResults() || takeBlock();
    advanceBacklog();
    return hasTaken;
  }

  private void advanceBacklog() {
    while (backlog != null) {
      Entry<Block> entry = backlog.poll(world.nowMillis());
      if (entry == null) {
        boolean isExhausted = backlog.position() == world.topics().blocks().get(ledger).end();
        backlog = isExhausted ? null : backlog;
        return;
      }
      step(new CommitterEvent.BlockArrived(entry.value(), entry.offset()));
    }
  }

  private boolean takeBlock() {
    Entry<Block> entry = blocks.poll(world.nowMillis());
    if (entry != null) {
      arrivedAt(entry.atMillis());
      if (backlog == null) {
        step(new CommitterEvent.BlockArrived(entry.value(), entry.offset()));
      }
      blocks.rewindSometimes();
    }
    return entry != null;
  }

  private boolean takeResults() {
    Entry<ResultBatch> entry = results.poll(world.nowMillis());
    if (entry != null) {
      arrivedAt(entry.atMillis());
      Block ofChain = supervisor.blockOfChain(entry.value().height());
      ResultBatch batch = world.sabotage().delivered(entry.value(), ofChain);
      step(new CommitterEvent.ResultsArrived(batch));
      results.rewindSometimes();
    }
    return entry != null;
  }

  private void arrivedAt(long millis) {
    nowMillis = Math.max(nowMillis, millis);
    behindMillis = world.nowMillis() - millis;
    hasProcessed = true;
  }

  private void tick() {
    nextTickMillis = world.nowMillis() + tickMillis;
    if (!hasProcessed || behindMillis < BEHIND_MILLIS) {
      nowMillis = Math.max(nowMillis, world.nowMillis());
      step(new CommitterEvent.ClockTicked());
    }
    hasProcessed = false;
    advanceBacklog();
  }

  private void step(CommitterEvent event) {
    List<CommitterRecord> decisions = world.sabotage().step(life.committer(), event, nowMillis);
    world.checker().committerDecided(life, decisions);
    event();
    for (CommitterRecord decision : decisions) {
      if (decision instanceof CommitterRecord.BlockCommitted committed) {
        publish(committed.delta());
      } else if (decision instanceof CommitterRecord.ReexecutionRequested requested) {
        send(world.topics().requests().get(requested.request().lane()), requested.request());
      }
    }
  }

  /** To the changelog first, then to readers. */
  private void publish(BlockDelta delta) {
    long height = delta.commit().height();
    if (store.isPending(height)) {
      ChangelogRecord changed = new ChangelogRecord(delta, store.announcedHeight());
      lastChange = changed;
      send(world.topics().changelog().get(ledger), changed);
    }
    if (!delta.receipts().isEmpty()) {
      send(world.topics().receipts().get(ledger), delta.receipts());
    }
    send(world.topics().commits().get(ledger), delta.commit());
    publishedHeight = height;
  }

  private void commitOffsets() {
    outbox().flush();
    event();
    if (!supervisor.commitOffsets(this, blocks.position(), results.position())) {
      end();
    }
    event();
    store.announced(publishedHeight, offsetAfterOwn());
  }

  /**
   * The offset behind the last record that this committer has written to the changelog: that very
   * record, not one of a zombie that says the same.
   */
  @SuppressWarnings("ReferenceEquality")
  private long offsetAfterOwn() {
    SimulatedLog<ChangelogRecord> changelog = world.topics().changelog().get(ledger);
    long offset = lastChange == null ? 0 : changelog.end();
    while (offset > 0 && changelog.get(offset - 1).value() != lastChange) {
      offset--;
    }
    return offset;
  }
}
