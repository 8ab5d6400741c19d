package io.stretto.simulation.node;

import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Commit;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.protocol.memory.InMemoryCommittedState;
import io.stretto.protocol.memory.StateMap;
import io.stretto.simulation.check.Violation;
import io.stretto.simulation.log.SimulatedLog;
import io.stretto.simulation.log.Topics.ChangelogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The in-memory twin of a store and its disk: it survives its process. It keeps the deltas of the
 * blocks that may not be in the changelog, and restores those that it misses from there.
 */
public final class SimulatedStore extends ForwardingState {

  private final InMemoryCommittedState state;

  /** By height. */
  private final List<BlockDelta> blocks = new ArrayList<>();

  /** The blocks that the changelog may lack. */
  private final TreeSet<Long> pending = new TreeSet<>();

  private long announcedHeight = -1;
  private long changelogOffset;
  private long lastRestored = -1;

  /** Creates an empty one. */
  public SimulatedStore() {
    this(new InMemoryCommittedState());
  }

  private SimulatedStore(InMemoryCommittedState state) {
    super(state);
    this.state = state;
  }

  @Override
  public void apply(BlockDelta delta) {
    if (delta.commit().height() > tip().height()) {
      state.apply(delta);
      blocks.add(delta);
      pending.add(delta.commit().height());
    }
  }

  /**
   * Takes in what the changelog has more than this. Where it is read from an offset on, blocks may
   * be missing, which another committer wrote before; they are computed again.
   */
  public void restore(SimulatedLog<ChangelogRecord> changelog) {
    boolean hadBlocks = tip().height() >= 0;
    for (; changelogOffset < changelog.end(); changelogOffset++) {
      restore(changelog.get(changelogOffset).value());
    }
    if (!hadBlocks && lastRestored > tip().height()) {
      throw new Violation("changelog", "block " + (tip().height() + 1) + " is missing");
    }
  }

  /** All entries, by ascending key. */
  public SortedMap<StateKey, byte[]> entries() {
    return state.entries();
  }

  /** The value that a key had after a block. */
  byte[] readAt(StateKey key, long height) {
    if (height == tip().height()) {
      return read(key);
    }
    for (long h = height; h >= 0; h--) {
      for (Write write : block(h).writes()) {
        if (write.key().equals(key)) {
          return write.value();
        }
      }
    }
    return null;
  }

  /** The first entries that a range had after a block. */
  List<StateEntry> scanAt(StateRange range, int limit, long height) {
    if (height == tip().height()) {
      return scan(range, limit);
    }
    StateMap past = new StateMap();
    for (long h = 0; h <= height; h++) {
      block(h).writes().forEach(past::apply);
    }
    return past.scan(range, limit);
  }

  /** The height up to which all has been published. */
  long announcedHeight() {
    return announcedHeight;
  }

  /** All up to a height is in the changelog and has been published. */
  void announced(long height, long newChangelogOffset) {
    announcedHeight = Math.max(announcedHeight, height);
    pending.headSet(height, true).clear();
    changelogOffset = Math.max(changelogOffset, newChangelogOffset);
  }

  /** Whether the changelog may lack a block. */
  boolean isPending(long height) {
    return pending.contains(height);
  }

  BlockDelta block(long height) {
    return blocks.get((int) height);
  }

  private void restore(ChangelogRecord changed) {
    Commit commit = changed.delta().commit();
    long height = commit.height();
    if (height <= tip().height()) {
      if (!block(height).commit().stateDigest().equals(commit.stateDigest())) {
        throw new Violation("changelog", "another history of block " + height);
      }
      return;
    }
    lastRestored = Math.max(lastRestored, height);
    if (height == tip().height() + 1) {
      state.apply(changed.delta());
      blocks.add(changed.delta());
      announcedHeight = Math.max(announcedHeight, changed.announcedHeight());
    }
  }
}
