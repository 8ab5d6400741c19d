package io.stretto.bench.gas;

import io.stretto.bench.code.Code;
import io.stretto.bench.code.Op;
import io.stretto.bench.code.WasmModule;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Deployments of code that nobody has seen before, each with the first call, at which the code is
 * compiled.
 */
final class DeploymentScenarios {

  private DeploymentScenarios() {}

  static void addTo(Scenarios scenarios) {
    add(scenarios, "nothing", 0, 0, 0);
    add(scenarios, "100 functions of 1 KiB", 100, 32, 4);
    add(scenarios, "4 MiB: 3,500 functions of 1 KiB", 3_500, 32, 4);
    add(scenarios, "4 MiB: 64 functions too large to be compiled", 64, 1_750, 4);
    add(scenarios, "9,000 functions of 10 bytes", 9_000, 0, 0);
    add(scenarios, "5 functions with 2,000 locals and 600 branches", 5, 300, 2_000);
    add(scenarios, "900 functions with 2,000 locals", 900, 1, 2_000);
  }

  /** Adds a module of equal functions, each of some steps of 33 bytes. */
  private static void add(Scenarios scenarios, String name, int functions, int steps, int locals) {
    AtomicInteger made = new AtomicInteger();
    scenarios.add(
        "deployment and first call: " + name,
        () ->
            () -> {
              ContractCalls calls = new ContractCalls();
              byte[] code = module(made.incrementAndGet(), functions, steps, locals);
              long gas = calls.deploy("contract", code).deploymentGas();
              return gas + calls.call("contract").run();
            });
  }

  private static byte[] module(int number, int functions, int steps, int locals) {
    WasmModule module = new WasmModule(1);
    int type = module.type(new int[] {Op.I32}, Op.I32);
    Code step = new Code().increase(0, 12_345).get(0).i32(0xff8).put(Op.I32_AND);
    step.memory(Op.I32_LOAD, 16).set(0).get(0).i32(99).put(Op.I32_GT_U, Op.IF, Op.NO_RESULT);
    step.get(0).i32(7_777).put(Op.I32_MUL).set(0).put(Op.END);
    Code body = new Code().putAll(steps, step).get(0);
    int[] indexes = new int[functions];
    Arrays.setAll(indexes, i -> module.function(type, locals, body));
    return module.run(new Code().i32(number).put(Op.DROP)).build();
  }
}
