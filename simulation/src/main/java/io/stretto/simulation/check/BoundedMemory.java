package io.stretto.simulation.check;

import io.stretto.coordinator.Coordinator;
import io.stretto.coordinator.CoordinatorRecord;
import io.stretto.coordinator.CoordinatorSettings;
import io.stretto.protocol.Block;
import io.stretto.protocol.Commit;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Task;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Memory is bounded: what coordinators, committers and workers hold follows from what is in flight
 * and from their settings, not from how long they run.
 */
public final class BoundedMemory implements Checker {

  private static final String PROPERTY = "bounded memory";

  /** A list of a range looks at keys that turn out to have no value; nobody counts those. */
  private static final long LISTED_TOO = 2;

  /** What has been written of one height, by whomever. */
  private static final class Height {
    private int transactions;
    private int keys;
  }

  private final CoordinatorSettings settings;
  private final int intakeRecords;
  private final List<TreeMap<Long, Height>> heights = new ArrayList<>();

  /** What a coordinator found in flight when it started. */
  private final IdentityHashMap<Coordinator, Long> resumedTransactions = new IdentityHashMap<>();

  /** By ledger, the last block whose commit has been published: a store may be behind. */
  private final long[] commits;

  /**
   * Creates the checker.
   *
   * @param intakeRecords how many records a coordinator takes in at once, at most
   */
  public BoundedMemory(int ledgers, CoordinatorSettings settings, int intakeRecords) {
    this.settings = settings;
    this.intakeRecords = intakeRecords;
    this.commits = new long[ledgers];
    for (int ledger = 0; ledger < ledgers; ledger++) {
      heights.add(new TreeMap<>());
    }
  }

  @Override
  public void blockAppended(Block block, long offset) {
    height(block.ledger(), block.height()).transactions += block.transactionCount();
  }

  @Override
  public void taskAppended(Task task) {
    Height height = height(task.block().ledger(), task.block().height());
    height.transactions += task.entries().size();
    height.keys += task.keys().size();
  }

  @Override
  public void requestAppended(ReexecutionRequest request) {
    for (ReexecutionRequest.FreshValue fresh : request.freshValues()) {
      height(request.ledger(), fresh.since().height()).keys++;
    }
  }

  @Override
  public void valueRead(int ledger, Position reader, StateKey key, byte[] value) {
    height(ledger, reader.height()).keys++;
  }

  @Override
  public void executed(int ledger, Position position, ExecutionResult result) {
    height(ledger, position.height()).keys += result.writes().size();
  }

  @Override
  public void coordinatorDecided(
      int ledger, Coordinator coordinator, List<CoordinatorRecord> decisions) {
    long resumed = resumedTransactions.getOrDefault(coordinator, 0L);
    for (CoordinatorRecord decision : decisions) {
      if (decision instanceof CoordinatorRecord.BlockResumed block) {
        resumed += block.members().size();
        resumedTransactions.put(coordinator, resumed);
      }
    }
    check(
        "transactions in flight of a coordinator",
        coordinator.inFlightTransactions(),
        Math.max(
            resumed, settings.inFlightTransactions() - 1L + (long) settings.blockTransactions()));
    check(
        "records that wait for a block",
        coordinator.queued(),
        3L * settings.blockTransactions() + (long) intakeRecords);
  }

  @Override
  public void committerDecided(CommitterLife life, List<CommitterRecord> decisions) {
    long behind = commits[life.ledger()] - life.state().tip().height();
    check(
        "open blocks",
        life.committer().openBlocks(),
        settings.inFlightBlocks() + Math.max(0, behind));
  }

  @Override
  public void commitAppended(Commit commit) {
    commits[commit.ledger()] = Math.max(commits[commit.ledger()], commit.height());
  }

  @Override
  public void workerActed(WorkerSize size) {
    long transactions = 0;
    long keys = (long) size.cachedKeysLimit() + size.touchedSince();
    for (Map.Entry<Long, Height> entry :
        heights.get(size.ledger()).tailMap(size.heightTold(), true).entrySet()) {
      boolean isOpen = entry.getKey() > size.heightTold();
      transactions += isOpen ? entry.getValue().transactions : 0;
      keys += LISTED_TOO * entry.getValue().keys;
    }
    String where = " of ledger " + size.ledger() + ", told of block " + size.heightTold();
    check("transactions in a lane" + where, size.inFlight(), transactions);
    check("keys in a worker" + where, size.keys(), keys);
  }

  private Height height(int ledger, long height) {
    return heights.get(ledger).computeIfAbsent(height, same -> new Height());
  }

  private static void check(String what, long size, long limit) {
    if (size > limit) {
      throw new Violation(PROPERTY, what + ": " + size + ", at most " + limit + " are allowed");
    }
  }
}
