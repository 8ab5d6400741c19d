package io.stretto.bench.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of this machine, such as compilers: asked for, and not missed. */
final class Tool {

  private static final long PATIENCE_MINUTES = 10;

  private Tool() {}

  /** Runs a program in a directory; returns what it printed, or nothing where it failed. */
  static Optional<String> run(Path directory, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean hasEnded = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      if (!hasEnded) {
        process.destroyForcibly();
      }
      return hasEnded && process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // the program is not there
    }
  }

  /** The first line that a program prints about its version; nothing where it is not there. */
  static Optional<String> version(String program) {
    return run(Path.of("."), program, "--version")
        .flatMap(output -> output.lines().findFirst())
        .map(String::strip);
  }
}
