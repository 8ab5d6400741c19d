package io.stretto.wasm.engine;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.MeteredModule;
import io.stretto.wasm.bytecode.ValueType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A module of Chicory's. The content of memory after instantiation is kept once for all. */
final class ChicoryModule implements EngineModule {

  private static final long[] NO_RESULTS = {};
  private static final InterpreterFaults INTERPRETER_FAULTS = new InterpreterFaults();

  private final MeteredModule metered;
  private final WasmModule module;
  private final Function<Instance, Machine> machines;
  private final boolean survivesFailure;
  private volatile byte[] pristineMemory;

  ChicoryModule(
      MeteredModule metered,
      WasmModule module,
      Function<Instance, Machine> machines,
      boolean survivesFailure) {
    this.metered = metered;
    this.module = module;
    this.machines = machines;
    this.survivesFailure = survivesFailure;
  }

  @Override
  public EngineInstance instantiate(List<HostFunction> hostFunctions) {
    ContractModule original = metered.original();
    byte[] pristine = pristineMemory;
    FlatMemory memory =
        new FlatMemory(original.memoryPages(), original.memoryPagesMaximum(), pristine);
    Instance instance =
        Instance.builder(module)
            .withImportValues(imports(hostFunctions))
            .withMemoryFactory(limits -> memory)
            .withMachineFactory(machines)
            .withUnsafeExecutionListener(INTERPRETER_FAULTS)
            .withStart(false)
            .build();
    if (pristine == null) {
      pristineMemory = memory.keepPristine();
    }
    return new ChicoryInstance(this, instance, memory, metered, survivesFailure);
  }

  private ImportValues imports(List<HostFunction> hostFunctions) {
    Map<String, HostFunction> byName =
        hostFunctions.stream()
            .collect(
                Collectors.toMap(
                    function -> function.module() + "." + function.name(), function -> function));
    ImportValues.Builder imports = ImportValues.builder();
    metered.original().imports().stream()
        .map(wanted -> wanted.module() + "." + wanted.name())
        .distinct()
        .forEach(name -> imports.addFunction(adapt(byName.get(name))));
    return imports.build();
  }

  private static com.dylibso.chicory.runtime.HostFunction adapt(HostFunction function) {
    HostFunction.Body body = function.body();
    FunctionType type =
        FunctionType.of(
            function.signature().parameters().stream().map(ChicoryModule::type).toList(),
            function.signature().results().stream().map(ChicoryModule::type).toList());
    if (type.returns().isEmpty()) {
      return new com.dylibso.chicory.runtime.HostFunction(
          function.module(),
          function.name(),
          type,
          (instance, arguments) -> {
            body.call(arguments);
            return NO_RESULTS;
          });
    }
    long[] results = new long[1];
    return new com.dylibso.chicory.runtime.HostFunction(
        function.module(),
        function.name(),
        type,
        (instance, arguments) -> {
          results[0] = body.call(arguments);
          return results;
        });
  }

  private static ValType type(ValueType type) {
    return switch (type) {
      case I32 -> ValType.I32;
      case I64 -> ValType.I64;
      case F32 -> ValType.F32;
      case F64 -> ValType.F64;
    };
  }
}
