package io.stretto.simulation.engine;

/** Something that acts by itself, now and then: a thread of a process, or of the world around. */
public interface Actor {

  /** What an actor returns that never acts again. */
  long NEVER = -1;

  /**
   * Acts once.
   *
   * @return in how many milliseconds to act again; {@link #NEVER} to stop
   */
  long act();
}
