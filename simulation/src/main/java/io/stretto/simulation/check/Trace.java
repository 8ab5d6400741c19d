package io.stretto.simulation.check;

import io.stretto.coordinator.Coordinator;
import io.stretto.coordinator.CoordinatorRecord;
import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Commit;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Task;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/** Writes down all that happens in a run, a line an event: equal runs have equal traces. */
public final class Trace implements Checker {

  private final StringBuilder text = new StringBuilder();
  private final LongSupplier clock;

  /** Creates an empty trace; the clock tells the time in milliseconds. */
  public Trace(LongSupplier clock) {
    this.clock = clock;
  }

  /** All lines so far. */
  public String text() {
    return text.toString();
  }

  @Override
  public void submitted(int ledger, long offset, byte[] payload) {
    line("submitted", ledger, "offset " + offset + " " + Fingerprint.of(payload));
  }

  @Override
  public void blockAppended(Block block, long offset) {
    String lanes = Arrays.toString(block.lanes());
    line("block", block.ledger(), block + " by " + block.orderPolicy() + " on " + lanes);
  }

  @Override
  public void taskAppended(Task task) {
    StringBuilder entries = new StringBuilder();
    task.entries()
        .forEach(entry -> entries.append(' ').append(entry.index()).append(entry.dependsOn()));
    String where = task.block().height() + " on lane " + task.lane();
    line("task", task.block().ledger(), where + entries + " keys " + task.keys());
  }

  @Override
  public void resultsAppended(ResultBatch batch) {
    for (Result result : batch.results()) {
      line("result", batch.ledger(), describe(batch, result));
    }
  }

  @Override
  public void requestAppended(ReexecutionRequest request) {
    line(
        "request",
        request.ledger(),
        request.reason()
            + " lane "
            + request.lane()
            + " head "
            + request.head()
            + " "
            + request.entries());
  }

  @Override
  public void commitAppended(Commit commit) {
    line("commit", commit.ledger(), commit.toString());
  }

  @Override
  public void receiptsAppended(int ledger, List<Receipt> receipts) {
    receipts.forEach(receipt -> line("receipt", ledger, describe(receipt)));
  }

  @Override
  public void changelogAppended(BlockDelta delta) {
    line("changelog", delta.commit().ledger(), delta.commit().height() + " " + delta.writes());
  }

  @Override
  public void coordinatorDecided(
      int ledger, Coordinator coordinator, List<CoordinatorRecord> decisions) {
    for (CoordinatorRecord decision : decisions) {
      line("coordinator", ledger, decision.getClass().getSimpleName());
    }
  }

  @Override
  public void committerStarted(CommitterLife life) {
    line("committer", life.ledger(), life + " starts after " + life.firstTip());
  }

  @Override
  public void committerDecided(CommitterLife life, List<CommitterRecord> decisions) {
    for (CommitterRecord decision : decisions) {
      String what =
          decision instanceof CommitterRecord.PositionStaged staged
              ? "settles " + staged.receipt().position() + " " + staged.writes()
              : decision.getClass().getSimpleName();
      line("committer", life.ledger(), life + " " + what);
    }
  }

  @Override
  public void valueRead(int ledger, Position reader, StateKey key, byte[] value) {
    line("read", ledger, reader + " " + key + " " + Fingerprint.of(value));
  }

  @Override
  public void executed(int ledger, Position position, ExecutionResult result) {
    line("executed", ledger, position + " " + result.status() + " " + result.gasUsed());
  }

  @Override
  public void struck(String fault) {
    line("fault", -1, fault);
  }

  private void line(String what, int ledger, String words) {
    text.append(clock.getAsLong()).append(' ').append(what);
    if (ledger >= 0) {
      text.append(" L").append(ledger);
    }
    text.append(' ').append(words).append('\n');
  }

  private static String describe(ResultBatch batch, Result result) {
    ExecutionResult execution = result.execution();
    return batch.height()
        + "/"
        + result.index()
        + " lane "
        + batch.lane()
        + " incarnation "
        + result.incarnation()
        + " "
        + execution.status()
        + " "
        + execution.observations()
        + " writes "
        + execution.writes();
  }

  private static String describe(Receipt receipt) {
    return receipt.position()
        + " offset "
        + receipt.offset()
        + " "
        + receipt.transactionId()
        + " "
        + receipt.status()
        + " "
        + receipt.errorCode()
        + " gas "
        + receipt.gasUsed()
        + " returns "
        + Fingerprint.of(receipt.returnValue())
        + " logs "
        + receipt.logs()
        + " operations "
        + receipt.operations()
        + (receipt.isDuplicate() ? " repeats " + receipt.duplicateOf().get() : "");
  }
}
