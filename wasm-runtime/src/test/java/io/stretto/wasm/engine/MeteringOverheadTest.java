package io.stretto.wasm.engine;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.Instrumenter;
import io.stretto.wasm.bytecode.ModuleParser;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.HostFunctions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints how much slower code runs with metering. A figure to look at, not a check. */
@Tag("slow")
class MeteringOverheadTest {

  private static final int ROUNDS = 60;

  private int amount;

  @Test
  void printsTimesWithAndWithoutMetering() throws Exception {
    byte[] code;
    try (var stream = MeteringOverheadTest.class.getResourceAsStream("/wasm/kernels.wasm")) {
      code = stream.readAllBytes();
    }
    ContractModule module =
        ModuleParser.parse(code, GasSchedule.VERSION_1, HostFunctions.signatures());
    EngineInstance[] holder = new EngineInstance[1];
    EngineInstance metered =
        ChicoryEngine.prepare(
                Instrumenter.instrument(module, GasSchedule.VERSION_1), EngineMode.COMPILED)
            .instantiate(stubs(module, holder));
    holder[0] = metered;
    Map<String, Integer> amounts = new LinkedHashMap<>();
    amounts.put("fib", 27);
    amounts.put("sieve", 2);
    amounts.put("mix", 50);
    amounts.put("floats", 500_000);
    for (ContractModule.Export export : module.exports()) {
      if (amounts.containsKey(export.name())) {
        amount = amounts.get(export.name());
        ExportFunction plain = plain(code).export(export.name());
        double without = median(plain::apply);
        long[] gas = new long[1];
        double with =
            median(
                () -> {
                  metered.setGasLeft(Long.MAX_VALUE / 4);
                  metered.setDepthLeft((int) GasSchedule.VERSION_1.limit(Limit.CALL_DEPTH));
                  metered.run(export.index());
                  gas[0] = Long.MAX_VALUE / 4 - metered.gasLeft();
                  return new long[0];
                });
        System.out.printf(
            "%s: plain %.2f ms, metered %.2f ms, factor %.2f, %.2f ns a gas%n",
            export.name(), without, with, with / without, with * 1e6 / gas[0]);
      }
    }
  }

  private interface Work {
    long[] run();
  }

  private static double median(Work work) {
    double[] millis = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      work.run();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    double[] warm = Arrays.copyOfRange(millis, ROUNDS / 2, ROUNDS);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }

  /** Host functions that put the amount at the beginning of the memory. */
  private List<HostFunction> stubs(ContractModule module, EngineInstance[] instance) {
    return module.imports().stream()
        .map(
            imported ->
                new HostFunction(
                    imported.module(),
                    imported.name(),
                    imported.signature(),
                    arguments -> {
                      instance[0].memory().bytes()[0] = (byte) amount;
                      instance[0].memory().bytes()[1] = (byte) (amount >>> 8);
                      instance[0].memory().bytes()[2] = (byte) (amount >>> 16);
                      return 0;
                    }))
        .toList();
  }

  private Instance plain(byte[] code) {
    WasmModule module = Parser.parse(code);
    return Instance.builder(module)
        .withImportValues(
            ImportValues.builder()
                .addFunction(
                    stub("input", List.of(ValType.I64)),
                    stub("read_register", List.of(ValType.I64, ValType.I64)))
                .build())
        .withMemoryFactory(limits -> new FlatMemory(limits.initialPages(), 1024, null))
        .withMachineFactory(MachineFactoryCompiler.compile(module))
        .build();
  }

  private com.dylibso.chicory.runtime.HostFunction stub(String name, List<ValType> parameters) {
    return new com.dylibso.chicory.runtime.HostFunction(
        "env",
        name,
        FunctionType.of(parameters, List.of()),
        (instance, arguments) -> {
          instance.memory().writeI32(0, amount);
          return new long[0];
        });
  }
}
