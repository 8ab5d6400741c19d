package io.stretto.cli.chaos;

import io.stretto.chaos.process.Launcher;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the command again as this process was started. */
public final class OwnProcess {

  /** What only this process is given: its memory, its debugger, to write an archive of classes. */
  private static final List<String> NOT_HANDED_ON =
      List.of(
          "-Xmx",
          "-Xms",
          "-XX:+AutoCreateSharedArchive",
          "-agentlib",
          "-javaagent",
          "-Dsurefire",
          "-Dbasedir");

  /** Short of time and memory rather than of speed: there are many of them on one machine. */
  private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final String COLLECTOR = "-XX:+Use";

  private OwnProcess() {}

  /**
   * A launcher with this JVM, its options but for its memory, and its class path.
   *
   * @param main the class that the command begins in
   */
  public static Launcher launcher(Class<?> main) {
    List<String> prefix = new ArrayList<>();
    prefix.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (NOT_HANDED_ON.stream().noneMatch(option::startsWith) && !isCollector(option)) {
        prefix.add(option);
      }
    }
    prefix.addAll(SMALL);
    prefix.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return new Launcher(prefix);
  }

  private static boolean isCollector(String option) {
    return option.startsWith(COLLECTOR) && option.endsWith("GC");
  }
}
