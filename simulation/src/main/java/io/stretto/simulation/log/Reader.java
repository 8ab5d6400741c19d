package io.stretto.simulation.log;

/**
 * A reader's place in a log.
 *
 * @param <R> the type of the records
 */
public final class Reader<R> {

  private final SimulatedLog<R> log;
  private final Delivery delivery;
  private long position;
  private long pausedUntilMillis;

  /** Creates a reader at an offset. */
  public Reader(SimulatedLog<R> log, long position, Delivery delivery) {
    this.log = log;
    this.position = Math.max(position, log.first());
    this.delivery = delivery;
  }

  /** The next record; {@code null} where none is there, or none is delivered at the moment. */
  public SimulatedLog.Entry<R> poll(long nowMillis) {
    if (nowMillis < pausedUntilMillis) {
      return null;
    }
    skipGaps();
    if (position == log.end()) {
      return null;
    }
    long delayMillis = delivery.delayMillis();
    if (delayMillis > 0) {
      pausedUntilMillis = nowMillis + delayMillis;
      return null;
    }
    return log.get(position++);
  }

  /** Goes back, now and then, as a member of a group does whose offsets were lost. */
  public void rewindSometimes() {
    position = Math.max(log.first(), position - delivery.rewoundRecords());
  }

  /** The offset from which on nothing has been delivered. */
  public long position() {
    return position;
  }

  /** Goes on at another offset. */
  public void seek(long offset) {
    position = offset;
  }

  /** Goes on behind offsets that hold no record. */
  public void skipGaps() {
    while (position < log.end() && log.get(position) == null) {
      position++;
    }
  }
}
