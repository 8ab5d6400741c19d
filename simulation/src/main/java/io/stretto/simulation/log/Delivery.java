package io.stretto.simulation.log;

/** What goes wrong between a log and those who read it or append to it. */
public interface Delivery {

  /** For how many milliseconds a reader gets nothing, though there is something. */
  long delayMillis();

  /** How many records a reader goes back, as one does whose offsets were lost. */
  int rewoundRecords();

  /** Whether a record waits in its producer, and is lost if that dies. */
  boolean isLingering();

  /** Whether a record is appended twice. */
  boolean isRepeated();
}
