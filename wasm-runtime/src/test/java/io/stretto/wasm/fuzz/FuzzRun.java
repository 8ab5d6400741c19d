package io.stretto.wasm.fuzz;

import io.stretto.wasm.ContractThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs something with one seed after the other. In a build the seeds are a fixed set. The system
 * property {@code stretto.fuzz.minutes} has fresh ones tried for that long instead; {@code
 * stretto.fuzz.seeds} and {@code stretto.fuzz.firstSeed} name the seeds. The first failure is made
 * smaller and ends the run; its message has the seed, the command that replays it, and the module.
 */
public final class FuzzRun {

  private static final Duration SHRINK_TIME = Duration.ofSeconds(30);
  private static final int PRINTED_BYTES_LIMIT = 600;

  private FuzzRun() {}

  /** What is run: it throws where it finds a fault. */
  @FunctionalInterface
  public interface Target {
    /** Builds something from choices and tries it. */
    void run(Choices choices) throws Exception;
  }

  /** What shows a failing input to people. */
  @FunctionalInterface
  public interface Description {
    /** The module that the choices lead to. */
    byte[] moduleOf(Choices choices) throws Exception;
  }

  /**
   * Runs the target.
   *
   * @param test class and method to be named in the replay command, as {@code Class#method}
   * @param fixedSeeds how many seeds from 1 on are tried in a build
   * @return the number of seeds tried
   */
  public static int run(String test, int fixedSeeds, Target target, Description description)
      throws Exception {
    FutureTask<Integer> run =
        new FutureTask<>(() -> runHere(test, fixedSeeds, target, description));
    ContractThreads.factory("fuzz").newThread(run).start();
    try {
      return run.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError found) {
        throw found;
      }
      throw e;
    }
  }

  private static int runHere(String test, int fixedSeeds, Target target, Description description) {
    int minutes = Integer.getInteger("stretto.fuzz.minutes", 0);
    long first = Long.getLong("stretto.fuzz.firstSeed", minutes > 0 ? freshSeed() : 1);
    int seeds =
        Integer.getInteger("stretto.fuzz.seeds", minutes > 0 ? Integer.MAX_VALUE : fixedSeeds);
    long end = minutes > 0 ? System.nanoTime() + minutes * 60_000_000_000L : Long.MAX_VALUE;
    int count = 0;
    while (count < seeds && System.nanoTime() < end) {
      tryOne(test, first + count, target, description);
      count++;
    }
    return count;
  }

  /** Distinct from run to run, however close they begin. */
  private static long freshSeed() {
    return System.nanoTime();
  }

  private static void tryOne(String test, long seed, Target target, Description description) {
    Choices choices = Choices.ofSeed(seed);
    Throwable failure = failureOf(target, choices);
    if (failure == null) {
      return;
    }
    byte[] smallest =
        Shrinker.shrink(
            choices.taken(),
            bytes -> isAlike(failureOf(target, Choices.ofBytes(bytes)), failure),
            SHRINK_TIME);
    Throwable smallestFailure = failureOf(target, Choices.ofBytes(smallest));
    String message = message(test, seed, smallest, description);
    AssertionError error =
        new AssertionError(message, smallestFailure == null ? failure : smallestFailure);
    error.addSuppressed(failure);
    throw error;
  }

  @SuppressWarnings("CatchingUnchecked") // whatever is thrown is what was looked for
  private static Throwable failureOf(Target target, Choices choices) {
    try {
      target.run(choices);
      return null;
    } catch (Exception | Error e) {
      return e;
    }
  }

  /** Whether two failures are of the same kind, as far as their classes and properties tell. */
  private static boolean isAlike(Throwable one, Throwable other) {
    return one != null && one.getClass() == other.getClass() && kind(one).equals(kind(other));
  }

  /** What a failed assertion says before the details, which stand in brackets at the front. */
  private static String kind(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    int end = message.indexOf(':');
    return end < 0 ? "" : message.substring(0, end);
  }

  private static String message(String test, long seed, byte[] smallest, Description description) {
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(seed).append("; replay with: mvn verify -pl wasm-runtime -am");
    text.append(" -Dtest=").append(test).append(" -Dsurefire.failIfNoSpecifiedTests=false");
    text.append(" -Dstretto.fuzz.seeds=1 -Dstretto.fuzz.firstSeed=").append(seed);
    try {
      byte[] module = description.moduleOf(Choices.ofBytes(smallest));
      Path directory = Files.createDirectories(Path.of("target", "fuzz"));
      Path file = directory.resolve(test.replace('#', '-') + "-" + seed + ".wasm");
      Files.write(file, module);
      text.append("\nmodule, made smaller: ").append(file.toAbsolutePath());
      if (module.length <= PRINTED_BYTES_LIMIT) {
        text.append("\n").append(HexFormat.of().formatHex(module));
      }
    } catch (Exception e) {
      text.append("\nthe module cannot be shown: ").append(e);
    }
    return text.toString();
  }
}
