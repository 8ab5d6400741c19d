package io.stretto.bench.engine;

import io.stretto.bench.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something else that runs the kernels, in processes of its own, which time themselves: a program
 * in C, or V8 on the very same module.
 *
 * @param name what it is, with its version
 * @param directory where the kernels' files are
 * @param command what runs it; kernel, rounds and repeats are added
 */
record ForeignEngine(String name, Path directory, List<String> command) {

  private static final List<String> COMPILERS = List.of("clang-14", "clang", "cc", "gcc");

  /**
   * What it found.
   *
   * @param checksum the kernel's, of the rounds of {@link Kernel#rounds}
   * @param nanos how long a run of these rounds takes
   */
  record Outcome(long checksum, Figures nanos) {}

  /**
   * The kernels compiled to machine code, by the compiler that also made the module if possible.
   */
  static Optional<ForeignEngine> nativeProgram(KernelFiles files) {
    Path program = files.directory().resolve("kernels");
    for (String compiler : COMPILERS) {
      Optional<String> version = Tool.version(compiler);
      String[] build = {compiler, "-O2", "-o", program.toString(), "kernels.c", "native.c"};
      if (version.isPresent() && Tool.run(files.directory(), build).isPresent()) {
        return Optional.of(
            new ForeignEngine(
                compiler + " -O2 (" + version.get() + ")",
                files.directory(),
                List.of(program.toString())));
      }
    }
    return Optional.empty();
  }

  /** V8 as node has it. */
  static Optional<ForeignEngine> node(KernelFiles files) {
    return Tool.version("node")
        .map(
            version ->
                new ForeignEngine(
                    "node " + version, files.directory(), List.of("node", "kernels.mjs")));
  }

  /** Runs a kernel, so many repeats of it; nothing where that fails. */
  Optional<Outcome> run(Kernel kernel, int repeats) {
    List<String> line = new ArrayList<>(command);
    line.addAll(
        List.of(kernel.function(), Integer.toString(kernel.rounds()), Integer.toString(repeats)));
    return Tool.run(directory, line.toArray(String[]::new)).map(ForeignEngine::parse);
  }

  /** The checksum stands in the first line, the nanoseconds of a repeat in each other one. */
  private static Outcome parse(String output) {
    List<String> lines = output.lines().toList();
    double[] nanos = lines.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
    return new Outcome(Long.parseUnsignedLong(lines.get(0)), Figures.of(nanos));
  }
}
