package io.stretto.simulation;

import io.stretto.coordinator.CoordinatorSettings;
import io.stretto.oracle.Difference;
import io.stretto.oracle.SerialOracle;
import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.memory.InMemoryCommittedState;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.RemoteState;
import io.stretto.statestore.commit.CommitterSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A whole cluster in one thread: the real decisions of coordinator, workers and committer between
 * logs in memory. A seed chooses the workload, the settings, the next event and the faults, so the
 * same seed gives the same run.
 */
public final class SimulatedCluster {

  /** A run that commits nothing for so many steps will never commit anything. */
  private static final int PATIENCE_STEPS = 100_000;

  /** After so many steps the faults stop: a cluster that is let alone must come to an end. */
  private static final int FAULTY_STEPS = 20_000;

  /** None, shorter than most blocks, longer than any. */
  private static final int[] DEDUP_WINDOWS = {0, 7, 80};

  private final Random random;
  private final Executor executor;
  private final RemoteState remote;
  private final FaultPlan faults;
  private final int lanes;
  private final Topics topics;
  private final InMemoryCommittedState state = new InMemoryCommittedState();
  private final CoordinatorSettings coordinatorSettings;
  private final CommitterSettings committerSettings;
  private final List<WorkerNode> workers = new ArrayList<>();
  private final Workload workload;
  private final int transactions;
  private CoordinatorNode coordinator;
  private CoordinatorNode zombie;
  private CommitterNode committer;
  private long nowMillis = 1_000_000;
  private int submitted;
  private int strikes;
  private int steps;

  /**
   * Creates the cluster of a seed.
   *
   * @param seed chooses everything
   * @param transactions how many records are submitted
   */
  public SimulatedCluster(long seed, int transactions) {
    this(seed, transactions, executor -> executor, remote -> remote);
  }

  /** Creates a cluster some of whose ports are not what they should be. */
  SimulatedCluster(
      long seed,
      int transactions,
      UnaryOperator<Executor> executors,
      UnaryOperator<RemoteState> remotes) {
    this.random = new Random(seed);
    this.executor = executors.apply(new ScriptedContract());
    this.remote = remotes.apply(new CommittersState());
    this.transactions = transactions;
    this.faults = random.nextInt(4) == 0 ? FaultPlan.NONE : FaultPlan.draw(random);
    this.lanes = 1 + random.nextInt(6);
    this.topics = new Topics(lanes);
    this.workload = new Workload(random);
    List<OrderPolicy> policies = List.of(OrderPolicy.values());
    OrderPolicy policy = policies.get(random.nextInt(policies.size()));
    this.coordinatorSettings =
        new CoordinatorSettings(
            lanes,
            policy,
            new Genesis(DEDUP_WINDOWS[random.nextInt(DEDUP_WINDOWS.length)], 1),
            1 + random.nextInt(40),
            10_000,
            1_000_000,
            random.nextInt(4),
            20 + random.nextInt(200),
            1 + random.nextInt(8),
            1 + random.nextInt(8),
            1 + random.nextInt(200),
            random.nextInt(10_000),
            1 + random.nextInt(20_000));
    this.committerSettings =
        new CommitterSettings(lanes, 1 + random.nextInt(100), 100, 10, 100, 10_000);
    start();
  }

  /** What a run gave. */
  public record Outcome(
      int transactions,
      int blocks,
      int faults,
      int executions,
      int conflicts,
      Optional<String> difference) {}

  /** Runs until everything that was submitted is committed, and asks the oracle. */
  public Outcome run() {
    int stepsWithoutCommit = 0;
    while (!isDone()) {
      long height = state.tip().height();
      step();
      stepsWithoutCommit = state.tip().height() > height ? 0 : stepsWithoutCommit + 1;
      if (stepsWithoutCommit > PATIENCE_STEPS) {
        return outcome(Optional.of("stuck after block " + height));
      }
    }
    return outcome(difference());
  }

  private Outcome outcome(Optional<String> difference) {
    int executions = 0;
    int conflicts = 0;
    for (int i = 0; i < topics.commits.end(); i++) {
      executions += topics.commits.get(i).commit().statistics().executions();
      conflicts += topics.commits.get(i).commit().statistics().conflicts();
    }
    return new Outcome(
        transactions, topics.commits.end(), strikes, executions, conflicts, difference);
  }

  private boolean isDone() {
    return submitted == transactions && state.tip().nextOffset() == transactions;
  }

  private void start() {
    coordinator = new CoordinatorNode(topics, coordinatorSettings, nowMillis);
    committer = new CommitterNode(topics, state, committerSettings, 0);
    int processes = 1 + random.nextInt(3);
    for (int i = 0; i < processes; i++) {
      workers.add(new WorkerNode(topics, executor, remote));
    }
    for (int lane = 0; lane < lanes; lane++) {
      workers.get(random.nextInt(processes)).assign(lane, 0, 0);
    }
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
      List<StateEntry> entries =
          atHead ? committer.scanAtHead(range, limit) : state.scan(range, limit);
      return new Entries(state.tip().height(), entries);
    }
  }

  private void step() {
    steps++;
    strike();
    nowMillis += random.nextInt(3);
    int worker = random.nextInt(workers.size());
    int lane = random.nextInt(lanes);
    switch (random.nextInt(9)) {
      case 0 -> submit();
      case 1, 2 -> coordinate();
      case 3 -> committer.takeBlock(nowMillis);
      case 4 -> committer.takeResults(nowMillis);
      case 5 -> workers.get(worker).takeCommit();
      case 6 -> owner(lane).takeTask(lane, isStruck(faults.losses()), nowMillis);
      case 7 -> owner(lane).takeRequest(lane);
      default -> {
        coordinator.tick(nowMillis);
        committer.tick(nowMillis);
        workers.get(worker).tick(nowMillis);
      }
    }
  }

  private boolean submit() {
    if (submitted == transactions) {
      return false;
    }
    topics.transactions.append(workload.next());
    submitted++;
    return true;
  }

  private boolean coordinate() {
    boolean isActive = coordinator.step(random.nextInt(4), 1 + random.nextInt(30), nowMillis);
    if (zombie != null) {
      zombie.step(random.nextInt(4), 1 + random.nextInt(30), nowMillis);
      zombie = random.nextInt(30) == 0 || zombie.isDeposed() ? null : zombie;
    }
    if (coordinator.isDeposed()) {
      coordinator = new CoordinatorNode(topics, coordinatorSettings, nowMillis);
    }
    return isActive;
  }

  private WorkerNode owner(int lane) {
    return workers.stream().filter(worker -> worker.has(lane)).findFirst().orElseThrow();
  }

  private boolean isStruck(int perThousand) {
    boolean isStruck = steps < FAULTY_STEPS && random.nextInt(1000) < perThousand;
    strikes += isStruck ? 1 : 0;
    return isStruck;
  }

  private void strike() {
    if (isStruck(faults.workerCrashes())) {
      replaceWorker(random.nextInt(workers.size()));
    }
    if (isStruck(faults.committerCrashes())) {
      int lost = random.nextInt(10);
      committer =
          new CommitterNode(
              topics,
              state,
              committerSettings,
              Math.min(topics.results.end(), committer.resultOffset() + lost));
    }
    if (isStruck(faults.coordinatorCrashes())) {
      coordinator = new CoordinatorNode(topics, coordinatorSettings, nowMillis);
    }
    if (isStruck(faults.zombieCoordinators())) {
      zombie = coordinator;
      coordinator = new CoordinatorNode(topics, coordinatorSettings, nowMillis);
    }
    if (isStruck(faults.forgeries())) {
      topics.blocks.append(ForgedBlock.after(coordinator.tip(), nowMillis, random));
    }
    if (isStruck(faults.duplicates())) {
      committer.deliverAgain(random.nextInt(5));
      int lane = random.nextInt(lanes);
      owner(lane).deliverAgain(lane, random.nextInt(3));
    }
  }

  private void replaceWorker(int index) {
    WorkerNode dead = workers.get(index);
    WorkerNode fresh = new WorkerNode(topics, executor, remote);
    for (int lane = 0; lane < lanes; lane++) {
      if (dead.has(lane)) {
        fresh.assign(lane, dead.taskOffset(lane), dead.requestOffset(lane));
      }
    }
    workers.set(index, fresh);
  }

  /** A digest of all that was written to any topic, in order: equal runs have equal traces. */
  Digest trace() {
    return topics.digest();
  }

  private Optional<String> difference() {
    SerialOracle oracle = new SerialOracle(new ScriptedContract(), SimulatedCluster::priority);
    int commit = 0;
    for (int i = 0; i < topics.blocks.end(); i++) {
      Block block = topics.blocks.get(i);
      if (!oracle.tip().isFollowedBy(block) || commit == topics.commits.end()) {
        continue;
      }
      TreeMap<Long, byte[]> records = new TreeMap<>();
      for (long offset = block.firstOffset(); offset < block.nextOffset(); offset++) {
        records.put(offset, topics.transactions.get((int) offset));
      }
      SerialOracle.Outcome expected = oracle.apply(block, records);
      BlockDelta actual = topics.commits.get(commit++);
      Optional<String> difference = Difference.ofReceipts(expected.receipts(), actual.receipts());
      if (difference.isPresent()) {
        return difference;
      }
      if (!expected.stateDigest().equals(actual.commit().stateDigest())) {
        return Optional.of("digest after block " + block.height());
      }
    }
    if (commit != topics.commits.end()) {
      return Optional.of(topics.commits.end() + " blocks committed, " + commit + " in the log");
    }
    return Difference.ofStates(oracle.state(), state.entries());
  }

  private static int priority(byte[] payload) {
    Transaction transaction = ScriptedContract.transaction(payload);
    return transaction == null ? 0 : transaction.priority();
  }
}
