package io.stretto.worker.speculate;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import io.stretto.schemas.ResultBatchCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results are published before they would be too large together. */
class BatchSizeTest {

  private static final int RECORD_LIMIT_BYTES = 16 << 20;
  private static final BlockContext BLOCK = LaneUnderTest.block(1);

  private final List<ResultBatch> batches = new ArrayList<>();
  private final ResultBatcher batcher =
      new ResultBatcher(0, 0, new LaneSettings(10_000, Long.MAX_VALUE, 40), batches::add);

  private void addForty(ExecutionResult execution) {
    for (int index = 0; index < 40; index++) {
      batcher.add(BLOCK, new Result(index, 0, "id", false, execution));
    }
    batcher.flush();
    assertThat(batches).hasSizeGreaterThan(20);
    assertThat(batches.stream().flatMap(batch -> batch.results().stream()).map(Result::index))
        .hasSize(40)
        .isSorted();
    assertThat(batches)
        .allSatisfy(
            batch ->
                assertThat(new ResultBatchCodec().encode(batch))
                    .hasSizeLessThan(RECORD_LIMIT_BYTES / 8));
  }

  private static ExecutionResult result(
      byte[] returned, String log, List<Observation> observations, List<Write> writes) {
    return new ExecutionResult(
        ReceiptStatus.SUCCEEDED,
        ErrorCode.NONE,
        "",
        1,
        returned,
        List.of(log),
        observations,
        writes);
  }

  @Test
  void byWhatTheyReturn() {
    addForty(result(new byte[600_000], "", List.of(), List.of()));
  }

  @Test
  void byWhatTheyWrite() {
    Write write = new Write(LaneUnderTest.key("a"), new byte[600_000]);
    Write deletion = new Write(LaneUnderTest.key("b"), null);
    addForty(result(new byte[0], "", List.of(), List.of(write, deletion)));
  }

  @Test
  void byWhatTheyObserve() {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StateKey key = LaneUnderTest.key("key" + i + "x".repeat(2_000));
      observations.add(new Observation.Exact(key, Fingerprint.ABSENT));
    }
    addForty(result(new byte[0], "", observations, List.of()));
  }

  @Test
  void byWhatTheyLog() {
    addForty(result(new byte[0], "x".repeat(600_000), List.of(), List.of()));
  }

  @Test
  void byWhatTheirOperationsReturnAndSay() {
    OperationOutcome returned = new OperationOutcome(ErrorCode.NONE, "", 1, new byte[300_000]);
    OperationOutcome said =
        new OperationOutcome(ErrorCode.PANIC, "x".repeat(300_000), 1, new byte[0]);
    addForty(bundle(List.of(returned, said)));
  }

  @Test
  void byHowManyOperationsTheyHave() {
    OperationOutcome small = new OperationOutcome(ErrorCode.NONE, "", 1, new byte[600]);
    addForty(bundle(Collections.nCopies(1_000, small)));
  }

  private static ExecutionResult bundle(List<OperationOutcome> operations) {
    return new ExecutionResult(
        ReceiptStatus.SUCCEEDED,
        ErrorCode.NONE,
        "",
        1,
        new byte[0],
        List.of(),
        operations,
        List.of(),
        List.of());
  }

  @Test
  void smallOnesStayTogether() {
    for (int index = 0; index < 1_000; index++) {
      batcher.add(
          BLOCK, new Result(index, 0, "id", false, result(new byte[8], "", List.of(), List.of())));
    }
    batcher.flush();
    assertThat(batches).hasSize(1);
  }
}
