package io.stretto.bench.engine;

import io.stretto.bench.Figures;
import io.stretto.bench.engine.ForeignEngine.Outcome;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.engine.EngineMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Loops that compute: compiled with and without metering, interpreted, beside native code and V8.
 * All of them must find the same checksums.
 */
final class ComputeScenarios implements Scenarios {

  /** How many times as long as without metering code may take with it. */
  private static final double METERING_AIM = 1.2;

  private static final int FOREIGN_REPEATS = 100;

  private KernelModule compiled;
  private KernelModule unmetered;
  private KernelModule interpreted;
  private Optional<ForeignEngine> nativeProgram = Optional.empty();
  private Optional<ForeignEngine> node = Optional.empty();

  @Override
  public String title() {
    return "compute";
  }

  @Override
  public void measure(Rounds rounds, Consumer<Row> rows) {
    try (KernelFiles files = new KernelFiles()) {
      compiled = KernelModule.metered(EngineMode.COMPILED);
      unmetered = KernelModule.unmetered();
      interpreted = KernelModule.metered(EngineMode.INTERPRETED);
      nativeProgram = ForeignEngine.nativeProgram(files);
      node = ForeignEngine.node(files);
      for (Kernel kernel : Kernel.values()) {
        measure(kernel, rounds, rows);
      }
    } catch (InvalidCodeException e) {
      throw new IllegalStateException("the kernels are no contract", e);
    }
  }

  private void measure(Kernel kernel, Rounds rounds, Consumer<Row> rows) {
    List<Figures> own =
        rounds.measure(
            () -> compiled.run(kernel, kernel.rounds()),
            () -> unmetered.run(kernel, kernel.rounds()));
    Figures metered = aRound(own.get(0), kernel);
    Figures plain = aRound(own.get(1), kernel);
    Optional<Figures> machineCode = addForeign(nativeProgram, "native", kernel, rows);
    Optional<Figures> v8 = addForeign(node, "V8", kernel, rows);
    rows.accept(Row.of(kernel.description() + ": without metering", plain));
    Row row = Row.of(kernel.description() + ": Stretto", metered);
    row = row.comparedWith("without metering", plain, METERING_AIM);
    if (machineCode.isPresent()) {
      row = row.comparedWith("native", machineCode.get(), kernel.aimOverNative());
    }
    rows.accept(v8.isPresent() ? row.comparedWith("V8", v8.get()) : row);
    check(kernel, "unmetered", unmetered.run(kernel, 1), compiled.run(kernel, 1));
    check(kernel, "interpreted", interpreted.run(kernel, 1), compiled.run(kernel, 1));
    rows.accept(
        Row.of(
                kernel.description() + ": interpreted",
                rounds.measureSlow(() -> interpreted.run(kernel, 1)))
            .comparedWith("compiled", metered));
  }

  private Optional<Figures> addForeign(
      Optional<ForeignEngine> engine, String name, Kernel kernel, Consumer<Row> rows) {
    Optional<Outcome> outcome = engine.flatMap(found -> found.run(kernel, FOREIGN_REPEATS));
    if (outcome.isEmpty()) {
      rows.accept(Row.missing(kernel.description() + ": " + name + " is not on this machine"));
      return Optional.empty();
    }
    check(kernel, name, outcome.get().checksum(), compiled.run(kernel, kernel.rounds()));
    Figures nanos = aRound(outcome.get().nanos(), kernel);
    rows.accept(Row.of(kernel.description() + ": " + name + ", " + engine.get().name(), nanos));
    return Optional.of(nanos);
  }

  private static Figures aRound(Figures run, Kernel kernel) {
    return run.dividedBy(kernel.rounds());
  }

  private static void check(Kernel kernel, String name, long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException(
          kernel + ", " + name + ": checksum " + found + " and not " + expected);
    }
  }
}
