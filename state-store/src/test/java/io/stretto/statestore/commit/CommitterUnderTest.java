package io.stretto.statestore.commit;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.memory.InMemoryCommittedState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A committer over a state in memory, with what left it and a chain to feed it. */
final class CommitterUnderTest {

  static final int LANES = 8;

  final InMemoryCommittedState state = new InMemoryCommittedState();
  final List<BlockDelta> commits = new ArrayList<>();
  final List<ReexecutionRequest> requests = new ArrayList<>();
  final CommitterSettings settings;
  Committer committer;
  long nowMillis;
  private ChainTip tip = ChainTip.NONE;

  CommitterUnderTest(CommitterSettings settings) {
    this.settings = settings;
    this.committer = new Committer(state, settings);
  }

  CommitterUnderTest() {
    this(CommitterSettings.defaults(LANES));
  }

  /** A ledger whose genesis block is committed. */
  static CommitterUnderTest born(int dedupWindowPositions) {
    CommitterUnderTest ledger = new CommitterUnderTest();
    ledger.open(ledger.genesis(dedupWindowPositions));
    ledger.commits.clear();
    return ledger;
  }

  Block genesis(int dedupWindowPositions) {
    return block(new Genesis(dedupWindowPositions, 1), 0);
  }

  /** The next block of the chain, with a transaction on each of the lanes given. */
  Block next(int... lanes) {
    return block(null, 0, lanes);
  }

  private Block block(Genesis genesis, long timeMillis, int... lanes) {
    int[] offsets = new int[lanes.length];
    Arrays.setAll(offsets, index -> index);
    Block block =
        new Block(
            0,
            tip.height() + 1,
            tip.digest(),
            tip.nextOffset(),
            tip.nextOffset() + lanes.length,
            tip.nextOrdinal(),
            timeMillis,
            OrderPolicy.ARRIVAL,
            genesis,
            offsets,
            lanes);
    tip = ChainTip.after(block);
    return block;
  }

  void open(Block block) {
    act(new CommitterEvent.BlockArrived(block, 100 + block.height()));
  }

  void results(Block block, int lane, Attempt... attempts) {
    List<Result> results = Arrays.stream(attempts).map(Attempt::result).toList();
    act(new CommitterEvent.ResultsArrived(batch(block, block.digest(), lane, results)));
  }

  void results(Block block, Attempt... attempts) {
    results(block, 0, attempts);
  }

  static ResultBatch batch(Block block, Digest digest, int lane, List<Result> results) {
    return new ResultBatch(block.ledger(), block.height(), digest, lane, results);
  }

  void pass(long millis) {
    nowMillis += millis;
    act(new CommitterEvent.ClockTicked());
  }

  void act(CommitterEvent event) {
    for (CommitterRecord decision : committer.step(event, nowMillis)) {
      switch (decision) {
        case CommitterRecord.BlockCommitted committed -> commits.add(committed.delta());
        case CommitterRecord.ReexecutionRequested requested -> requests.add(requested.request());
        case CommitterRecord.BlockOpened _,
            CommitterRecord.ResultsTaken _,
            CommitterRecord.ResultRefused _,
            CommitterRecord.PositionStaged _ -> {}
      }
    }
  }

  /** The process dies: what it held of open blocks and results is gone. */
  void restart() {
    committer = new Committer(state, settings);
  }

  /** Commits a block that writes the given names and values in turn. */
  void given(String... namesAndValues) {
    Block block = next(0);
    open(block);
    Attempt attempt = Attempt.at(block, 0);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attempt.writes(namesAndValues[i], namesAndValues[i + 1]);
    }
    results(block, attempt);
    commits.clear();
  }

  String value(String name) {
    byte[] value = state.read(Attempt.key(name));
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  ReexecutionRequest onlyRequest() {
    if (requests.size() != 1) {
      throw new AssertionError("one request expected, not " + requests);
    }
    return requests.remove(0);
  }
}
