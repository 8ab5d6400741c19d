package io.stretto.wasm.engine;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.compiler.internal.CompilerResult;
import com.dylibso.chicory.compiler.internal.MachineFactory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.bytecode.MeteredModule;
import java.util.Set;
import java.util.function.Function;

/**
 * The engine: Chicory, of which no other package knows. A move to another engine is a change of
 * this package.
 */
public final class ChicoryEngine {

  /**
   * How many functions a class has at most: while it writes a class, the compiler keeps what it
   * found out about all of its functions.
   */
  private static final int FUNCTIONS_PER_CLASS = 64;

  private ChicoryEngine() {}

  /**
   * Lets the engine check a module that has passed our own checks, which should leave it nothing to
   * find.
   */
  public static void checkTypes(byte[] code) throws InvalidCodeException {
    try {
      Parser.parse(code);
    } catch (RuntimeException | AssertionError e) {
      // The engine's own words may change with its version, and messages are part of receipts.
      throw new InvalidCodeException(InvalidCodeException.Phase.INVALID, "refused by the engine");
    }
  }

  /** Has compiled code of all modules notice from now on when its thread was interrupted. */
  public static void beginToAskForInterruptions() {
    LoopPoll.beginToAsk();
  }

  /** Makes a module ready for instantiation; compiles it where the mode says so. */
  public static EngineModule prepare(MeteredModule metered, EngineMode mode) {
    WasmModule module = Parser.parse(metered.code());
    if (mode == EngineMode.COMPILED) {
      Function<Instance, Machine> machines = compile(module, metered.oversizeFunctions());
      if (machines != null) {
        return new ChicoryModule(metered, module, machines, metered.oversizeFunctions().isEmpty());
      }
    }
    return new ChicoryModule(metered, module, InterpreterMachine::new, false);
  }

  /**
   * Compiles a module but for some functions, or returns null where it does not fit into the JVM's
   * class format. That is no refusal: the interpreter gives the same outcome. The compiler is not
   * left to find out by itself which functions are too large, since it would begin anew for each.
   */
  private static Function<Instance, Machine> compile(
      WasmModule module, Set<Integer> interpretedFunctions) {
    try {
      CompilerResult result =
          Compiler.builder(module)
              .withClassCollectorFactory(CompiledClasses::new)
              .withInterpreterFallback(InterpreterFallback.FAIL)
              .withInterpretedFunctions(interpretedFunctions)
              .withMaxFunctionsPerClass(FUNCTIONS_PER_CLASS)
              .build()
              .compile();
      return new MachineFactory(module, ((CompiledClasses) result.collector()).machineFactory());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return null;
    }
  }
}
