package io.stretto.wasm;

import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.Instrumenter;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.bytecode.MeteredModule;
import io.stretto.wasm.bytecode.ModuleParser;
import io.stretto.wasm.engine.ChicoryEngine;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.engine.EngineModule;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.host.HostFunctions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** Code that was accepted as a contract; compiled when it is first called. Thread-safe. */
final class LoadedContract {

  /** How many estimated bytes on the JVM count as one byte of code in a cache. */
  private static final int COMPILED_BYTES_PER_CODE_BYTE = 25;

  /** The name of the exported function that is called at the end of a transaction. */
  static final String FINALISER = "stretto_finish";

  /** The name of an export by which a contract allows calls while one is going on. */
  private static final String REENTRANT = "stretto_reentrant";

  /** Code up to this size is compiled faster than it is worth to interpret it meanwhile. */
  private static final int AWAITED_CODE_BYTES = 64 << 10;

  private final MeteredModule metered;
  private final long compiledBytes;
  private EngineMode mode;
  private final Map<String, Integer> callable;
  private final int finaliser;
  private final boolean allowsReentrancy;
  private final boolean countsStorage;
  private FutureTask<EngineModule> compilation;
  private EngineModule interim;
  private volatile EngineModule settled;

  private LoadedContract(MeteredModule metered, GasSchedule schedule, EngineMode mode) {
    this.metered = metered;
    this.compiledBytes = metered.original().compiledBytes(schedule);
    this.mode = mode;
    ContractModule module = metered.original();
    this.callable = callableFunctions(module);
    this.finaliser = finaliser(module).orElse(-1);
    this.allowsReentrancy =
        module.exports().stream().anyMatch(export -> export.name().equals(REENTRANT));
    this.countsStorage = countsStorage(module);
  }

  /** Passes code through all phases of the examination and builds the metering in. */
  static LoadedContract load(byte[] code, GasSchedule schedule, EngineMode mode)
      throws InvalidCodeException {
    ContractModule module = ModuleParser.parse(code, schedule, HostFunctions.signatures());
    MeteredModule metered = Instrumenter.instrument(module, schedule);
    // The engine never gets to see the raw code, whose custom sections it might not like.
    ChicoryEngine.checkTypes(metered.code());
    return new LoadedContract(metered, schedule, mode);
  }

  /** The exported functions without parameters and results, by name, with their indexes. */
  static Map<String, Integer> callableFunctions(ContractModule module) {
    Map<String, Integer> functions = new HashMap<>();
    for (ContractModule.Export export : module.exports()) {
      boolean isHook = export.name().equals(FINALISER) || export.name().equals(REENTRANT);
      if (!isHook && isCallable(module, export)) {
        functions.put(export.name(), export.index());
      }
    }
    return Map.copyOf(functions);
  }

  /** The function of a module that is called at the end of a transaction. */
  static OptionalInt finaliser(ContractModule module) {
    return module.exports().stream()
        .filter(export -> export.name().equals(FINALISER) && isCallable(module, export))
        .mapToInt(ContractModule.Export::index)
        .findFirst();
  }

  /** Whether a module asks for the bytes that its storage takes. */
  static boolean countsStorage(ContractModule module) {
    return module.imports().stream().anyMatch(imported -> imported.name().equals("storage_usage"));
  }

  private static boolean isCallable(ContractModule module, ContractModule.Export export) {
    return export.kind() == ContractModule.FUNCTION_KIND
        && module.signature(export.index()).equals(FunctionSignature.CALLABLE);
  }

  /** The index of the function to be called at the end of a transaction, or -1. */
  int finaliser() {
    return finaliser;
  }

  /** Whether memory and globals live on to the end of a transaction: it has a finaliser. */
  boolean livesOn() {
    return finaliser >= 0;
  }

  /** Whether it may be called while a call of it is going on. */
  boolean allowsReentrancy() {
    return allowsReentrancy && !livesOn();
  }

  /** Whether the bytes that its storage takes are counted: its code asks for them. */
  boolean countsStorage() {
    return countsStorage;
  }

  /** The length of the code. */
  int codeBytes() {
    return metered.original().code().length;
  }

  /** The index of a function that transactions can call, or -1. */
  int callableFunction(String name) {
    Integer index = callable.get(name);
    return index == null ? -1 : index;
  }

  /** What deploying the code costs besides its bytes: what compiling it will cost. */
  long compilationGas(GasSchedule schedule) {
    ContractModule module = metered.original();
    long frameValues = Arrays.stream(module.frameValues()).sum();
    return schedule.cost(Cost.DEPLOY_FUNCTION) * module.bodies().size()
        + schedule.cost(Cost.DEPLOY_FRAME_VALUE) * frameValues;
  }

  /** What keeping the contract ready counts in bytes of code: more where few bytes become many. */
  long cacheWeight() {
    return Math.max(metered.original().code().length, compiledBytes / COMPILED_BYTES_PER_CODE_BYTE);
  }

  /** About how many bytes the contract's compiled form takes. */
  long compiledBytes() {
    return compiledBytes;
  }

  /** The initial memory in pages of 64 KiB. */
  int memoryPages() {
    return metered.original().memoryPages();
  }

  /**
   * Has the contract compiled by somebody else, so that it is done before it is first called, or as
   * soon as can be.
   */
  synchronized void compileBy(Executor compiler) {
    if (mode == EngineMode.COMPILED) {
      compilation = new FutureTask<>(() -> ChicoryEngine.prepare(metered, EngineMode.COMPILED));
      compiler.execute(compilation);
    }
  }

  /**
   * Has the contract interpreted from now on, because the JVM refuses its compiled form when it
   * links it. Returns false where it is interpreted already.
   */
  synchronized boolean interpretFromNowOn() {
    boolean compiled = mode == EngineMode.COMPILED;
    mode = EngineMode.INTERPRETED;
    compilation = null;
    settled = compiled ? null : settled;
    return compiled;
  }

  /**
   * What instances are made of. Large code that is not compiled yet is interpreted meanwhile, which
   * gives the same outcome; so there may be another module the next time.
   */
  EngineModule engineModule() {
    EngineModule module = settled;
    return module == null ? unsettledModule() : module;
  }

  private synchronized EngineModule unsettledModule() {
    if (settled == null && compilation == null) {
      settled = ChicoryEngine.prepare(metered, mode);
    } else if (settled == null && (compilation.isDone() || codeBytes() <= AWAITED_CODE_BYTES)) {
      settled = compiled();
    }
    if (settled != null) {
      interim = null;
      return settled;
    }
    if (interim == null) {
      interim = ChicoryEngine.prepare(metered, EngineMode.INTERPRETED);
    }
    return interim;
  }

  /** Waits for the compilation, or does it here if nobody has begun it. */
  private EngineModule compiled() {
    compilation.run();
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return compilation.get();
        } catch (InterruptedException e) {
          isInterrupted = true; // told on below: compiling takes less than an outcome is worth
        } catch (ExecutionException e) {
          throw Results.rethrow(e.getCause());
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
