package io.stretto.wasm;

import static io.stretto.wasm.TestModule.I64;
import static io.stretto.wasm.TestModule.bytes;
import static io.stretto.wasm.TestModule.repeat;
import static io.stretto.wasm.TestModule.unsigned;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.bytecode.SymbolicBound;
import io.stretto.wasm.bytecode.SymbolicBound.Excess;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.gas.GasSchedule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What bounds say of single shapes of code. */
class GasBoundTest {

  /** What a call pays by size for arguments that it reads through a register, each byte. */
  private static final int ARGUMENT_BYTE_GAS = 2 + 1 + 1;

  private static final byte[] NO_CODE = {};
  private static final byte[] LOCALS = bytes(1, 2, I64);

  /** Reads two numbers from the arguments into the locals 0 and 1. */
  private static final byte[] READ_LOCALS =
      bytes(
          bytes(0x42, 0, 0x10, 0, 0x42, 0, 0x42, 0, 0x10, 1),
          bytes(0x41, 0, 0x29, 3, 0, 0x21, 0, 0x41, 0, 0x29, 3, 8, 0x21, 1));

  /** Counts a local down; leaves whether it is above 0. Seven units of gas, with the branch 9. */
  private static byte[] countDown(int local) {
    return bytes(0x20, local, 0x42, 1, 0x7d, 0x22, local, 0x42, 0, 0x55);
  }

  private static TestModule reading() {
    TestModule module = new TestModule().memory(1);
    module.importFunction("env", "input", module.type(new int[] {I64}));
    return module.importFunction("env", "read_register", module.type(new int[] {I64, I64}));
  }

  private static byte[] function(byte[] code) {
    TestModule module = reading();
    int callable = module.type(new int[0]);
    return module.export("f", module.function(callable, LOCALS, bytes(READ_LOCALS, code))).build();
  }

  private static ContractAnalysis analyze(byte[] code) throws Exception {
    return new ContractAnalyzer(GasSchedule.VERSION_1).analyze(code);
  }

  private static SymbolicBound bound(byte[] code) throws Exception {
    return analyze(code).functions().get("f").gas();
  }

  private static String text(byte[] code) throws Exception {
    ContractAnalysis analysis = analyze(code);
    return analysis.functions().get("f").gas().toText(analysis::nameOf);
  }

  /** What a call used, without what it paid for its two arguments. */
  private static long gas(byte[] code, long first, long second) {
    ExecutionResult result =
        new TestLedger(EngineMode.INTERPRETED).with("c", code).call("c", "f", first, second);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.NONE);
    return result.gasUsed() - 16 * ARGUMENT_BYTE_GAS;
  }

  @Test
  void aCountedLoopUsesWhatItsCountSays() throws Exception {
    byte[] code = function(bytes(0x03, 0x40, countDown(0), 0x0d, 0, 0x0b));
    assertThat(text(code)).isEqualTo("8,171 + 8·n1");
    for (long rounds : new long[] {1, 2, 10, 1_000}) {
      assertThat(gas(code, rounds, 0)).isEqualTo(bound(code).at(loop -> rounds - 1));
    }
  }

  @Test
  void aLoopThatLooksFirstPaysForItsLastLook() throws Exception {
    byte[] look = bytes(0x20, 0, 0x50, 0x0d, 1);
    byte[] body = bytes(countDown(0), 0x1a, 0x0c, 0);
    byte[] code = function(bytes(0x02, 0x40, 0x03, 0x40, look, body, 0x0b, 0x0b));
    for (long rounds : new long[] {0, 1, 2, 1_000}) {
      assertThat(gas(code, rounds, 0)).isEqualTo(bound(code).at(loop -> rounds));
    }
  }

  @Test
  void aLoopInALoopIsATermInATerm() throws Exception {
    byte[] inner = bytes(0x41, 0, 0x29, 3, 8, 0x21, 1, 0x03, 0x40, countDown(1), 0x0d, 0, 0x0b);
    byte[] code = function(bytes(0x03, 0x40, inner, countDown(0), 0x0d, 0, 0x0b));
    assertThat(text(code)).isEqualTo("8,183 + n1·(20 + 8·n2) + 8·n2");
    for (long outer : new long[] {1, 2, 30}) {
      for (long many : new long[] {1, 2, 40}) {
        long bound = bound(code).at(loop -> (loop.ordinal() == 1 ? outer : many) - 1);
        assertThat(gas(code, outer, many)).isEqualTo(bound);
      }
    }
  }

  /** The inner loop goes back to the beginning of the outer one, and past its own cheap way. */
  @Test
  void goingOnWithTheOuterLoopFromInsideOfTheInnerOnePaysForBoth() throws Exception {
    byte[] next = bytes(0x20, 0, 0x42, 1, 0x7d, 0x22, 0, 0x42, 0, 0x55, 0x0d, 1);
    byte[] inner = bytes(0x03, 0x40, countDown(1), 0x0d, 0, next, 0x0b);
    byte[] code = function(bytes(0x03, 0x40, inner, 0x0b));
    assertThat(text(code)).isEqualTo("8,179 + n1·(16 + 8·n2) + 8·n2");
    for (long outer : new long[] {1, 5}) {
      for (long many : new long[] {1, 7}) {
        long bound = bound(code).at(loop -> (loop.ordinal() == 1 ? outer : many) - 1);
        assertThat(gas(code, outer, many)).isLessThanOrEqualTo(bound);
      }
    }
  }

  @Test
  void aLoopThatIsLeftEarlyOrNeverGoesBackHasNoTerm() throws Exception {
    byte[] leaves = bytes(0x03, 0x40, 0x20, 0, 0x50, 0x0d, 1, 0x0b);
    assertThat(bound(function(bytes(0x02, 0x40, leaves, 0x0b))).isFixed()).isTrue();
    byte[] dead = bytes(0x0f, 0x03, 0x40, 0x0c, 0, 0x0b);
    assertThat(bound(function(dead)).isFixed()).as("after a return").isTrue();
  }

  @Test
  void whatFollowsABranchAndNeverRunsCostsNothing() throws Exception {
    byte[] plain = function(bytes(0x02, 0x40, 0x0c, 0, 0x0b));
    byte[] dead = function(bytes(0x02, 0x40, 0x0c, 0, repeat(500, bytes(0x01)), 0x0b));
    assertThat(bound(dead).fixed()).isEqualTo(bound(plain).fixed()).isEqualTo(gas(dead, 0, 0));
  }

  @Test
  void aTableBranchCountsItsDearestTarget() throws Exception {
    byte[] branch = bytes(0x20, 0, 0xa7, 0x0e, 1, 0, 1);
    byte[] code =
        function(
            bytes(0x02, 0x40, 0x02, 0x40, branch, 0x0b, repeat(9, bytes(0x01)), 0x0f, 0x0b, 0x01));
    assertThat(gas(code, 0, 0)).isEqualTo(bound(code).fixed());
    assertThat(gas(code, 1, 0)).isLessThan(bound(code).fixed());
  }

  /** Over budget is a failure like any other: the same in every engine, however often it is run. */
  @Test
  void theBoundAsALimitSufficesAndOneLessFailsAlikeInEveryEngine() throws Exception {
    byte[] code = function(bytes(0x20, 0, 0x50, 0x04, 0x40, repeat(99, bytes(0x01)), 0x0b));
    long need = bound(code).fixed() + 16 * ARGUMENT_BYTE_GAS;
    byte[] arguments = TestLedger.longs(0, 0);
    for (EngineMode mode : EngineMode.values()) {
      TestLedger ledger = new TestLedger(mode).with("c", code);
      for (int i = 0; i < 3; i++) {
        ExecutionResult enough = ledger.execute(TestLedger.call("c", "f", arguments, need));
        assertThat(enough.errorCode()).as("%s", mode).isEqualTo(ErrorCode.NONE);
        assertThat(enough.gasUsed()).isEqualTo(need);
        ExecutionResult less = ledger.execute(TestLedger.call("c", "f", arguments, need - 1));
        assertThat(less.errorCode()).as("%s", mode).isEqualTo(ErrorCode.OUT_OF_GAS);
        assertThat(less.gasUsed()).isEqualTo(need - 1);
        assertThat(less.writes()).isEmpty();
      }
    }
  }

  @Test
  void loopsOfCalleesCountOnceForEachCall() throws Exception {
    TestModule module = reading();
    int callable = module.type(new int[0]);
    byte[] loop = bytes(0x42, 3, 0x21, 0, 0x03, 0x40, countDown(0), 0x0d, 0, 0x0b);
    int callee = module.function(callable, LOCALS, loop);
    byte[] twice = repeat(2, bytes(0x10, callee));
    byte[] code = module.export("f", module.function(callable, twice)).build();
    assertThat(text(code)).isEqualTo("8,054 + 16·n1");
    long used = new TestLedger(EngineMode.INTERPRETED).with("c", code).call("c", "f").gasUsed();
    assertThat(used).isEqualTo(bound(code).at(place -> 2));
    assertThat(analyze(code).loops())
        .extracting(ContractAnalysis.Loop::functionName)
        .containsExactly("function 2");
  }

  @Test
  void anEndlessLoopIsATermOfWhatEachRoundCosts() throws Exception {
    byte[] code = function(bytes(0x03, 0x40, 0x01, 0x0c, 0, 0x0b));
    assertThat(text(code)).endsWith("+ 3·n1");
    assertThat(analyze(code).functions().get("f").gasBound()).isEmpty();
  }

  @Test
  void circlesOfCallsAreFlaggedWithTheirFunctions() throws Exception {
    TestModule module = new TestModule().table(1).elements(3, 1);
    int callable = module.type(new int[0]);
    int index = module.type(new int[] {I64});
    module.function(callable, bytes(0x10, 0)); // itself
    module.function(callable, bytes(0x10, 2)); // each other
    module.function(callable, bytes(0x10, 1));
    module.function(index, bytes(0x20, 0, 0x41, 0, 0x11, index, 0)); // itself by the table
    module.function(callable, bytes(0x42, 0, 0x10, 3)); // not in a circle
    module.export("itself", 0).export("mutual", 1).export("other", 2).export("caller", 4);
    ContractAnalysis analysis = analyze(module.build());
    assertThat(analysis.recursions())
        .extracting(ContractAnalysis.Recursion::functions)
        .containsExactly(List.of(0), List.of(1, 2), List.of(3));
    assertThat(analysis.recursions().get(1).functionNames()).containsExactly("mutual", "other");
    assertThat(analysis.functions().get("itself").recursions()).containsExactly("r1");
    assertThat(analysis.functions().get("caller").recursions()).containsExactly("r3");
    assertThat(analysis.functions().get("caller").gas().toText(analysis::nameOf))
        .isEqualTo("5,048 + 32·r3");
  }

  @Test
  void aRecursionUsesNoMoreThanItsCallsSay() throws Exception {
    byte[] code = TestLedger.module("compute");
    TestLedger ledger = new TestLedger(EngineMode.INTERPRETED).with("c", code);
    SymbolicBound fib = analyze(code).functions().get("fib").gas();
    long calls = 1;
    long before = 1;
    for (int n = 1; n < 15; n++) {
      long used = ledger.call("c", "fib", n).gasUsed() - (8 * ARGUMENT_BYTE_GAS + 8);
      long following = calls - 1;
      assertThat(used).as("fib(%d)", n).isLessThanOrEqualTo(fib.at(circle -> following));
      assertThat(used).isGreaterThan(fib.at(circle -> following) / 2);
      long next = 1 + calls + before;
      before = calls;
      calls = next;
    }
  }

  @Test
  void moreLoopsThanAreShownAreCounted() throws Exception {
    byte[] loop = bytes(0x03, 0x40, 0x20, 0, 0x50, 0x0d, 0, 0x0b);
    byte[] code = function(repeat(SymbolicBound.TERM_LIMIT, loop));
    assertThat(bound(code).repetitions()).hasSize(SymbolicBound.TERM_LIMIT);
    byte[] more = function(repeat(SymbolicBound.TERM_LIMIT + 1, loop));
    assertThat(bound(more).excess()).isEqualTo(Excess.TOO_MANY_TERMS);
    assertThat(analyze(more).functions().get("f").loops()).isEqualTo(SymbolicBound.TERM_LIMIT + 1);
  }

  @Test
  void functionsAreNamedByTheNameSectionAndAMalformedOneIsAsNone() throws Exception {
    byte[] code = function(bytes(0x03, 0x40, 0x20, 0, 0x50, 0x0d, 0, 0x0b));
    assertThat(analyze(code).loops().getFirst().functionName()).isEqualTo("f");
    byte[] map = bytes(1, 2, "looper");
    byte[] names = bytes("name", 1, map.length, map);
    assertThat(analyze(bytes(code, 0, names.length, names)).loops().getFirst().functionName())
        .isEqualTo("looper");
    byte[] torn = bytes("name", 1, 100, map);
    assertThat(analyze(bytes(code, 0, torn.length, torn)).loops().getFirst().functionName())
        .isEqualTo("f");
  }

  @Test
  void aPanicIsAnEndAndNotAWayOn() throws Exception {
    TestModule module = new TestModule();
    int callable = module.type(new int[0]);
    module.importFunction("env", "panic", callable);
    int fails = module.function(callable, bytes(repeat(100, bytes(0x01)), 0x10, 0, 0x00));
    byte[] code =
        bytes(0x10, fails, repeat(7, bytes(0x01)), 0x02, 0x40, 0x0b, repeat(900, bytes(0x01)));
    byte[] built = module.export("f", module.function(callable, code)).build();
    ExecutionResult result = new TestLedger(EngineMode.COMPILED).with("c", built).call("c", "f");
    assertThat(result.errorCode()).isEqualTo(ErrorCode.PANIC);
    assertThat(bound(built).fixed()).isEqualTo(result.gasUsed());
  }

  @Test
  void growthOfMemoryIsSeenThroughCalls() throws Exception {
    TestModule module = new TestModule().memory(1);
    int callable = module.type(new int[0]);
    int grows = module.function(callable, bytes(0x41, 1, 0x40, 0, 0x1a));
    module.export("f", module.function(callable, bytes(0x10, grows)));
    module.export("still", module.function(callable, NO_CODE));
    ContractAnalysis analysis = analyze(module.build());
    assertThat(analysis.functions().get("f").growsMemory()).isTrue();
    assertThat(analysis.functions().get("f").memoryPagesMaximum()).isEqualTo(1_024);
    assertThat(analysis.functions().get("f").sized()).containsExactly("memory.grow");
    assertThat(analysis.functions().get("still").growsMemory()).isFalse();
    assertThat(analysis.functions().get("still").memoryPagesMaximum()).isEqualTo(1);
    assertThat(analysis.sizePrices().get("memory.grow").getFirst().gas()).isEqualTo(6_000);
  }

  @Test
  void aChainOfAllFunctionsIsBounded() throws Exception {
    TestModule module = new TestModule();
    int callable = module.type(new int[0]);
    int last = module.function(callable, NO_CODE);
    for (int i = 1; i < 10_000; i++) {
      last = module.function(callable, bytes(0x10, unsigned(last)));
    }
    assertThat(bound(module.export("f", last).build()).fixed()).isEqualTo(5_000 + 15 * 9_999);
  }
}
