package io.stretto.worker.speculate;

import io.stretto.protocol.Int128;
import io.stretto.protocol.Position;
import io.stretto.protocol.Write;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker knows of one key: a base value, current just before some position, and the values
 * that executions at later positions wrote. All access is under the chain's own lock.
 */
final class VersionChain {

  /** What an execution wrote: a value, or something to add to it. */
  record Version(Position writer, Write write) {}

  /**
   * What a read found.
   *
   * @param known whether anything is known at all
   * @param value the value, {@code null} where absent
   */
  record Reading(boolean known, byte[] value) {

    static final Reading UNKNOWN = new Reading(false, null);
  }

  /** By ascending writer. */
  private final List<Version> versions = new ArrayList<>(2);

  /** Where the base is known; {@code null} where there is none. */
  private Position baseBefore;

  private byte[] baseValue;

  private long lastUsedHeight;

  /** Reads as of just before a position. */
  synchronized Reading read(Position before) {
    lastUsedHeight = Math.max(lastUsedHeight, before.height());
    Int128 added = Int128.ZERO;
    for (int i = versions.size() - 1; i >= 0; i--) {
      Version version = versions.get(i);
      if (!version.writer().isBefore(before)) {
        continue;
      }
      Write write = version.write();
      if (!write.isAddition()) {
        return new Reading(true, sum(write.value(), added));
      }
      if (!isInBase(version) && added.canAdd(write.amount())) {
        added = added.add(write.amount());
      }
    }
    return baseBefore == null ? Reading.UNKNOWN : new Reading(true, sum(baseValue, added));
  }

  /** Additions to what is no number, or beyond all numbers, are of a speculation that was wrong. */
  private static byte[] sum(byte[] value, Int128 added) {
    if (added.equals(Int128.ZERO) || !Int128.isNumber(value)) {
      return value;
    }
    Int128 number = Int128.ofValue(value);
    return number.canAdd(added) ? number.add(added).encode() : value;
  }

  private boolean isInBase(Version version) {
    return baseBefore != null && version.writer().isBefore(baseBefore);
  }

  /** Whether a read before a position would find something written in or after a block. */
  synchronized boolean isFresh(Position before, long freshFrom) {
    boolean isFresh = false;
    for (int i = versions.size() - 1; i >= 0; i--) {
      Version version = versions.get(i);
      if (version.writer().isBefore(before)) {
        isFresh |= version.writer().height() >= freshFrom;
        if (!version.write().isAddition()) {
          return isFresh;
        }
      }
    }
    return baseBefore != null && (isFresh || baseBefore.height() > freshFrom);
  }

  /** Records what an execution wrote; a later execution of the same position replaces it. */
  synchronized void put(Position writer, Write write) {
    int i = versions.size();
    while (i > 0 && writer.isBefore(versions.get(i - 1).writer())) {
      i--;
    }
    Version version = new Version(writer, write);
    if (i > 0 && versions.get(i - 1).writer().equals(writer)) {
      versions.set(i - 1, version);
    } else {
      versions.add(i, version);
    }
  }

  /** Forgets what the execution at a position wrote. */
  synchronized void remove(Position writer) {
    versions.removeIf(version -> version.writer().equals(writer));
  }

  /** Takes a value that is current just before a position: older knowledge goes. */
  synchronized void rebase(byte[] value, Position before) {
    if (baseBefore == null || baseBefore.isBefore(before)) {
      baseValue = value;
      baseBefore = before;
    }
    versions.removeIf(version -> version.writer().isBefore(before));
  }

  /**
   * Takes a value as {@link #rebase} does, even where the base claims to be newer: for values of
   * which the committer says that they are right.
   */
  synchronized void correct(byte[] value, Position before) {
    baseValue = value;
    baseBefore = before;
    versions.removeIf(version -> version.writer().isBefore(before));
  }

  /**
   * Makes the newest version of the committed blocks the base. It is current as of its own block
   * only: another lane may have written the key since.
   */
  synchronized void fold(long committedHeight) {
    int folded = 0;
    while (folded < versions.size() && versions.get(folded).writer().height() <= committedHeight) {
      folded++;
    }
    if (folded == 0) {
      return;
    }
    Position before = new Position(versions.get(folded - 1).writer().height() + 1, 0);
    byte[] value = baseValue;
    boolean isKnown = baseBefore != null;
    for (Version version : versions.subList(0, folded)) {
      Write write = version.write();
      if (!write.isAddition()) {
        value = write.value();
        isKnown = true;
      } else if (!isInBase(version)) {
        value = sum(value, write.amount());
      }
    }
    if (isKnown && (baseBefore == null || !before.isBefore(baseBefore))) {
      baseValue = value;
      baseBefore = before;
    }
    versions.subList(0, folded).clear();
  }

  /** Whether nothing is lost but a read when the chain is dropped. */
  synchronized boolean isIdleSince(long height) {
    return versions.isEmpty() && lastUsedHeight < height;
  }

  /** Forgets the base: what it claims can no longer be relied on. */
  synchronized void forgetBase() {
    baseValue = null;
    baseBefore = null;
  }
}
