package io.stretto.worker.speculate;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Observation;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.Write;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the results of a lane into batches of one block each. A batch is never larger than a
 * Kafka record may be, since one result is not: the limits of an execution see to that.
 */
final class ResultBatcher {

  private static final int LIMIT_BYTES = 1 << 20;

  /** Code, gas and lengths of an operation's outcome. */
  private static final int OUTCOME_OVERHEAD_BYTES = 48;

  private final int ledger;
  private final int lane;
  private final LaneSettings settings;
  private final ResultSink sink;
  private List<Result> results = new ArrayList<>();
  private BlockContext block;
  private long gas;
  private long bytes;

  ResultBatcher(int ledger, int lane, LaneSettings settings, ResultSink sink) {
    this.ledger = ledger;
    this.lane = lane;
    this.settings = settings;
    this.sink = sink;
  }

  void add(BlockContext resultBlock, Result result) {
    long more = payloadBytes(result.execution());
    boolean isOther = block != null && !block.blockDigest().equals(resultBlock.blockDigest());
    if (isOther || bytes + more > LIMIT_BYTES) {
      flush();
    }
    block = resultBlock;
    results.add(result);
    bytes += more;
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
    bytes = 0;
  }

  /** What a contract decides the size of, each key counted as often as it is named. */
  private static long payloadBytes(ExecutionResult execution) {
    long payload = execution.returnValue().length + (long) execution.errorMessage().length();
    for (String log : execution.logs()) {
      payload += log.length();
    }
    for (OperationOutcome outcome : execution.operations()) {
      payload +=
          OUTCOME_OVERHEAD_BYTES + outcome.errorMessage().length() + outcome.returnValue().length;
    }
    for (Observation observation : execution.observations()) {
      payload += observation.key().bytes().length;
    }
    for (Write write : execution.writes()) {
      payload += write.key().bytes().length + (write.value() == null ? 0 : write.value().length);
    }
    return payload;
  }
}
