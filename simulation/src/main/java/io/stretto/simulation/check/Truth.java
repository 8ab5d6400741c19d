package io.stretto.simulation.check;

import io.stretto.oracle.OracleException;
import io.stretto.oracle.SerialOracle;
import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.StateKey;
import io.stretto.simulation.script.RecordText;
import io.stretto.simulation.script.ScriptedContract;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the serial oracle says of one ledger: it follows the blocks as they are appended, takes of
 * each height the first that fits, and executes it at once. Other checkers hold the cluster against
 * it.
 */
public final class Truth implements Checker {

  private final int ledger;
  private final SerialOracle oracle =
      new SerialOracle(new ScriptedContract(), RecordText::priority);
  private final TreeMap<Long, byte[]> records = new TreeMap<>();
  private final List<SerialOracle.Outcome> outcomes = new ArrayList<>();

  /** Creates the truth of a ledger without blocks. */
  public Truth(int ledger) {
    this.ledger = ledger;
  }

  @Override
  public void submitted(int submittedLedger, long offset, byte[] payload) {
    if (submittedLedger == ledger) {
      records.put(offset, payload);
    }
  }

  @Override
  public void blockAppended(Block block, long offset) {
    if (block.ledger() != ledger || !oracle.tip().isFollowedBy(block)) {
      return;
    }
    try {
      SortedMap<Long, byte[]> inRange = records.subMap(block.firstOffset(), block.nextOffset());
      outcomes.add(oracle.apply(block, inRange));
    } catch (OracleException e) {
      throw new Violation("block", e.getMessage());
    }
  }

  /** How many records have been submitted. */
  int submitted() {
    return records.size();
  }

  /** Whether there is a record at an offset. */
  boolean hasRecord(long offset) {
    return records.containsKey(offset);
  }

  /** The tip of the chain. */
  ChainTip tip() {
    return oracle.tip();
  }

  /** What the block at a height gives; {@code null} where there is none yet. */
  SerialOracle.Outcome outcome(long height) {
    return height < 0 || height >= outcomes.size() ? null : outcomes.get((int) height);
  }

  /** The state after the last block. */
  SortedMap<StateKey, byte[]> state() {
    return oracle.state();
  }
}
