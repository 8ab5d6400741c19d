package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Adds calls of own functions, directly and by table; fuel in a global ends what recurs. */
final class CallGenerator {

  private final FunctionBuilder f;

  CallGenerator(FunctionBuilder function) {
    this.f = function;
  }

  private static ValueType resultOf(FunctionSignature signature) {
    return signature.results().isEmpty() ? null : signature.results().getFirst();
  }

  /** A call that leaves a value of a type; null for none. */
  void call(ValueType type) {
    List<Integer> direct = new ArrayList<>();
    for (int i = 0; i < f.shape.signatures().size(); i++) {
      if (isCallable(i, type)) {
        direct.add(i);
      }
    }
    if (!f.features.calls() || direct.isEmpty()) {
      fallBack(type);
      return;
    }
    List<Integer> entries = entries(type);
    boolean wild = f.features.trapsNow(f.choices) && f.shape.table().length > 0;
    if (wild) {
      guarded(type, () -> wildCall(type));
    } else if (!entries.isEmpty() && f.choices.oneIn(2)) {
      int entry = f.choices.pick(entries);
      FunctionSignature signature = f.shape.signature(f.shape.table()[entry]);
      guarded(type, () -> indirectCall(signature, () -> f.constant(ValueType.I32, entry)));
    } else {
      int own = f.choices.pick(direct);
      guarded(type, () -> directCall(own));
    }
  }

  private boolean isCallable(int own, ValueType type) {
    return (own > f.own || f.features.recursion())
        && resultOf(f.shape.signatures().get(own)) == type;
  }

  /** The entries of the table with own functions that fit. */
  private List<Integer> entries(ValueType type) {
    List<Integer> fitting = new ArrayList<>();
    int imports = f.module.imports.size();
    for (int entry = 0; entry < f.shape.table().length; entry++) {
      int function = f.shape.table()[entry];
      if (function >= imports && isCallable(function - imports, type)) {
        fitting.add(entry);
      }
    }
    return fitting;
  }

  private void fallBack(ValueType type) {
    if (type == null) {
      f.emit(Op.NOP);
    } else {
      f.hostCalls.call(type);
    }
  }

  /** Calls only while there is fuel. */
  private void guarded(ValueType type, Runnable call) {
    int fuel = f.shape.fuelGlobal();
    f.emit(Op.GLOBAL_GET, fuel);
    f.control.open(Op.IF, type, false);
    f.emit(Op.GLOBAL_GET, fuel);
    f.constant(ValueType.I32, 1);
    f.emit(Op.I32_SUB);
    f.emit(Op.GLOBAL_SET, fuel);
    call.run();
    if (type != null) {
      f.emit(Op.ELSE);
      f.values.leaf(type);
    }
    f.control.close();
  }

  private void directCall(int own) {
    f.shape.signatures().get(own).parameters().forEach(f.values::value);
    f.emit(Op.CALL, f.module.imports.size() + own);
  }

  private void indirectCall(FunctionSignature signature, Runnable index) {
    signature.parameters().forEach(f.values::value);
    index.run();
    f.emit(Op.CALL_INDIRECT, f.module.typeOf(signature));
  }

  /** A call by table of what may be of another type, missing or out of range. */
  private void wildCall(ValueType type) {
    List<FunctionSignature> fitting =
        f.module.types.stream().filter(signature -> resultOf(signature) == type).toList();
    if (fitting.isEmpty()) {
      fallBack(type);
      return;
    }
    indirectCall(
        f.choices.pick(fitting),
        () ->
            f.constant(
                ValueType.I32,
                f.choices.pick(
                    0, 1, 2, 3, f.shape.table().length - 1, f.shape.table().length, -1, 1L << 31)));
  }
}
