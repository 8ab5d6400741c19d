package io.stretto.simulation.check;

import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Blocks are committed without a gap: by each committer, on the topic of commits, and in the
 * changelog, where a repeat says the same again.
 */
public final class CommitOrder implements Checker {

  private static final String PROPERTY = "commit order";

  /** By the number of the committer, the last block that it has. */
  private final Map<Integer, Long> heights = new HashMap<>();

  private final List<List<Digest>> commits = new ArrayList<>();
  private final List<List<Digest>> changelog = new ArrayList<>();

  /** Creates the checker. */
  public CommitOrder(int ledgers) {
    for (int ledger = 0; ledger < ledgers; ledger++) {
      commits.add(new ArrayList<>());
      changelog.add(new ArrayList<>());
    }
  }

  @Override
  public void committerStarted(CommitterLife life) {
    heights.put(life.number(), life.firstTip().height());
  }

  @Override
  public void committerDecided(CommitterLife life, List<CommitterRecord> decisions) {
    for (CommitterRecord decision : decisions) {
      if (decision instanceof CommitterRecord.BlockCommitted committed) {
        long height = committed.delta().commit().height();
        if (heights.put(life.number(), height) != height - 1) {
          throw new Violation(PROPERTY, life + " committed block " + height + " out of turn");
        }
      }
    }
  }

  @Override
  public void commitAppended(Commit commit) {
    check("commits", commits.get(commit.ledger()), commit);
  }

  @Override
  public void changelogAppended(BlockDelta delta) {
    check("the changelog", changelog.get(delta.commit().ledger()), delta.commit());
  }

  private static void check(String where, List<Digest> digests, Commit commit) {
    long height = commit.height();
    if (height == digests.size()) {
      digests.add(commit.stateDigest());
    } else if (height > digests.size()) {
      throw new Violation(
          PROPERTY, where + " of ledger " + commit.ledger() + " lack block " + digests.size());
    } else if (!digests.get((int) height).equals(commit.stateDigest())) {
      throw new Violation(PROPERTY, where + " have two outcomes of block " + height);
    }
  }
}
