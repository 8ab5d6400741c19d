package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.fuzz.GeneratedModule.Export;
import io.stretto.wasm.fuzz.GeneratedModule.Global;
import java.util.List;
import java.util.function.Consumer;

/**
 * Adds functions that transactions can call: they take the call's arguments into memory, do
 * something, and return the whole memory with all globals in it, so that nothing stays unseen.
 */
final class EntryGenerator {

  /** Where the arguments of a call are put. */
  static final int ARGUMENTS = 1024;

  /** The host functions that entries call. */
  static final List<String> NEEDED_IMPORTS =
      List.of("env.input", "env.read_register", "env.value_return");

  private static final int GLOBALS = 2048;
  private static final int RETURNED_PAGES_LIMIT = 16;

  private final ModuleShape shape;

  EntryGenerator(ModuleShape shape) {
    this.shape = shape;
  }

  /** Adds an entry that does anything. */
  void add(String name, int budget) {
    add(
        name,
        budget,
        function -> {
          if (shape.signatures().isEmpty() || shape.choices().oneIn(3)) {
            for (int i = 0; i < 4; i++) {
              function.statements.statements();
            }
          } else {
            callOne(function);
          }
        });
  }

  /** Adds an entry that calls host functions. */
  void addHostCalls(String name, int count) {
    add(
        name,
        1,
        function -> {
          for (int i = 0; i < count; i++) {
            function.hostCalls.call(null);
          }
        });
  }

  private void add(String name, int budget, Consumer<FunctionBuilder> middle) {
    FunctionBuilder function = new FunctionBuilder(shape, -1, List.of(), null, budget);
    GeneratedModule module = shape.module();
    boolean hasMemory = module.memoryPages > 0;
    if (hasMemory) {
      takeArguments(function);
    }
    function.control.open(Op.BLOCK, null, false);
    middle.accept(function);
    function.control.close();
    if (hasMemory && module.memoryPagesMaximum <= RETURNED_PAGES_LIMIT) {
      storeGlobals(function);
      returnMemory(function);
    }
    int type = module.typeOf(FunctionSignature.CALLABLE);
    module.functions.add(function.toFunction(type));
    module.exports.add(new Export(name, module.imports.size() + module.functions.size() - 1));
  }

  private void takeArguments(FunctionBuilder function) {
    function.constant(ValueType.I64, 0);
    function.emit(Op.CALL, imported("env.input"));
    function.constant(ValueType.I64, 0);
    function.constant(ValueType.I64, ARGUMENTS);
    function.emit(Op.CALL, imported("env.read_register"));
  }

  private int imported(String fullName) {
    return shape.module().importIndex(fullName);
  }

  /** Calls one of the functions with the call's arguments, and stores what it gives. */
  private void callOne(FunctionBuilder function) {
    int own = shape.choices().below(shape.signatures().size());
    FunctionSignature signature = shape.signatures().get(own);
    List<ValueType> results = signature.results();
    if (!results.isEmpty()) {
      function.constant(ValueType.I32, ARGUMENTS);
    }
    int place = 0;
    for (ValueType type : signature.parameters()) {
      if (shape.module().memoryPages > 0) {
        function.constant(ValueType.I32, 0);
        function.emit(Instruction.access(load(type), 0, ARGUMENTS + 8L * (place++ % 4)));
      } else {
        function.values.constant(type);
      }
    }
    function.emit(Op.CALL, shape.module().imports.size() + own);
    if (!results.isEmpty()) {
      if (shape.module().memoryPages > 0) {
        function.emit(Instruction.access(store(results.getFirst()), 0, 64));
      } else {
        function.emit(Op.DROP);
        function.emit(Op.DROP);
      }
    }
  }

  private void storeGlobals(FunctionBuilder function) {
    List<Global> globals = shape.module().globals;
    for (int i = 0; i < globals.size(); i++) {
      function.constant(ValueType.I32, 0);
      function.emit(Op.GLOBAL_GET, i);
      function.emit(Instruction.access(store(globals.get(i).type()), 0, GLOBALS + 8L * i));
    }
  }

  private void returnMemory(FunctionBuilder function) {
    function.emit(Op.MEMORY_SIZE);
    function.emit(Op.I64_EXTEND_I32_U);
    function.constant(ValueType.I64, 16);
    function.emit(Op.I64_SHL);
    function.constant(ValueType.I64, 0);
    function.emit(Op.CALL, imported("env.value_return"));
  }

  private static int load(ValueType type) {
    return switch (type) {
      case I32 -> Op.FIRST_LOAD;
      case I64 -> Op.FIRST_LOAD + 1;
      case F32 -> Op.FIRST_LOAD + 2;
      case F64 -> Op.FIRST_LOAD + 3;
    };
  }

  private static int store(ValueType type) {
    return Op.FIRST_STORE + load(type) - Op.FIRST_LOAD;
  }
}
