package io.stretto.worker.speculate;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import java.util.ArrayList;
import java.util.List;

/** Gathers the results of a lane into batches of one block each. */
final class ResultBatcher {

  private final int ledger;
  private final int lane;
  private final LaneSettings settings;
  private final ResultSink sink;
  private List<Result> results = new ArrayList<>();
  private BlockContext block;
  private long gas;

  ResultBatcher(int ledger, int lane, LaneSettings settings, ResultSink sink) {
    this.ledger = ledger;
    this.lane = lane;
    this.settings = settings;
    this.sink = sink;
  }

  void add(BlockContext resultBlock, Result result) {
    if (block != null && !block.blockDigest().equals(resultBlock.blockDigest())) {
      flush();
    }
    block = resultBlock;
    results.add(result);
    gas += result.execution().gasUsed();
    if (results.size() >= settings.resultsPerBatch() || gas >= settings.gasPerBatch()) {
      flush();
    }
  }

  void flush() {
    if (results.isEmpty()) {
      return;
    }
    sink.publish(new ResultBatch(ledger, block.height(), block.blockDigest(), lane, results));
    results = new ArrayList<>();
    gas = 0;
  }
}
