package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.engine.EngineMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both engines give the same results, and the expected ones. */
class EngineEqualityTest {

  private static final long[] INTERESTING = {
    0,
    1,
    8,
    1024,
    4096,
    65528,
    65529,
    65535,
    65536,
    0x7fff_ffffL,
    0x8000_0000L,
    0xffff_ffffL,
    0x1_0000_0000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1,
    0x7ff0_0000_0000_0000L,
    0xfff0_0000_0000_0000L, // infinities
    0x7ff8_0000_0000_0000L,
    0xfff8_0000_0000_0001L,
    0x7ff0_0000_0000_0001L, // NaNs
    0x7fc0_0000L,
    0xffc1_2345L,
    0x7fa0_0001L,
    0x7f80_0000L,
    0x3f80_0000L,
    0x4f80_0000L,
    Double.doubleToRawLongBits(1.5),
    Double.doubleToRawLongBits(-2.5),
    0x8000_0000_0000_0000L,
    0xcf7f_ffffL,
    0x4f7f_c000L // around the constants that copysign of the engine mistakes
  };

  private static final List<String> FUNCTIONS = new ArrayList<>();

  private static TestLedger interpreted;
  private static TestLedger compiled;

  @BeforeAll
  static void deploy() throws Exception {
    byte[] code = TestLedger.module("compute");
    interpreted = new TestLedger(EngineMode.INTERPRETED).with("compute", code);
    compiled = new TestLedger(EngineMode.COMPILED).with("compute", code);
    FUNCTIONS.addAll(LoadedContract.callableFunctions(TestLedger.parsed(code)).keySet());
    FUNCTIONS.sort(null);
  }

  private static ExecutionResult both(String function, long gas, long... arguments) {
    byte[] input = TestLedger.longs(arguments);
    ExecutionResult first = interpreted.execute(TestLedger.call("compute", function, input, gas));
    ExecutionResult second = compiled.execute(TestLedger.call("compute", function, input, gas));
    assertThat(Results.describe(second) + hex(second))
        .as("%s %s", function, Arrays.toString(arguments))
        .isEqualTo(Results.describe(first) + hex(first));
    return first;
  }

  private static String hex(ExecutionResult result) {
    return HexFormat.of().formatHex(result.returnValue());
  }

  @Test
  void allFunctionsGiveTheSameForInterestingArguments() {
    Random random = new Random(1);
    for (String function : FUNCTIONS) {
      for (int i = 0; i < 60; i++) {
        both(
            function,
            60_000,
            INTERESTING[random.nextInt(INTERESTING.length)],
            INTERESTING[random.nextInt(INTERESTING.length)],
            INTERESTING[random.nextInt(INTERESTING.length)]);
      }
    }
  }

  @Test
  void everyGasLimitGivesTheSame() {
    for (String function : FUNCTIONS) {
      ExecutionResult full = both(function, 10_000_000, 3, 1, 8);
      if (full.errorCode() == ErrorCode.NONE && full.gasUsed() < 200_000) {
        assertThat(both(function, full.gasUsed(), 3, 1, 8).gasUsed()).isEqualTo(full.gasUsed());
        for (long less = 1; less < full.gasUsed() && less < 60; less++) {
          ExecutionResult result = both(function, full.gasUsed() - less, 3, 1, 8);
          assertThat(result.errorCode()).isEqualTo(ErrorCode.OUT_OF_GAS);
          assertThat(result.gasUsed()).isEqualTo(full.gasUsed() - less);
          assertThat(result.errorMessage()).isEmpty();
        }
      }
    }
  }

  @Test
  void nansAreCanonicalAndSignsAreBits() {
    long canonical = 0x7ff8_0000_0000_0000L;
    long odd = 0xfff8_0000_0000_0001L;
    Map<String, Long> expected =
        Map.of(
            "f64_add", canonical,
            "f64_sqrt", canonical,
            "f64_min", canonical,
            "f64_nearest", canonical,
            "f64_neg", odd ^ Long.MIN_VALUE,
            "f64_abs", odd & Long.MAX_VALUE,
            "f64_copysign", odd & Long.MAX_VALUE);
    expected.forEach(
        (function, bits) ->
            assertThat(both(function, 1_000_000, odd, 1).returnValue())
                .as(function)
                .isEqualTo(TestLedger.longs(bits)));
    long odd32 = 0x7fa0_0001L;
    assertThat(both("f32_identity", 1_000_000, odd32).returnValue())
        .isEqualTo(TestLedger.longs(odd32));
    assertThat(both("f32_mul", 1_000_000, odd32, odd32).returnValue())
        .isEqualTo(TestLedger.longs(0x7fc0_0000L));
    // The engine's own copysign takes this number, 2^32 - 2^22, for a NaN with a sign.
    assertThat(both("f32_copysign", 1_000_000, 0x3f80_0000L, 0x4f7f_c000L).returnValue())
        .isEqualTo(TestLedger.longs(0x3f80_0000L));
  }

  @Test
  void memoryIsBoundedAndBulkInstructionsTrapAtTheEdge() {
    assertThat(both("grow", 10_000_000, 19).returnValue()).isEqualTo(TestLedger.longs(1));
    assertThat(both("grow", 10_000_000, 20).returnValue()).isEqualTo(TestLedger.longs(-1));
    assertThat(both("grow", 10_000_000, 0xffff_ffffL).errorCode()).isEqualTo(ErrorCode.OUT_OF_GAS);
    long[][] outside = {
      {0xffff_ffffL, 1, 1}, {0x7fff_ffffL, 1, 0x7fff_ffffL}, {65536, 0, 1}, {1, 0, 0xffff_ffffL}
    };
    for (long[] arguments : outside) {
      for (String function : List.of("fill", "copy", "init")) {
        ErrorCode code = both(function, 100_000_000_000L, arguments).errorCode();
        assertThat(code).as(function).isEqualTo(ErrorCode.TRAP);
      }
    }
    assertThat(both("fill", 100_000, 65536, 0, 0).errorCode()).isEqualTo(ErrorCode.NONE);
    assertThat(both("load", 100_000, 65529).errorCode()).isEqualTo(ErrorCode.TRAP);
    assertThat(both("load_offset", 100_000, 0x7fff_ffffL).errorCode()).isEqualTo(ErrorCode.TRAP);
    assertThat(both("indirect", 100_000, 21, 0).returnValue()).isEqualTo(TestLedger.longs(42));
    assertThat(both("indirect", 100_000, 21, 2).errorCode()).isEqualTo(ErrorCode.TRAP);
    assertThat(both("divide", 100_000, Long.MIN_VALUE, -1).errorCode()).isEqualTo(ErrorCode.TRAP);
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void nothingLeaksIntoTheNextExecution(EngineMode mode) {
    TestLedger ledger = mode == EngineMode.COMPILED ? compiled : interpreted;
    ExecutionResult before = ledger.call("compute", "digest_memory");
    ExecutionResult grown = ledger.call("compute", "grow_and_read", 3);
    byte[] count = ledger.call("compute", "count").returnValue();
    List<Runnable> disturbances =
        List.of(
            () -> ledger.call("compute", "scribble"),
            () ->
                ledger.apply(
                    TestLedger.call("compute", "forever_with_stores", new byte[0], 1_000_000)),
            () -> ledger.call("compute", "store", 4092),
            () -> ledger.call("compute", "store", 65528),
            () -> ledger.call("compute", "store", 65530),
            () -> ledger.call("compute", "copy", 4090, 0, 300),
            () -> ledger.call("compute", "init", 8190, 0, 12),
            () -> ledger.call("compute", "endless_recursion"));
    for (Runnable disturbance : disturbances) {
      disturbance.run();
      assertThat(Results.describe(ledger.call("compute", "digest_memory")))
          .isEqualTo(Results.describe(before));
      assertThat(ledger.call("compute", "grow_and_read", 3).returnValue())
          .isEqualTo(grown.returnValue());
      assertThat(ledger.call("compute", "count").returnValue()).isEqualTo(count);
    }
  }

  @Test
  void endlessLoopsRunOutOfGas() {
    ExecutionResult result = both("forever", 1_000_000);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.OUT_OF_GAS);
    assertThat(result.gasUsed()).isEqualTo(1_000_000);
  }

  @Test
  void gasIsTheSumOfTheSchedulesCosts() {
    // The base of a transaction, one page of initial memory, and a body of nothing.
    assertThat(both("nothing", 100_000).gasUsed()).isEqualTo(8_000);
  }

  @Test
  void repetitionOnFreshInstancesFindsNoDifference() {
    TestLedger checked =
        new TestLedger(RuntimeSettings.DEFAULT.withFreshInstanceCheckInterval(1))
            .with("compute", TestLedger.module("compute"));
    for (String function : List.of("scribble", "digest_memory", "count", "grow", "store", "deep")) {
      assertThat(checked.call("compute", function, 5).gasUsed()).isPositive();
    }
  }
}
