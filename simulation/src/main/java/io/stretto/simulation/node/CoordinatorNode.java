package io.stretto.simulation.node;

import io.stretto.coordinator.Arrival;
import io.stretto.coordinator.Coordinator;
import io.stretto.coordinator.CoordinatorEvent;
import io.stretto.coordinator.CoordinatorRecord;
import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.Task;
import io.stretto.simulation.engine.Actor;
import io.stretto.simulation.fault.Fault;
import io.stretto.simulation.log.Reader;
import io.stretto.simulation.log.SimulatedLog;
import io.stretto.simulation.log.SimulatedLog.Entry;
import io.stretto.simulation.script.RecordText;
import java.util.ArrayList;
import java.util.List;

/**
 * The coordinator of one ledger between simulated topics: it starts from the log, as the real one
 * does, and does so again when it has lost against another or a record was not published.
 */
final class CoordinatorNode extends SimulatedProcess implements Actor {

  /** So many records are taken in at once, at most. */
  static final int INTAKE_RECORDS = 30;

  private static final int EVENTS_AT_ONCE = 5;
  private static final int QUEUED_BLOCKS = 3;

  private final CoordinatorSupervisor supervisor;
  private final int ledger;
  private final long skewMillis;
  private final TaskSpoiler spoiler;
  private Coordinator coordinator;
  private Reader<byte[]> transactions;
  private Reader<Block> blocks;
  private Reader<Commit> commits;
  private Reader<ResultBatch> results;
  private boolean mustRestart;

  CoordinatorNode(World world, CoordinatorSupervisor supervisor) {
    super(world);
    this.supervisor = supervisor;
    this.ledger = supervisor.ledger();
    boolean isSkewed = world.has(Fault.CLOCK_SKEW);
    this.skewMillis = isSkewed ? world.dice().between(-5_000, 5_000) : 0;
    this.spoiler = new TaskSpoiler(world);
  }

  @Override
  public long act() {
    return act(this::turn);
  }

  /** The tip that it builds on; {@link ChainTip#NONE} as long as it has not begun. */
  ChainTip tip() {
    return coordinator == null ? ChainTip.NONE : coordinator.tip();
  }

  @Override
  void died() {
    supervisor.died(this);
  }

  private long turn() {
    if (coordinator == null || mustRestart) {
      recover();
    }
    boolean wasBusy = false;
    for (int count = world.dice().between(1, EVENTS_AT_ONCE); count > 0 && !mustRestart; count--) {
      wasBusy |= takeOne();
    }
    if (!wasBusy && !mustRestart) {
      step(new CoordinatorEvent.ClockTicked());
    }
    outbox().flushSome();
    return world.pace(wasBusy);
  }

  private void recover() {
    mustRestart = false;
    SimulatedLog<Commit> commitLog = world.topics().commits().get(ledger);
    Commit last = commitLog.end() == 0 ? null : commitLog.get(commitLog.end() - 1).value();
    ChainTip tip = last == null ? ChainTip.NONE : last.tip();
    SimulatedLog<byte[]> records = world.topics().transactions().get(ledger);
    SimulatedLog<Block> blockLog = world.topics().blocks().get(ledger);
    coordinator = new Coordinator(ledger, world.settings().coordinator(), tip, records.first());
    commits = world.reader(commitLog, commitLog.end());
    SimulatedLog<ResultBatch> resultLog = world.topics().results().get(ledger);
    results = world.reader(resultLog, resultLog.end());
    for (long o = last == null ? 0 : last.blockOffset() + 1; o < blockLog.end(); o++) {
      resume(blockLog.get(o).value());
    }
    blocks = world.reader(blockLog, blockLog.end());
    long next = Math.max(records.first(), coordinator.tip().nextOffset());
    transactions = world.reader(records, next);
  }

  private void resume(Block block) {
    if (!coordinator.isNext(block)) {
      return;
    }
    List<Arrival> arrivals = new ArrayList<>();
    SimulatedLog<byte[]> records = world.topics().transactions().get(ledger);
    for (long offset = block.firstOffset(); offset < block.nextOffset(); offset++) {
      if (records.get(offset) != null) {
        arrivals.add(arrival(records.get(offset)));
      }
    }
    List<CoordinatorRecord> decisions =
        coordinator.decide(
            new CoordinatorEvent.BlockRecovered(block, arrivals), block.timeMillis());
    decisions.forEach(coordinator::replay);
    world.checker().coordinatorDecided(ledger, coordinator, decisions);
    publishTasks(block);
  }

  private boolean takeOne() {
    return switch (world.dice().below(4)) {
      case 0 -> takeTransactions();
      case 1 -> {
        Entry<Block> entry = blocks.poll(world.nowMillis());
        yield entry != null && step(new CoordinatorEvent.BlockSeen(entry.value()));
      }
      case 2 -> {
        Entry<Commit> entry = commits.poll(world.nowMillis());
        yield entry != null && step(new CoordinatorEvent.BlockCommitted(entry.value()));
      }
      default -> {
        Entry<ResultBatch> entry = results.poll(world.nowMillis());
        yield entry != null && step(new CoordinatorEvent.ResultsSeen(entry.value()));
      }
    };
  }

  private boolean takeTransactions() {
    int room = QUEUED_BLOCKS * world.settings().coordinator().blockTransactions();
    if (coordinator.queued() >= room) {
      return false;
    }
    List<Arrival> arrivals = new ArrayList<>();
    for (int count = world.dice().between(1, INTAKE_RECORDS); count > 0; count--) {
      Entry<byte[]> entry = transactions.poll(world.nowMillis());
      if (entry == null) {
        break;
      }
      arrivals.add(arrival(entry));
    }
    if (arrivals.isEmpty()) {
      return false;
    }
    if (world.dice().flip()) {
      transactions.skipGaps();
    }
    return step(new CoordinatorEvent.TransactionsArrived(arrivals, transactions.position()));
  }

  private boolean step(CoordinatorEvent event) {
    long nowMillis = world.nowMillis() + skewMillis;
    List<CoordinatorRecord> decisions = world.sabotage().step(coordinator, event, nowMillis);
    world.checker().coordinatorDecided(ledger, coordinator, decisions);
    for (CoordinatorRecord decision : decisions) {
      if (decision instanceof CoordinatorRecord.BlockCut cut) {
        publish(cut.block());
      } else if (decision instanceof CoordinatorRecord.Deposed) {
        mustRestart = true;
      }
    }
    return true;
  }

  private void publish(Block block) {
    if (world.weather().strikes(Fault.UNPUBLISHED_BLOCK)) {
      world.checker().struck(Fault.UNPUBLISHED_BLOCK + " " + block);
      mustRestart = true;
      event();
    } else {
      send(world.topics().blocks().get(ledger), block);
    }
    publishTasks(block);
  }

  private void publishTasks(Block block) {
    for (Task task : coordinator.tasks(block)) {
      send(world.topics().tasks().get(task.lane()), spoiler.spoilt(task));
    }
  }

  private static Arrival arrival(Entry<byte[]> entry) {
    RecordText.Decoded decoded = RecordText.decode(entry.value());
    return new Arrival(
        entry.offset(),
        entry.value(),
        decoded.transaction(),
        decoded.errorCode(),
        decoded.errorMessage());
  }
}
