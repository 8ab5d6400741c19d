package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.FunctionSignature;
import java.util.List;

/**
 * What functions know of their module before any has a body.
 *
 * @param module the module, whose functions are still being added
 * @param signatures the signatures of all own functions to come
 * @param fuelGlobal the index of the global that ends recursion; an i32
 * @param table the function that stands in each entry of the table; -1 for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ModuleShape(
    Choices choices,
    Features features,
    GeneratedModule module,
    List<FunctionSignature> signatures,
    int fuelGlobal,
    int[] table) {

  /** The signature of a function by its index, imported ones first. */
  FunctionSignature signature(int function) {
    int imports = module.imports.size();
    return function < imports
        ? module.types.get(module.imports.get(function).type())
        : signatures.get(function - imports);
  }

  int functionCount() {
    return module.imports.size() + signatures.size();
  }
}
