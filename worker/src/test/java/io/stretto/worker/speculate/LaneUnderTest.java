package io.stretto.worker.speculate;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ReexecutionRequest.FreshValue;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Task;
import io.stretto.protocol.TaskEntry;
import io.stretto.protocol.TaskKey;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.RemoteState;
import io.stretto.protocol.port.StateView;
import io.stretto.protocol.port.TransactionLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A lane among hand-written ports. A payload is a script: {@code r KEY} reads, {@code w KEY TEXT}
 * writes, {@code + KEY} appends the index of the transaction to what stands there; steps are
 * separated by a semicolon.
 */
final class LaneUnderTest implements Executor, RemoteState, TransactionLog {

  /** Indexes of a task's keys. */
  static final int[] NONE = {};

  static final int[] FIRST = {0};
  static final int[] SECOND = {1};

  /** What one execution saw. */
  record Execution(Position position, Map<String, String> reads) {}

  final SpeculativeState state;
  final Lane lane;
  final List<ResultBatch> batches = new ArrayList<>();
  final List<Execution> executions = new ArrayList<>();

  /** The keys of each remote read; those at the head begin with an exclamation mark. */
  final List<List<String>> remoteReads = new ArrayList<>();

  final Map<String, String> committed = new TreeMap<>();
  final Map<String, String> atHead = new TreeMap<>();
  final Map<Long, String> log = new TreeMap<>();
  long remoteHeight;
  long gasPerExecution = 10;

  LaneUnderTest(SpeculativeState state, int number, LaneSettings settings) {
    this.state = state;
    this.lane = new Lane(0, number, state, this, this, this, settings, batches::add);
  }

  LaneUnderTest() {
    this(new SpeculativeState(1000), 0, LaneSettings.defaults());
  }

  static StateKey key(String name) {
    return StateKey.storage("c", name.getBytes(StandardCharsets.UTF_8));
  }

  private static String name(StateKey key) {
    return new String(key.bytes(), 3, key.bytes().length - 3, StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  static BlockContext block(long height) {
    return block(height, "block");
  }

  static BlockContext block(long height, String seed) {
    return new BlockContext(0, height, Digest.sha256(bytes(seed + height)), 0);
  }

  static Draft task(long height) {
    return new Draft(block(height));
  }

  static Position at(long height, int index) {
    return new Position(height, index);
  }

  // The ports.

  @Override
  public Executor.Execution execute(byte[] payload, BlockContext block, int index, StateView view) {
    Map<String, String> reads = new LinkedHashMap<>();
    Map<StateKey, Observation> observations = new LinkedHashMap<>();
    TreeMap<StateKey, Write> writes = new TreeMap<>();
    for (String step : text(payload).split(";", -1)) {
      List<String> words = List.of(step.trim().split(" ", -1));
      if (words.size() < 2) {
        continue;
      }
      StateKey key = key(words.get(1));
      String value = null;
      if (!words.get(0).equals("w")) {
        byte[] read = view.read(key);
        value = text(read);
        reads.put(words.get(1), value);
        observations.put(key, new Observation.Exact(key, Fingerprint.of(read)));
      }
      if (words.get(0).equals("w")) {
        writes.put(key, new Write(key, bytes(words.get(2))));
      } else if (words.get(0).equals("+")) {
        writes.put(key, new Write(key, bytes((value == null ? "" : value) + index)));
      }
    }
    executions.add(new Execution(new Position(block.height(), index), reads));
    ExecutionResult result =
        new ExecutionResult(
            ReceiptStatus.SUCCEEDED,
            ErrorCode.NONE,
            "",
            gasPerExecution,
            new byte[0],
            List.of(),
            List.copyOf(observations.values()),
            List.copyOf(writes.values()));
    return new Executor.Execution("id", result);
  }

  @Override
  public Values read(int ledger, List<StateKey> keys, boolean isAtHead) {
    List<String> names = new ArrayList<>();
    List<byte[]> values = new ArrayList<>();
    for (StateKey key : keys) {
      names.add((isAtHead ? "!" : "") + name(key));
      values.add(bytes((isAtHead ? atHead : committed).get(name(key))));
    }
    remoteReads.add(names);
    return new Values(remoteHeight, values);
  }

  @Override
  public Entries scan(int ledger, StateRange range, int limit, boolean isAtHead) {
    TreeMap<StateKey, byte[]> entries = new TreeMap<>();
    committed.forEach((name, value) -> entries.put(key(name), bytes(value)));
    if (isAtHead) {
      atHead.forEach((name, value) -> entries.put(key(name), bytes(value)));
    }
    return new Entries(
        remoteHeight,
        entries.entrySet().stream()
            .filter(entry -> range.contains(entry.getKey()))
            .limit(limit)
            .map(entry -> new StateEntry(entry.getKey(), entry.getValue()))
            .toList());
  }

  @Override
  public byte[] payload(int ledger, long offset) {
    return bytes(log.get(offset));
  }

  // What comes in.

  /** Gathers a task. */
  static final class Draft {
    private final BlockContext block;
    private final List<TaskKey> keys = new ArrayList<>();
    private final List<TaskEntry> entries = new ArrayList<>();

    Draft(BlockContext block) {
      this.block = block;
    }

    Draft key(String name, long freshFrom) {
      keys.add(new TaskKey(LaneUnderTest.key(name), freshFrom));
      return this;
    }

    /** A transaction with what it is expected to read and write, of keys named before. */
    Draft entry(int index, String script, int[] reads, int[] writes, Position... dependsOn) {
      long offset = block.height() * 100 + index;
      entries.add(new TaskEntry(index, offset, bytes(script), reads, writes, List.of(dependsOn)));
      return this;
    }

    Draft entry(int index, String script) {
      return entry(index, script, new int[0], new int[0]);
    }

    Task task() {
      return new Task(block, 0, keys, entries);
    }
  }

  void execute(Draft draft) {
    execute(draft, 0);
  }

  void execute(Draft draft, long nowMillis) {
    lane.execute(draft.task(), nowMillis);
  }

  static FreshValue fresh(String name, String value, Position since) {
    return new FreshValue(key(name), bytes(value), since);
  }

  static ReexecutionRequest request(
      ReexecutionRequest.Reason reason,
      BlockContext block,
      Position head,
      List<FreshValue> fresh,
      int incarnation,
      int... indexes) {
    List<ReexecutionRequest.Entry> entries =
        Arrays.stream(indexes)
            .mapToObj(
                index ->
                    new ReexecutionRequest.Entry(
                        new Position(block.height(), index),
                        block.height() * 100 + index,
                        incarnation))
            .toList();
    return new ReexecutionRequest(0, 0, reason, List.of(block), entries, head, fresh);
  }

  // What went out.

  List<Result> results() {
    return batches.stream().flatMap(batch -> batch.results().stream()).toList();
  }

  List<Integer> executedIndexes() {
    return executions.stream().map(execution -> execution.position().index()).toList();
  }

  /** What the last execution read under a name. */
  String lastRead(String name) {
    return executions.get(executions.size() - 1).reads().get(name);
  }

  void forget() {
    batches.clear();
    executions.clear();
    remoteReads.clear();
  }
}
