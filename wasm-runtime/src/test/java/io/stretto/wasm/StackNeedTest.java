package io.stretto.wasm;

import static io.stretto.wasm.TestModule.F64;
import static io.stretto.wasm.TestModule.I64;
import static io.stretto.wasm.TestModule.bytes;
import static io.stretto.wasm.TestModule.repeat;
import static io.stretto.wasm.TestModule.unsigned;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.Instrumenter;
import io.stretto.wasm.engine.ChicoryEngine;
import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.engine.StackTooSmallException;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The metered call depth needs far less stack than contract threads have. */
class StackNeedTest {

  /** Recursions whose frames are as large as can be for what they pay in depth. */
  private static Map<String, byte[]> recursions() {
    Map<String, byte[]> modules = new LinkedHashMap<>();
    modules.put("small", recursion(0, new byte[0], new byte[0]));
    modules.put("parameters", wideParameters());
    modules.put("locals", recursion(2000, new byte[0], new byte[0]));
    modules.put("operands", recursion(0, repeat(2000, bytes(0x42, 1)), repeat(2000, bytes(0x1a))));
    modules.put(
        "live locals",
        recursion(
            300,
            setAndSum(300, 0x42, new byte[] {1}, false),
            setAndSum(300, 0x42, new byte[] {1}, true)));
    return modules;
  }

  /** Sets each local, or adds up all of them, so that they live across the call. */
  private static byte[] setAndSum(int count, int constant, byte[] value, boolean sum) {
    byte[] code = sum ? bytes(0x42, 0) : new byte[0];
    for (int i = 0; i < count; i++) {
      code =
          sum
              ? bytes(code, 0x20, unsigned(i), 0x7c)
              : bytes(code, constant, value, 0x21, unsigned(i));
    }
    return sum ? bytes(code, 0x1a) : code;
  }

  private static byte[] recursion(int locals, byte[] before, byte[] after) {
    TestModule module = new TestModule();
    int callable = module.type(new int[0]);
    module.function(
        callable,
        locals == 0 ? bytes(0) : bytes(1, unsigned(locals), I64),
        bytes(before, 0x10, 0, after));
    return module.export("go", 0).build();
  }

  private static byte[] wideParameters() {
    TestModule module = new TestModule();
    int callable = module.type(new int[0]);
    int[] parameters = new int[60];
    Arrays.fill(parameters, F64);
    int wide = module.type(parameters);
    byte[] pass = new byte[0];
    for (int i = 0; i < parameters.length; i++) {
      pass = bytes(pass, 0x20, i);
    }
    module.function(wide, bytes(pass, 0x10, 0));
    byte[] start = bytes(repeat(60, bytes(0x44, new byte[8])), 0x10, 0);
    return module.export("go", module.function(callable, start)).build();
  }

  private static boolean suffices(byte[] code, EngineMode mode, int runs, long stackBytes)
      throws Exception {
    ContractModule module = TestLedger.parsed(code);
    EngineInstance instance =
        ChicoryEngine.prepare(Instrumenter.instrument(module, GasSchedule.VERSION_1), mode)
            .instantiate(List.of());
    FutureTask<Boolean> task =
        new FutureTask<>(
            () ->
                runsToTheLimit(instance, LoadedContract.callableFunctions(module).get("go"), runs));
    new Thread(null, task, "stack", stackBytes).start();
    return task.get();
  }

  private static boolean runsToTheLimit(EngineInstance instance, int exported, int runs) {
    try {
      for (int i = 0; i < runs; i++) {
        instance.setGasLeft(Long.MAX_VALUE / 4);
        instance.setDepthLeft((int) GasSchedule.VERSION_1.limit(Limit.CALL_DEPTH));
        instance.run(exported);
        assertThat(instance.depthLeft()).isNegative();
        instance.reset();
      }
      return true;
    } catch (StackTooSmallException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aQuarterOfTheStackSuffices(EngineMode mode) throws Exception {
    for (Map.Entry<String, byte[]> recursion : recursions().entrySet()) {
      assertThat(suffices(recursion.getValue(), mode, 20, ContractThreads.STACK_BYTES / 4))
          .as("%s %s", mode, recursion.getKey())
          .isTrue();
    }
  }
}
