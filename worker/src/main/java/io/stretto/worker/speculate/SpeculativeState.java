package io.stretto.worker.speculate;

import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest.FreshValue;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The multi-version view of one ledger that the lanes of a process share: values that its
 * executions wrote, each at its position, over values known to be committed. All of it can be lost,
 * and any of it can be wrong: the committer finds that out.
 *
 * <p>Safe for use by several threads. A chain is looked up again under the map's lock whenever it
 * is written, so that one that was just dropped is never written to.
 */
public final class SpeculativeState {

  private final Map<StateKey, VersionChain> chains = new ConcurrentHashMap<>();
  private final Map<Long, Set<StateKey>> keysByHeight = new ConcurrentHashMap<>();
  private final Map<Long, ExecutedIndexes> executedByHeight = new ConcurrentHashMap<>();
  private final int cachedKeysLimit;
  private volatile long committedHeight = -1;

  /** Creates an empty view that keeps about this many keys which are in no open block. */
  public SpeculativeState(int cachedKeysLimit) {
    this.cachedKeysLimit = cachedKeysLimit;
  }

  /** The height of the last block known to be committed; -1 where none is. */
  public long committedHeight() {
    return committedHeight;
  }

  /** How many keys are known. */
  public int size() {
    return chains.size();
  }

  VersionChain.Reading read(StateKey key, Position before) {
    VersionChain chain = chains.get(key);
    return chain == null ? VersionChain.Reading.UNKNOWN : chain.read(before);
  }

  boolean isFresh(StateKey key, Position before, long freshFrom) {
    VersionChain chain = chains.get(key);
    return chain != null && chain.isFresh(before, freshFrom);
  }

  /** Takes a value that was read: current after a committed block. */
  void rebase(StateKey key, byte[] value, long height) {
    change(key, chain -> chain.rebase(value, new Position(height + 1, 0)));
  }

  /**
   * Takes values that the committer sent along with a request. They are right, whatever is known
   * here; but where the head is committed meanwhile, what is known to be newer is.
   */
  void refresh(List<FreshValue> values, Position head) {
    boolean isOld = head.height() <= committedHeight;
    for (FreshValue fresh : values) {
      if (fresh.since().equals(head)) {
        change(
            fresh.key(),
            chain -> {
              if (isOld) {
                chain.rebase(fresh.value(), head);
              } else {
                chain.correct(fresh.value(), head);
              }
            });
      } else {
        Position since = fresh.since();
        Position writer = new Position(since.height(), since.index() - 1);
        record(writer, new Write(fresh.key(), fresh.value()));
      }
    }
  }

  /** Records what the execution at a position wrote, in place of what an earlier attempt did. */
  void publish(Position writer, List<Write> writes, List<Write> replaced) {
    for (Write write : replaced) {
      if (!contains(writes, write.key())) {
        changeKnown(write.key(), chain -> chain.remove(writer));
      }
    }
    for (Write write : writes) {
      record(writer, write);
    }
    executedByHeight
        .computeIfAbsent(writer.height(), height -> new ExecutedIndexes())
        .add(writer.index());
  }

  /** Forgets what the execution at a position wrote. */
  void withdraw(Position writer, List<Write> writes) {
    for (Write write : writes) {
      changeKnown(write.key(), chain -> chain.remove(writer));
    }
  }

  /** The keys of a range that positions wrote which are not known to be committed. */
  SortedSet<StateKey> openKeys(StateRange range) {
    TreeSet<StateKey> open = new TreeSet<>();
    for (Set<StateKey> keys : keysByHeight.values()) {
      for (StateKey key : keys) {
        if (range.contains(key)) {
          open.add(key);
        }
      }
    }
    return open;
  }

  /** Whether a position was executed in this process, or is committed. */
  boolean isSettled(Position position) {
    if (position.height() <= committedHeight) {
      return true;
    }
    ExecutedIndexes executed = executedByHeight.get(position.height());
    return executed != null && executed.contains(position.index());
  }

  /** Learns that blocks up to a height are committed. */
  public synchronized void advance(long height) {
    if (height <= committedHeight) {
      return;
    }
    committedHeight = height;
    executedByHeight.keySet().removeIf(folded -> folded <= height);
    List<Long> committed = keysByHeight.keySet().stream().filter(open -> open <= height).toList();
    for (Long folded : committed) {
      keysByHeight.remove(folded).forEach(key -> changeKnown(key, chain -> chain.fold(height)));
    }
    if (chains.size() > cachedKeysLimit) {
      evict(height);
    }
  }

  /**
   * Learns that blocks above a height are not committed, though commits of them were seen: the
   * committer has lost them with its disk. What is known here may come from after them, and goes.
   */
  synchronized void retreat(long height) {
    if (height < committedHeight) {
      committedHeight = height;
      chains.clear();
      keysByHeight.clear();
      executedByHeight.clear();
    }
  }

  /** Forgets every committed value: what other workers wrote meanwhile is not known here. */
  public void forgetCommitted() {
    chains.values().forEach(VersionChain::forgetBase);
  }

  private void evict(long height) {
    for (long idle = 64; chains.size() > cachedKeysLimit; idle /= 2) {
      long limit = height - idle;
      chains.forEach(
          (key, chain) ->
              chains.computeIfPresent(
                  key, (same, current) -> current.isIdleSince(limit) ? null : current));
      if (idle == 0) {
        return;
      }
    }
  }

  private void record(Position writer, Write write) {
    if (writer.height() <= committedHeight) {
      return;
    }
    StateKey key = write.key();
    change(key, chain -> chain.put(writer, write));
    keysByHeight.computeIfAbsent(writer.height(), height -> ConcurrentHashMap.newKeySet()).add(key);
    if (writer.height() <= committedHeight) {
      changeKnown(key, chain -> chain.fold(writer.height())); // the block was committed meanwhile
    }
  }

  private void change(StateKey key, Consumer<VersionChain> change) {
    chains.compute(
        key,
        (same, chain) -> {
          VersionChain changed = chain == null ? new VersionChain() : chain;
          change.accept(changed);
          return changed;
        });
  }

  /** Changes what is known of a key; what is not known stays so. */
  private void changeKnown(StateKey key, Consumer<VersionChain> change) {
    chains.computeIfPresent(
        key,
        (same, chain) -> {
          change.accept(chain);
          return chain;
        });
  }

  private static boolean contains(List<Write> writes, StateKey key) {
    for (int i = 0; i < writes.size(); i++) {
      if (writes.get(i).key().equals(key)) {
        return true;
      }
    }
    return false;
  }
}
