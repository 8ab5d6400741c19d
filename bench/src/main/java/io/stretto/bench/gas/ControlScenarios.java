package io.stretto.bench.gas;

import static io.stretto.bench.code.WasmModule.COUNTER;
import static io.stretto.bench.code.WasmModule.NUMBER;
import static io.stretto.bench.code.WasmModule.OTHER;

import io.stretto.bench.code.Code;
import io.stretto.bench.code.Op;
import io.stretto.bench.code.WasmModule;
import java.util.Arrays;

/** Calls, tables, recursion, and code that is too large to be compiled. */
final class ControlScenarios {

  private static final int TIMES = 10_000;

  /** The deepest recursion of a function with one parameter and a short body. */
  private static final int DEPTH = 5_000;

  private ControlScenarios() {}

  static void addTo(Scenarios scenarios) {
    scenarios.addCall("call", calls());
    for (int targets : new int[] {1, 100, 2_000, 9_000}) {
      scenarios.addCall("call_indirect among %,d".formatted(targets), indirectCalls(targets));
    }
    for (int targets : new int[] {2, 100}) {
      scenarios.addCall("br_table among %,d".formatted(targets), 1, branches(targets));
    }
    scenarios.addCall("recursion to the depth limit", recursion());
    Code step = new Code().random(NUMBER).get(NUMBER).put(Op.I64_EQZ, Op.IF, Op.NO_RESULT);
    step.increase(OTHER, 1).put(Op.END);
    Code body = new Code().putAll(1_200, step);
    scenarios.addCall("function too large to be compiled", 1, seed().repeat(100, COUNTER, body));
  }

  private static Code seed() {
    return new Code().i64(88_172_645_463_325_252L).set(NUMBER);
  }

  private static WasmModule calls() {
    WasmModule module = new WasmModule(1);
    int function =
        module.function(
            module.type(new int[] {Op.I32}, Op.I32), 0, new Code().get(0).i32(7).put(Op.I32_ADD));
    return module.run(
        new Code().repeat(TIMES, COUNTER, new Code().get(OTHER).call(function).set(OTHER)));
  }

  private static WasmModule indirectCalls(int targets) {
    WasmModule module = new WasmModule(1);
    int type = module.type(new int[] {Op.I32}, Op.I32);
    int[] functions = new int[targets];
    Arrays.setAll(
        functions, i -> module.function(type, 0, new Code().get(0).i32(i).put(Op.I32_ADD)));
    Code call = new Code().random(NUMBER).get(OTHER).putAll(randomBelow(targets));
    call.put(Op.CALL_INDIRECT).putUnsigned(type).put(0).set(OTHER);
    return module.table(targets, functions).run(seed().repeat(TIMES, COUNTER, call));
  }

  private static Code randomBelow(int bound) {
    return new Code().get(NUMBER).put(Op.I32_WRAP_I64).i32(bound).put(Op.I32_REM_U);
  }

  /** A choice among blocks inside each other, each of which ends by leaving them all. */
  private static Code branches(int targets) {
    Code body = new Code().random(NUMBER);
    for (int i = 0; i <= targets; i++) {
      body.put(Op.BLOCK, Op.NO_RESULT);
    }
    body.putAll(randomBelow(targets)).put(Op.BR_TABLE).putUnsigned(targets - 1L);
    for (int i = 0; i < targets; i++) {
      body.putUnsigned(i);
    }
    for (int i = 0; i < targets; i++) {
      body.put(Op.END).increase(OTHER, i).put(Op.BR).putUnsigned(targets - i - 1L);
    }
    return seed().repeat(TIMES, COUNTER, body.put(Op.END));
  }

  private static WasmModule recursion() {
    WasmModule module = new WasmModule(1);
    Code body = new Code().get(0).put(Op.I32_EQZ, Op.IF, Op.I32).i32(0).put(Op.ELSE);
    body.get(0).i32(1).put(Op.I32_SUB).call(0).i32(1).put(Op.I32_ADD, Op.END);
    int function = module.function(module.type(new int[] {Op.I32}, Op.I32), 0, body);
    Code call = new Code().i32(DEPTH).call(function).put(Op.DROP);
    return module.run(new Code().repeat(20, COUNTER, call));
  }
}
