package io.stretto.bench;

import io.stretto.coordinator.Arrival;
import io.stretto.coordinator.Coordinator;
import io.stretto.coordinator.CoordinatorEvent;
import io.stretto.coordinator.CoordinatorRecord;
import io.stretto.coordinator.CoordinatorSettings;
import io.stretto.oracle.SerialOracle;
import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Task;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.memory.InMemoryCommittedState;
import io.stretto.protocol.port.RemoteState;
import io.stretto.schemas.BlockDeltaCodec;
import io.stretto.schemas.DecodedTransaction;
import io.stretto.schemas.ReceiptBatch;
import io.stretto.schemas.ReceiptBatchCodec;
import io.stretto.schemas.ResultBatchCodec;
import io.stretto.schemas.TaskCodec;
import io.stretto.schemas.TransactionCodec;
import io.stretto.statestore.commit.Committer;
import io.stretto.statestore.commit.CommitterEvent;
import io.stretto.statestore.commit.CommitterRecord;
import io.stretto.statestore.commit.CommitterSettings;
import io.stretto.wasm.ContractRuntime;
import io.stretto.wasm.RecordExecutor;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.worker.speculate.Lane;
import io.stretto.worker.speculate.LaneSettings;
import io.stretto.worker.speculate.SpeculativeState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a token transfer costs in each stage of its way, without Kafka between them: decoding,
 * coordination, execution, validation, and the codecs in between, all in one thread. The outcome is
 * held against the serial oracle, so the way measured is the real one.
 */
public final class StageBenchmark {

  private static final int BLOCK = 1_000;
  private static final int OPEN_BLOCKS = 4;

  private final int lanes;
  private final StageClock clock = new StageClock();
  private final InMemoryCommittedState state = new InMemoryCommittedState();
  private final SpeculativeState speculative = new SpeculativeState(1_000_000);
  private final List<Lane> laneList = new ArrayList<>();
  private final Coordinator coordinator;
  private final Committer committer;
  private final List<byte[]> log = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final ArrayDeque<byte[]> results = new ArrayDeque<>();
  private final TransactionCodec transactionCodec = new TransactionCodec();
  private final TaskCodec taskCodec = new TaskCodec();
  private final ResultBatchCodec resultCodec = new ResultBatchCodec();
  private final BlockDeltaCodec deltaCodec = new BlockDeltaCodec();
  private final ReceiptBatchCodec receiptCodec = new ReceiptBatchCodec();
  private final ContractRuntime runtime = new ContractRuntime(EngineMode.COMPILED);
  private final ArrayDeque<Block> unpublished = new ArrayDeque<>();
  private boolean isPublishing;
  private int conflicts;
  private int executions;
  private int predicted;

  private StageBenchmark(int lanes) {
    this.lanes = lanes;
    CoordinatorSettings defaults = CoordinatorSettings.defaults(lanes);
    this.coordinator = new Coordinator(0, defaults, ChainTip.NONE, 0);
    this.committer = new Committer(state, CommitterSettings.defaults(lanes));
    for (int lane = 0; lane < lanes; lane++) {
      laneList.add(
          new Lane(
              0,
              lane,
              speculative,
              new RecordExecutor(runtime),
              new CommittersState(),
              (ledger, offset) -> log.get((int) offset),
              LaneSettings.defaults(),
              this::publish));
    }
  }

  /** Runs with the arguments transactions, accounts, lanes; prints a line a stage. */
  public static void main(String[] arguments) {
    int transactions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300_000;
    int accounts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    int lanes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8;
    StageBenchmark benchmark = new StageBenchmark(lanes);
    benchmark.run(transactions, accounts);
  }

  private void run(int transactions, int accounts) {
    List<byte[]> records = StageRecords.of(transactions, accounts);
    int warm = records.size() / 2;
    feed(records.subList(0, warm));
    clock.reset();
    conflicts = 0;
    executions = 0;
    predicted = 0;
    int measured = records.size() - warm;
    feed(records.subList(warm, records.size()));
    clock.print(System.out, measured);
    System.out.printf(
        "%-28s %7.2f us; %d transactions, %.3f executions each, %d conflicts, %.3f predicted%n",
        "total",
        clock.totalNanos() / 1e3 / measured,
        measured,
        (double) executions / measured,
        conflicts,
        (double) predicted / measured);
    verify();
  }

  private void feed(List<byte[]> records) {
    for (int from = 0; from < records.size(); from += BLOCK) {
      List<byte[]> part = records.subList(from, Math.min(records.size(), from + BLOCK));
      long start = System.nanoTime();
      List<Arrival> arrivals = new ArrayList<>(part.size());
      for (byte[] payload : part) {
        Transaction transaction =
            ((DecodedTransaction.Valid) transactionCodec.decode(payload)).transaction();
        arrivals.add(new Arrival(log.size(), payload, transaction, ErrorCode.NONE, ""));
        log.add(payload);
      }
      clock.add("1 decode transaction", start);
      coordinate(new CoordinatorEvent.TransactionsArrived(arrivals, log.size()));
      while (coordinator.inFlightTransactions() > OPEN_BLOCKS * BLOCK) {
        commitSome();
      }
    }
    while (coordinator.inFlightTransactions() > 0 || coordinator.queued() > 0) {
      commitSome();
    }
  }

  private void coordinate(CoordinatorEvent event) {
    coordinate("2 coordinate", event);
  }

  private void coordinate(String stage, CoordinatorEvent event) {
    long start = System.nanoTime();
    List<CoordinatorRecord> decisions = coordinator.step(event, System.currentTimeMillis());
    clock.add(stage, start);
    for (CoordinatorRecord decision : decisions) {
      if (decision instanceof CoordinatorRecord.BlockCut cut) {
        unpublished.add(cut.block());
      }
    }
    if (isPublishing) {
      return; // a commit on the way of an earlier block led here: that one comes first
    }
    isPublishing = true;
    while (!unpublished.isEmpty()) {
      publish(unpublished.poll());
    }
    isPublishing = false;
  }

  private void publish(Block block) {
    blocks.add(block);
    long start = System.nanoTime();
    List<Task> tasks = coordinator.tasks(block);
    clock.add("2 coordinate: tasks", start);
    commit(new CommitterEvent.BlockArrived(block, blocks.size() - 1));
    for (Task task : tasks) {
      start = System.nanoTime();
      byte[] bytes = taskCodec.encode(task);
      Task decoded = taskCodec.decode(bytes);
      clock.add("3 task codec", start);
      start = System.nanoTime();
      laneList.get(task.lane()).execute(decoded, System.currentTimeMillis());
      clock.add("4 lane, execution included", start);
    }
  }

  private void publish(ResultBatch batch) {
    long start = System.nanoTime();
    results.add(resultCodec.encode(batch));
    clock.move("4 lane, execution included", "5 result encode", System.nanoTime() - start);
  }

  private void commitSome() {
    byte[] bytes = results.poll();
    if (bytes == null) {
      long start = System.nanoTime();
      laneList.forEach(lane -> lane.tick(System.currentTimeMillis()));
      clock.add("4 lane, execution included", start);
      coordinate(new CoordinatorEvent.ClockTicked());
      commit(new CommitterEvent.ClockTicked());
      return;
    }
    long start = System.nanoTime();
    ResultBatch batch = resultCodec.decode(bytes);
    clock.add("6 result decode", start);
    commit(new CommitterEvent.ResultsArrived(batch));
    coordinate("8 learn", new CoordinatorEvent.ResultsSeen(batch));
  }

  private void commit(CommitterEvent event) {
    long start = System.nanoTime();
    List<CommitterRecord> decisions = committer.step(event, System.currentTimeMillis());
    clock.add("7 commit", start);
    for (CommitterRecord decision : decisions) {
      switch (decision) {
        case CommitterRecord.BlockCommitted committed -> committed(committed.delta());
        case CommitterRecord.ReexecutionRequested requested -> execute(requested.request());
        default -> {}
      }
    }
  }

  private void execute(ReexecutionRequest request) {
    long start = System.nanoTime();
    laneList.get(request.lane() % lanes).execute(request);
    clock.add("4 lane, execution included", start);
  }

  private void committed(BlockDelta delta) {
    long start = System.nanoTime();
    deltaCodec.encode(delta);
    receiptCodec.encode(new ReceiptBatch(0, delta.commit().height(), delta.receipts()));
    clock.add("9 delta and receipts encode", start);
    conflicts += delta.commit().statistics().conflicts();
    executions += delta.commit().statistics().executions();
    predicted += delta.commit().statistics().predicted();
    speculative.advance(delta.commit().height());
    coordinate(new CoordinatorEvent.BlockCommitted(delta.commit()));
  }

  /** What workers may read of the committer, without delay. */
  private final class CommittersState implements RemoteState {

    @Override
    public Values read(int ledger, List<StateKey> keys, boolean atHead) {
      List<byte[]> values = new ArrayList<>();
      for (StateKey key : keys) {
        values.add(atHead ? committer.readAtHead(key) : state.read(key));
      }
      return new Values(state.tip().height(), values);
    }

    @Override
    public Entries scan(int ledger, StateRange range, int limit, boolean atHead) {
      return new Entries(state.tip().height(), committer.scanAtHead(range, limit));
    }
  }

  private void verify() {
    long start = System.nanoTime();
    SerialOracle oracle = new SerialOracle(new RecordExecutor(runtime), RecordExecutor::priority);
    Digest digest = Digest.ZERO;
    for (Block block : blocks) {
      TreeMap<Long, byte[]> records = new TreeMap<>();
      for (long offset = block.firstOffset(); offset < block.nextOffset(); offset++) {
        records.put(offset, log.get((int) offset));
      }
      digest = oracle.apply(block, records).stateDigest();
    }
    System.out.printf(
        "%-28s %7.2f us; digests %s%n",
        "serial oracle",
        (System.nanoTime() - start) / 1e3 / log.size(),
        digest.equals(state.stateDigest()) ? "equal" : "DIFFER");
  }
}
