package io.stretto.simulation.check;

import io.stretto.oracle.Difference;
import io.stretto.oracle.SerialOracle;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * In the end all is there, and equals what the oracle says to the byte: one receipt for everything
 * submitted, one commit a block, the state, and the state that the changelog alone gives. Until
 * then it tells how much is missing.
 */
public final class Completeness implements Checker {

  private static final String PROPERTY = "completeness";

  private final List<Truth> truths;
  private final List<TreeMap<Long, Receipt>> receiptsByOffset = new ArrayList<>();
  private final List<TreeMap<Long, Digest>> digestsByHeight = new ArrayList<>();

  /** Creates the checker. */
  public Completeness(List<Truth> truths) {
    this.truths = truths;
    for (int ledger = 0; ledger < truths.size(); ledger++) {
      receiptsByOffset.add(new TreeMap<>());
      digestsByHeight.add(new TreeMap<>());
    }
  }

  @Override
  public void commitAppended(Commit commit) {
    digestsByHeight.get(commit.ledger()).putIfAbsent(commit.height(), commit.stateDigest());
  }

  @Override
  public void receiptsAppended(int ledger, List<Receipt> appended) {
    for (Receipt receipt : appended) {
      if (!truths.get(ledger).hasRecord(receipt.offset())) {
        throw new Violation(
            PROPERTY, "a receipt of offset " + receipt.offset() + ", which is none");
      }
      receiptsByOffset.get(ledger).putIfAbsent(receipt.offset(), receipt);
    }
  }

  /** How many receipts have been published, repeats not counted. */
  public int receipts(int ledger) {
    return receiptsByOffset.get(ledger).size();
  }

  /** The number of blocks whose commit has been published. */
  public int commits(int ledger) {
    return digestsByHeight.get(ledger).size();
  }

  /** Whether all that was submitted to a ledger so far has its receipt and its commit. */
  public boolean isComplete(int ledger) {
    Truth truth = truths.get(ledger);
    return receipts(ledger) == truth.submitted() && commits(ledger) == truth.tip().height() + 1;
  }

  @Override
  public void ended(RunEnd end) {
    for (int ledger = 0; ledger < truths.size(); ledger++) {
      checkReceipts(ledger);
      checkState("the state", ledger, end.states().get(ledger));
      checkState("the restored state", ledger, end.restoredStates().get(ledger));
    }
  }

  private void checkReceipts(int ledger) {
    Truth truth = truths.get(ledger);
    List<Receipt> expected = new ArrayList<>();
    for (long height = 0; height <= truth.tip().height(); height++) {
      SerialOracle.Outcome outcome = truth.outcome(height);
      expected.addAll(outcome.receipts());
      Digest digest = digestsByHeight.get(ledger).get(height);
      if (!outcome.stateDigest().equals(digest)) {
        throw new Violation(PROPERTY, "block " + height + " has digest " + digest);
      }
    }
    List<Receipt> actual = new ArrayList<>(receiptsByOffset.get(ledger).values());
    actual.sort((one, other) -> one.position().compareTo(other.position()));
    fail(ledger, Difference.ofReceipts(expected, actual));
    if (actual.size() != truth.submitted()) {
      throw new Violation(
          PROPERTY, actual.size() + " receipts of " + truth.submitted() + " records");
    }
  }

  private void checkState(String what, int ledger, SortedMap<StateKey, byte[]> actual) {
    Optional<String> difference = Difference.ofStates(truths.get(ledger).state(), actual);
    fail(ledger, difference.map(words -> what + ": " + words));
  }

  private static void fail(int ledger, Optional<String> difference) {
    if (difference.isPresent()) {
      throw new Violation(PROPERTY, "ledger " + ledger + ": " + difference.get());
    }
  }
}
