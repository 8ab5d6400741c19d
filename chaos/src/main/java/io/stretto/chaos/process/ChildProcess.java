package io.stretto.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that was started here, and the signals that it can be sent. */
final class ChildProcess {

  private static final long END_SECONDS = 60;

  private final String name;
  private final Process process;

  ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Ends it with SIGKILL, whatever it does, and waits until it has ended. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(name + " does not end, though killed");
    }
  }

  /**
   * Tells it to end with SIGTERM, and waits until it has.
   *
   * @throws TimeoutException when it has not in time
   */
  void stop() throws InterruptedException, TimeoutException {
    process.destroy();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException(name + " does not end " + END_SECONDS + " s after SIGTERM");
    }
  }

  /** Lets it stand still. */
  void pause() throws InterruptedException {
    signal("STOP");
  }

  /** Lets it go on. */
  void resume() throws InterruptedException {
    signal("CONT");
  }

  /** The shell's own command: not every machine has one that is a file. */
  private void signal(String signal) throws InterruptedException {
    try {
      Process kill =
          new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
              .inheritIO()
              .start();
      if (kill.waitFor() != 0 && process.isAlive()) {
        throw new IllegalStateException(name + " cannot be sent " + signal);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no shell can be started", e);
    }
  }
}
