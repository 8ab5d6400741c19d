package io.stretto.chaos.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command of the operating system that is run to its end, for what Java itself cannot do. */
public final class SystemCommand {

  private SystemCommand() {}

  /**
   * Runs a command.
   *
   * @param words the command and its arguments
   * @return what it wrote
   * @throws IllegalStateException with what it wrote where it fails
   * @throws UncheckedIOException where there is no such command
   */
  public static String run(List<String> words) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", words) + ": " + said.strip());
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(words.getFirst() + " cannot be run", e);
    }
  }
}
