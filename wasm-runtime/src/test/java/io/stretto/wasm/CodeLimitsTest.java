package io.stretto.wasm;

import static io.stretto.wasm.TestModule.I32;
import static io.stretto.wasm.TestModule.I64;
import static io.stretto.wasm.TestModule.bytes;
import static io.stretto.wasm.TestModule.repeat;
import static io.stretto.wasm.TestModule.unsigned;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.Instrumenter;
import io.stretto.wasm.engine.ChicoryEngine;
import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Large functions and modules: what fits is compiled, what does not gives the same outcome. */
class CodeLimitsTest {

  /** Instructions that leave the stack as it was, one of each shape that grows when compiled. */
  private static Map<String, byte[]> shapes() {
    Map<String, byte[]> shapes = new LinkedHashMap<>();
    shapes.put("constants", bytes(0x42, 0, 0x1a));
    shapes.put("large constants", bytes(0x42, new byte[] {-1, -1, -1, -1, -1, 0}, 0x1a));
    shapes.put("locals", bytes(0x20, unsigned(300), 0x21, unsigned(301)));
    shapes.put("loads", bytes(0x41, 0, 0x29, 0, unsigned(60_000), 0x1a));
    shapes.put("stores", bytes(0x41, 0, 0x42, 1, 0x37, 0, unsigned(60_000)));
    shapes.put("globals", bytes(0x41, 0, 0x45, 0x1a));
    shapes.put("calls", bytes(0x10, 0));
    shapes.put("calls with results", bytes(0x42, 1, 0x10, 1, 0x1a));
    shapes.put("indirect calls", bytes(0x42, 1, 0x41, 0, 0x11, 1, 0, 0x1a));
    shapes.put("blocks", bytes(0x02, 0x40, 0x0b));
    shapes.put("loops", bytes(0x03, 0x40, 0x0b));
    shapes.put("ifs", bytes(0x41, 1, 0x04, 0x40, 0x01, 0x05, 0x01, 0x0b));
    shapes.put("branches", bytes(0x02, 0x40, 0x41, 0, 0x0d, 0, 0x0b));
    shapes.put("loop branches", bytes(0x03, 0x40, 0x41, 0, 0x0d, 0, 0x0b));
    shapes.put("tables", bytes(0x02, 0x40, 0x41, 5, 0x0e, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0b));
    shapes.put("returns", bytes(0x41, 0, 0x04, 0x40, 0x0f, 0x0b));
    shapes.put(
        "drops",
        bytes(
            0x02,
            0x40,
            repeat(30, bytes(0x42, 0)),
            0x41,
            0,
            0x0d,
            0,
            repeat(30, bytes(0x1a)),
            0x0b));
    shapes.put("integers", bytes(0x41, 3, 0x41, 4, 0x6d, 0x41, 5, 0x6e, 0x67, 0x1a));
    shapes.put("wide integers", bytes(0x42, 3, 0x42, 4, 0x7f, 0x42, 5, 0x80, 0x79, 0x1a));
    shapes.put("comparisons", bytes(0x42, 3, 0x42, 4, 0x53, 0x1a));
    shapes.put("floats", bytes(0x44, new byte[8], 0x44, new byte[8], 0xa0, 0x1a));
    shapes.put("float signs", bytes(0x44, new byte[8], 0x9a, 0x1a));
    shapes.put("float copysign", bytes(0x44, new byte[8], 0x44, new byte[8], 0xa6, 0x1a));
    shapes.put("conversions", bytes(0x44, new byte[8], 0xb0, 0xb9, 0xfc, 6, 0x1a));
    shapes.put("memory.grow", bytes(0x41, 0, 0x40, 0, 0x1a));
    shapes.put("memory.fill", bytes(0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 11, 0));
    return shapes;
  }

  private static byte[] withLargeFunction(byte[] shape, int count) {
    TestModule module = new TestModule().memory(1).table(1).elements(1, 1);
    int callable = module.type(new int[0]);
    int unary = module.type(new int[] {I64}, I64);
    module.function(callable, new byte[0]);
    module.function(unary, bytes(0x20, 0));
    byte[] locals = bytes(1, unsigned(310), I64);
    module.export("large", module.function(callable, locals, repeat(count, shape)));
    return module.build();
  }

  /** The most repetitions of a shape for which the estimate stays within the limit. */
  private static int largestCompiled(byte[] shape) throws Exception {
    int low = 1;
    int high = 60_000 / shape.length;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      ContractModule module = TestLedger.parsed(withLargeFunction(shape, middle));
      boolean fits =
          module.compiledSizes()[2] <= GasSchedule.VERSION_1.limit(Limit.COMPILED_FUNCTION_BYTES);
      low = fits ? middle : low;
      high = fits ? high : middle - 1;
    }
    return low;
  }

  @Test
  void whateverStaysWithinTheEstimateIsCompiled() throws Exception {
    for (Map.Entry<String, byte[]> shape : shapes().entrySet()) {
      int count = largestCompiled(shape.getValue());
      ContractModule module = TestLedger.parsed(withLargeFunction(shape.getValue(), count));
      EngineInstance instance =
          ChicoryEngine.prepare(
                  Instrumenter.instrument(module, GasSchedule.VERSION_1), EngineMode.COMPILED)
              .instantiate(List.of());
      assertThat(instance.survivesFailure())
          .as("%s: %d times, %d estimated", shape.getKey(), count, module.compiledSizes()[2])
          .isTrue();
    }
  }

  @Test
  void aFunctionTooLargeForTheJvmGivesTheSameOutcomeAndCostsMore() {
    byte[] shape = shapes().get("branches");
    byte[] code = withLargeFunction(shape, 8_000);
    ExecutionResult interpreted =
        new TestLedger(EngineMode.INTERPRETED).with("c", code).call("c", "large");
    ExecutionResult compiled =
        new TestLedger(EngineMode.COMPILED).with("c", code).call("c", "large");
    assertThat(Results.describe(compiled)).isEqualTo(Results.describe(interpreted));
    assertThat(compiled.errorCode()).isEqualTo(ErrorCode.NONE);
    assertThat(compiled.gasUsed()).isGreaterThan(8_000L * 3 * 32);
  }

  /** A module that has so many functions of one type and calls one of them by table. */
  private static byte[] callingByTable(int functions) {
    TestModule module = new TestModule().table(16_384);
    int callable = module.type(new int[0]);
    int unary = module.type(new int[] {I64}, I64);
    for (int i = 0; i < functions; i++) {
      module.function(unary, bytes(0x20, 0));
    }
    module.elements(functions / 2, 16_384);
    byte[] code = bytes(0x42, 1, 0x41, 50, 0x11, unary, 0, 0x1a);
    return module.export("go", module.function(callable, code)).build();
  }

  @Test
  void theLargestNumberOfFunctionsCanBeCalledThroughTheTable() {
    TestLedger ledger = new TestLedger(EngineMode.COMPILED).with("c", callingByTable(9_998));
    assertThat(ledger.call("c", "go").errorCode()).isEqualTo(ErrorCode.NONE);
  }

  @Test
  void anIndirectCallAmongTooManyFunctionsOfItsTypeCostsMore() throws Exception {
    long few = 5_000 + 3 + 30 + 1;
    Map<Integer, Long> expected = Map.of(1, few, 2_000, few, 2_001, few + 31 * 30);
    for (Map.Entry<Integer, Long> entry : expected.entrySet()) {
      byte[] code = callingByTable(entry.getKey());
      for (EngineMode mode : EngineMode.values()) {
        ExecutionResult result = new TestLedger(mode).with("c", code).call("c", "go");
        assertThat(result.gasUsed()).as("%s", entry.getKey()).isEqualTo(entry.getValue());
      }
      assertThat(
              new ContractAnalyzer(GasSchedule.VERSION_1)
                  .analyze(code)
                  .functions()
                  .get("go")
                  .gasBound())
          .hasValue(entry.getValue());
    }
  }

  /** A megabyte of code that took a compiler more than 4 GiB of memory. */
  @Test
  void whatACompilerWouldHaveToKeepTrackOfIsLimited() {
    byte[] branches = repeat(300, bytes(0x02, 0x40, 0x41, 0, 0x0d, 0, 0x0b));
    TestModule module = new TestModule();
    int callable = module.type(new int[0]);
    for (int i = 0; i < 100; i++) {
      module.function(callable, bytes(1, unsigned(2_000), I64), branches);
    }
    assertRefused(
        module.build(),
        "too large: locals and operands of all functions, counted at each end of a basic block, at"
            + " most 8000000");
  }

  @Test
  void limitsAreRefusedWithTheirNumbers() {
    TestModule module = new TestModule().memory(257);
    module.export("f", module.function(module.type(new int[0]), new byte[0]));
    assertRefused(module.build(), "too large: pages of 64 KiB of initial memory: 257, at most 256");

    TestModule locals = new TestModule();
    locals.function(locals.type(new int[0]), bytes(1, unsigned(4_000_000_000L), I32), new byte[0]);
    assertRefused(
        locals.build(), "too large: locals of a function, parameters included, at most 2048");

    TestModule nested = new TestModule();
    nested.function(
        nested.type(new int[0]), bytes(repeat(600, bytes(0x02, 0x40)), repeat(600, bytes(0x0b))));
    assertRefused(nested.build(), "too large: blocks inside each other, at most 512");
    assertRefused(
        withLargeFunction(bytes(0x01), 530_000), "too large: bytes of one function's body");
    assertRefused(new byte[5 << 20], "too large: bytes of a contract's code: 5242880, at most");
  }

  @Test
  void foreignImportsAreRefusedByName() {
    TestModule unknown = new TestModule();
    unknown.importFunction("env", "data_read", unknown.type(new int[0]));
    assertRefused(unknown.build(), "unlinkable: no host function env.data_read");
    TestModule hostile = new TestModule();
    hostile.importFunction("env", "a\u001b[2J\n\u202eb", hostile.type(new int[0]));
    assertRefused(hostile.build(), "unlinkable: no host function env.a?[2J??b");

    TestModule wrong = new TestModule();
    wrong.importFunction("env", "input", wrong.type(new int[] {I32}));
    assertRefused(wrong.build(), "unlinkable: env.input has (i64) -> (), imported as (i32) -> ()");
  }

  private static void assertRefused(byte[] code, String message) {
    ExecutionResult result =
        new TestLedger(EngineMode.INTERPRETED).execute(TestLedger.deployment("a", "c", code));
    assertThat(result.errorCode()).isEqualTo(ErrorCode.INVALID_CODE);
    assertThat(result.errorMessage()).startsWith(message);
  }
}
