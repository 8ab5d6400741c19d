package io.stretto.bench.engine;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One call of a host function, with the share of the loop and of the transaction around it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HostCallBenchmark {

  /** Which function; {@code none} is the loop alone. */
  @Param({
    "none",
    "env.register_len",
    "env.storage_has_key",
    "env.storage_read",
    "stretto.get_storage",
    "stretto.set_storage"
  })
  String function;

  private Rounds.Work transaction;

  /** Deploys the contract. */
  @Setup
  public void deploy() {
    transaction = HostCallScenarios.transaction(function);
  }

  /** A transaction of many calls, which count one by one. */
  @Benchmark
  @OperationsPerInvocation(HostCallScenarios.CALLS)
  public void call() {
    transaction.run();
  }
}
