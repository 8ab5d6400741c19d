package io.stretto.bench.engine;

import io.stretto.bench.code.Code;
import io.stretto.bench.code.Op;
import io.stretto.bench.code.WasmModule;
import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.host.HostFunctions;
import java.util.LinkedHashMap;
import java.util.Map;

/** A module that calls host functions with constant arguments. */
final class HostModule {

  private final WasmModule module;
  private final Map<String, Integer> functions = new LinkedHashMap<>();

  /** A module with so many pages of memory that imports these functions. */
  HostModule(int pages, String... fullNames) {
    module = new WasmModule(pages);
    for (String fullName : fullNames) {
      FunctionSignature signature = HostFunctions.signatures().get(fullName);
      int type =
          module.type(
              signature.parameters().stream().mapToInt(ValueType::code).toArray(),
              signature.results().stream().mapToInt(ValueType::code).toArray());
      String[] parts = fullName.split("\\.", 2);
      functions.put(fullName, module.hostFunction(parts[0], parts[1], type));
    }
  }

  /** The module, to which data and functions can be added. */
  WasmModule module() {
    return module;
  }

  /** A call whose result is dropped. */
  Code call(String fullName, long... arguments) {
    FunctionSignature signature = HostFunctions.signatures().get(fullName);
    Code code = new Code();
    for (int i = 0; i < arguments.length; i++) {
      if (signature.parameters().get(i) == ValueType.I32) {
        code.i32((int) arguments[i]);
      } else {
        code.i64(arguments[i]);
      }
    }
    code.call(functions.get(fullName));
    return signature.results().isEmpty() ? code : code.put(Op.DROP);
  }
}
