package io.stretto.bench.engine;

import io.stretto.bench.gas.Scenario;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Whole transactions on an instance that is kept. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransactionBenchmark {

  /** The pages of the contract's memory. */
  @Param({"1", "17"})
  int pages;

  private Scenario empty;
  private Scenario twoReadsAndTwoWrites;

  /** Deploys the contracts. */
  @Setup
  public void deploy() {
    empty = CallScenarios.kept(pages);
    twoReadsAndTwoWrites = TransactionScenarios.twoReadsAndTwoWrites(pages);
  }

  /** A call of a function that does nothing. */
  @Benchmark
  public long empty() {
    return empty.run();
  }

  /** A call that reads two keys and writes both. */
  @Benchmark
  public long twoReadsAndTwoWrites() {
    return twoReadsAndTwoWrites.run();
  }
}
