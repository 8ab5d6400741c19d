package io.stretto.wasm;

import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.gas.GasSchedule;

/**
 * How a {@link ContractRuntime} works. Only the schedule has a part in outcomes.
 *
 * @param engineMode compiled or interpreted
 * @param schedule what everything costs
 * @param cachedModules how many contracts' code is kept ready, at least 1
 * @param cachedModuleBytes how many bytes of code are kept ready; each takes about 50 of heap, and
 *     code that would take more counts as more bytes
 * @param cachedInstances how many instances one executor keeps, at least 1
 * @param cachedInstanceBytes how many bytes of memory the instances of one executor may keep
 * @param freshInstanceCheckInterval each n-th execution of an executor is repeated on a fresh
 *     instance and compared; 0 for none
 */
public record RuntimeSettings(
    EngineMode engineMode,
    GasSchedule schedule,
    int cachedModules,
    long cachedModuleBytes,
    int cachedInstances,
    long cachedInstanceBytes,
    int freshInstanceCheckInterval) {

  /** Compiled, schedule 1, 512 modules of 16 MiB, 128 instances of 256 MiB together, no checks. */
  public static final RuntimeSettings DEFAULT =
      new RuntimeSettings(
          EngineMode.COMPILED, GasSchedule.VERSION_1, 512, 16L << 20, 128, 256L << 20, 0);

  /** Checks the numbers. */
  public RuntimeSettings {
    if (cachedModules < 1 || cachedInstances < 1 || freshInstanceCheckInterval < 0) {
      throw new IllegalArgumentException("caches hold at least 1, an interval is at least 0");
    }
  }

  /** The same with another engine mode. */
  public RuntimeSettings withEngineMode(EngineMode mode) {
    return new RuntimeSettings(
        mode,
        schedule,
        cachedModules,
        cachedModuleBytes,
        cachedInstances,
        cachedInstanceBytes,
        freshInstanceCheckInterval);
  }

  /** The same with another interval of checks on fresh instances. */
  public RuntimeSettings withFreshInstanceCheckInterval(int interval) {
    return new RuntimeSettings(
        engineMode,
        schedule,
        cachedModules,
        cachedModuleBytes,
        cachedInstances,
        cachedInstanceBytes,
        interval);
  }
}
