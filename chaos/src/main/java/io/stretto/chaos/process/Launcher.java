package io.stretto.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the {@code stretto} command in processes of its own.
 *
 * @param prefix the words of the command line before the command's own arguments: the JVM, its
 *     options, the class path, the main class
 */
public record Launcher(List<String> prefix) {

  /** Copies the words. */
  public Launcher {
    prefix = List.copyOf(prefix);
  }

  /**
   * Starts a process; what it writes is added to a file.
   *
   * @param entrance the words before the JVM's, which lead to where it is to run
   * @param heapMegabytes the most that its heap may take
   * @throws UncheckedIOException when it cannot be started
   */
  ChildProcess start(
      String name, List<String> entrance, int heapMegabytes, List<String> arguments, Path output) {
    List<String> command = new ArrayList<>(entrance);
    command.add(prefix.getFirst());
    command.add("-Xmx" + heapMegabytes + "m");
    command.addAll(prefix.subList(1, prefix.size()));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start();
      return new ChildProcess(name, process);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be started", e);
    }
  }
}
