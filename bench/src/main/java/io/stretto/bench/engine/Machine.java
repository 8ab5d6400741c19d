package io.stretto.bench.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where and of what figures are.
 *
 * @param cores how many processors the JVM sees
 * @param processor the processor's name
 * @param java the JVM's version
 * @param options the options that the JVM was given
 * @param commit the commit in the directory that the benchmark runs in; {@code unknown} where there
 *     is none
 * @param load how many threads of all processes wanted a processor of late; negative where unknown
 */
public record Machine(
    int cores, String processor, String java, List<String> options, String commit, double load) {

  /** What it is now. */
  public static Machine now() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        processorName(),
        System.getProperty("java.version"),
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("-XX:") && !option.contains("Archive"))
            .toList(),
        Tool.run(Path.of("."), "git", "describe", "--always", "--dirty")
            .map(String::strip)
            .orElse("unknown"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String processorName() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
