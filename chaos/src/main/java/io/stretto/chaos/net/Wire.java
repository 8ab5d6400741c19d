package io.stretto.chaos.net;

/** What carries between a process and others, until it is cut. */
public interface Wire {

  /** Lets nothing pass, in either direction, until {@link #heal}. */
  void cut() throws InterruptedException;

  /** Lets everything pass again. */
  void heal() throws InterruptedException;
}
