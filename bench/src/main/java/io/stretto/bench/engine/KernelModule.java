package io.stretto.bench.engine;

import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.Instrumenter;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.bytecode.MeteredModule;
import io.stretto.wasm.bytecode.ModuleParser;
import io.stretto.wasm.engine.ChicoryEngine;
import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.engine.EngineInstance.Ending;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.engine.HostFunction;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.HostFunctions;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An instance of the kernels in one of the engine's forms. For one thread. */
final class KernelModule {

  private static final GasSchedule SCHEDULE = GasSchedule.VERSION_1;
  private static final long GAS = Long.MAX_VALUE / 2;
  private static final VarHandle NUMBERS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final EngineInstance instance;
  private final Map<String, Integer> functions;
  private long rounds;
  private long checksum;

  private KernelModule(ContractModule module, MeteredModule code, EngineMode mode) {
    this.functions =
        module.exports().stream()
            .filter(export -> export.kind() == ContractModule.FUNCTION_KIND)
            .collect(Collectors.toMap(ContractModule.Export::name, ContractModule.Export::index));
    List<HostFunction> hostFunctions = module.imports().stream().map(this::hostFunction).toList();
    this.instance = ChicoryEngine.prepare(code, mode).instantiate(hostFunctions);
  }

  /** The kernels as contracts are run. */
  static KernelModule metered(EngineMode mode) throws InvalidCodeException {
    ContractModule module = module();
    return new KernelModule(module, Instrumenter.instrument(module, SCHEDULE), mode);
  }

  /** The kernels compiled without metering. */
  static KernelModule unmetered() throws InvalidCodeException {
    ContractModule module = module();
    return new KernelModule(
        module, Instrumenter.withoutMetering(module, SCHEDULE), EngineMode.COMPILED);
  }

  private static ContractModule module() throws InvalidCodeException {
    return ModuleParser.parse(
        KernelFiles.read("kernels.wasm"), SCHEDULE, HostFunctions.signatures());
  }

  /** Stands in for what the kernels' contract imports: input, read_register and value_return. */
  private HostFunction hostFunction(ContractModule.Import imported) {
    return new HostFunction(
        imported.module(),
        imported.name(),
        imported.signature(),
        switch (imported.name()) {
          case "input" -> arguments -> 0;
          case "read_register" -> arguments -> read((int) arguments[1]);
          case "value_return" -> arguments -> give((int) arguments[1]);
          default -> throw new IllegalStateException("nothing is called " + imported.name());
        });
  }

  private long read(int pointer) {
    NUMBERS.set(instance.memory().bytes(), pointer, rounds);
    return 0;
  }

  private long give(int pointer) {
    checksum = (long) NUMBERS.get(instance.memory().bytes(), pointer);
    return 0;
  }

  /** Runs a kernel; returns its checksum. */
  long run(Kernel kernel, int kernelRounds) {
    rounds = kernelRounds;
    instance.setGasLeft(GAS);
    instance.setDepthLeft((int) SCHEDULE.limit(Limit.CALL_DEPTH));
    if (instance.run(functions.get(kernel.function())) != Ending.RETURNED) {
      throw new IllegalStateException(kernel + " did not return");
    }
    return checksum;
  }
}
