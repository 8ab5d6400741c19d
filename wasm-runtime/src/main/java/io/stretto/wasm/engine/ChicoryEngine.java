package io.stretto.wasm.engine;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
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

  /** Makes a module ready for instantiation; compiles it where the mode says so. */
  public static EngineModule prepare(MeteredModule metered, EngineMode mode) {
    WasmModule module = Parser.parse(metered.code());
    if (mode == EngineMode.COMPILED) {
      Function<Instance, Machine> machines = compile(module, InterpreterFallback.FAIL, Set.of());
      if (machines != null) {
        return new ChicoryModule(metered, module, machines, true);
      }
      machines = compile(module, InterpreterFallback.FAIL, metered.oversizeFunctions());
      if (machines == null) {
        machines = compile(module, InterpreterFallback.SILENT, Set.of());
      }
      if (machines != null) {
        return new ChicoryModule(metered, module, machines, false);
      }
    }
    return new ChicoryModule(metered, module, InterpreterMachine::new, false);
  }

  /**
   * Compiles a module but for some functions, or returns null where it does not fit into the JVM's
   * class format. That is no refusal: the interpreter gives the same outcome.
   *
   * <p>The compiler can find out itself what does not fit, but begins anew with each such function;
   * so it is told which they may be.
   */
  private static Function<Instance, Machine> compile(
      WasmModule module, InterpreterFallback fallback, Set<Integer> interpreted) {
    try {
      return MachineFactoryCompiler.builder(module)
          .withInterpreterFallback(fallback)
          .withInterpretedFunctions(interpreted)
          .compile();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return null;
    }
  }
}
