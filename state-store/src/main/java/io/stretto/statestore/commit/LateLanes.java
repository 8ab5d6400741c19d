package io.stretto.statestore.commit;

/**
 * Decides how long a result may take before another lane is asked, and which one. The wait follows
 * the time that results have taken of late; a lane that had to be replaced is given less until it
 * is heard of again. So a killed worker costs a fraction of a second, whatever Kafka's session
 * timeout.
 */
final class LateLanes {

  private static final double WEIGHT = 0.05;
  private static final int FACTOR = 4;
  private static final int MAXIMUM_DOUBLINGS = 10;

  private final CommitterSettings settings;
  private final boolean[] suspected;
  private double typicalMillis = -1;

  LateLanes(CommitterSettings settings) {
    this.settings = settings;
    this.suspected = new boolean[settings.lanes()];
  }

  /** Whether a result that was asked for and has not come is late. */
  boolean isLate(Slot slot, long nowMillis) {
    return nowMillis - slot.askedAtMillis >= waitMillis(slot);
  }

  /** The lane to ask next for what another lane has not answered: far from it first. */
  int substitute(int lane, int lateRequests) {
    int lanes = settings.lanes();
    if (lanes == 1) {
      return 0;
    }
    int stride = Math.max(1, lanes >> Math.min(1 + lateRequests, 30));
    return (lane + stride) % lanes;
  }

  /** A lane had to be replaced. */
  void suspect(int lane) {
    if (isKnown(lane)) {
      suspected[lane] = true;
    }
  }

  /** A lane answered, so long after it was asked. */
  void answered(int lane, long millis) {
    if (isKnown(lane)) {
      suspected[lane] = false;
    }
    typicalMillis = typicalMillis < 0 ? millis : typicalMillis + WEIGHT * (millis - typicalMillis);
  }

  /** A record can name any lane. */
  private boolean isKnown(int lane) {
    return lane >= 0 && lane < suspected.length;
  }

  private long waitMillis(Slot slot) {
    boolean isSuspected = isKnown(slot.lane) && suspected[slot.lane];
    long base;
    if (typicalMillis < 0) {
      base = settings.initialLateMillis();
    } else {
      base = (long) ((isSuspected ? 1 : FACTOR) * typicalMillis);
    }
    long minimum = Math.max(base, settings.minimumLateMillis());
    long wait = minimum << Math.min(slot.lateRequests, MAXIMUM_DOUBLINGS);
    return Math.min(wait, settings.maximumLateMillis());
  }
}
