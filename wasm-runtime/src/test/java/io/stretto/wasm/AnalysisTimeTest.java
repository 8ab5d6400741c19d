package io.stretto.wasm;

import static io.stretto.wasm.TestModule.I64;
import static io.stretto.wasm.TestModule.bytes;
import static io.stretto.wasm.TestModule.repeat;
import static io.stretto.wasm.TestModule.unsigned;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.wasm.bytecode.SymbolicBound;
import io.stretto.wasm.gas.GasSchedule;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code that is made to keep an analysis busy is analyzed soon, and on a small stack. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AnalysisTimeTest {

  private static final byte[] LOOP = bytes(0x03, 0x40, 0x41, 0, 0x0d, 0, 0x0b);

  private static SymbolicBound bound(String what, TestModule module) throws Exception {
    byte[] code = module.build();
    long start = System.nanoTime();
    SymbolicBound bound =
        new ContractAnalyzer(GasSchedule.VERSION_1).analyze(code).functions().get("f").gas();
    System.out.printf(
        "%s: %,d bytes in %,d ms%n", what, code.length, (System.nanoTime() - start) / 1_000_000);
    return bound;
  }

  @Test
  void eachFunctionCallsTheOneBeforeInTwoLoops() throws Exception {
    TestModule module = new TestModule();
    int callable = module.type(new int[0]);
    int last = module.function(callable, LOOP);
    for (int i = 1; i < 9_000; i++) {
      byte[] loop = bytes(0x03, 0x40, 0x10, unsigned(last), 0x41, 0, 0x0d, 0, 0x0b);
      last = module.function(callable, repeat(2, loop));
    }
    assertThat(bound("loops of loops", module.export("f", last)).isExceeded()).isTrue();
  }

  @Test
  void allFunctionsCallAllOthersThroughTheTable() throws Exception {
    int count = 9_000;
    TestModule module = new TestModule().table(count).consecutiveElements(count);
    int callable = module.type(new int[0]);
    byte[] call = bytes(0x41, 0, 0x11, callable, 0);
    for (int i = 0; i < count; i++) {
      module.function(callable, bytes(i % 200 == 0 ? LOOP : new byte[0], repeat(40, call)));
    }
    SymbolicBound bound = bound("one circle", module.export("f", 17));
    assertThat(bound.isExceeded()).isFalse();
    assertThat(bound.repetitions()).hasSize(46); // the loops and the circle
  }

  @Test
  void manyCallsOfAFunctionOfManyTerms() throws Exception {
    TestModule module = new TestModule();
    int callable = module.type(new int[0]);
    int looping = module.function(callable, repeat(SymbolicBound.TERM_LIMIT, LOOP));
    int last = looping;
    for (int i = 0; i < 60; i++) {
      last = module.function(callable, bytes(repeat(30_000, bytes(0x10, looping)), 0x10, last));
    }
    assertThat(bound("calls", module.export("f", last)).terms()).hasSize(SymbolicBound.TERM_LIMIT);
  }

  @Test
  void deepLoopsWithBranchesToAllOfThem() throws Exception {
    byte[] body = deepLoops(500);
    TestModule module = new TestModule();
    int callable = module.type(new int[0]);
    int last = 0;
    for (int i = 0; i < 60; i++) {
      last = module.function(callable, body);
    }
    assertThat(bound("deep loops", module.export("f", last)).isExceeded()).isTrue();
    TestModule few = new TestModule();
    int type = few.type(new int[0]);
    int depth = SymbolicBound.TERM_LIMIT / 8;
    for (int i = 0; i < 60; i++) {
      last = few.function(type, repeat(60_000 / deepLoops(depth).length, deepLoops(depth)));
    }
    assertThat(bound("flat loops", few.export("f", last)).isExceeded()).isTrue();
  }

  /** Loops in loops, with tables in the middle that branch to all of them. */
  private static byte[] deepLoops(int depth) {
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    for (int label = 0; label <= depth; label++) {
      labels.writeBytes(unsigned(label));
    }
    byte[] table = bytes(0x41, 0, 0x0e, unsigned(depth), labels.toByteArray());
    byte[] tables = repeat(40, bytes(0x41, 0, 0x04, 0x40, table, 0x0b));
    return bytes(
        0x02, 0x40, repeat(depth, bytes(0x03, 0x40)), tables, repeat(depth, bytes(0x0b)), 0x0b);
  }

  @Test
  void manyExportsThatReachManyFunctions() throws Exception {
    TestModule module = new TestModule();
    int callable = module.type(new int[0]);
    module.type(new int[] {I64});
    int last = module.function(callable, LOOP);
    for (int i = 1; i < 9_000; i++) {
      last = module.function(callable, bytes(0x10, unsigned(last), 0x10, unsigned(last / 2)));
      if (i % 5 == 0) {
        module.export("f" + i, last);
      }
    }
    bound("exports", module.export("f", last));
  }
}
