package io.stretto.bench.engine;

import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.engine.EngineMode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One round of each kernel, compiled with and without metering. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KernelBenchmark {

  /** Which kernel. */
  @Param Kernel kernel;

  private KernelModule metered;
  private KernelModule unmetered;

  /** Compiles the kernels. */
  @Setup
  public void compile() throws InvalidCodeException {
    metered = KernelModule.metered(EngineMode.COMPILED);
    unmetered = KernelModule.unmetered();
  }

  /** As contracts are run. */
  @Benchmark
  public long metered() {
    return metered.run(kernel, 1);
  }

  /** Without metering. */
  @Benchmark
  public long unmetered() {
    return unmetered.run(kernel, 1);
  }
}
