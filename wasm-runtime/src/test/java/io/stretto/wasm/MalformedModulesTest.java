package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.engine.EngineMode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Broken code is refused cleanly, and what is not refused runs without surprises. */
class MalformedModulesTest {

  private static final Set<ErrorCode> OF_CALLS =
      EnumSet.of(
          ErrorCode.NONE,
          ErrorCode.TRAP,
          ErrorCode.PANIC,
          ErrorCode.LIMIT_EXCEEDED,
          ErrorCode.OUT_OF_GAS);

  @Test
  void everyTruncationIsRefused() {
    for (String name : new String[] {"transfer", "compute"}) {
      byte[] code = TestLedger.module(name);
      for (int length = 0; length < code.length; length++) {
        TestLedger ledger = new TestLedger(EngineMode.INTERPRETED);
        ExecutionResult result =
            ledger.execute(TestLedger.deployment("a", "c", Arrays.copyOf(code, length)));
        assertThat(result.errorCode()).isIn(ErrorCode.INVALID_CODE, ErrorCode.NONE);
        assertThat(result.errorMessage())
            .matches("|(malformed|invalid|unlinkable|not allowed): .*");
      }
    }
  }

  @Test
  void randomMutationsAreRefusedOrRun() {
    mutate(3, 1500);
  }

  @Test
  @Tag("slow")
  void manyRandomMutationsAreRefusedOrRun() {
    mutate(System.nanoTime(), 30_000);
  }

  private static void mutate(long seed, int count) {
    Random random = new Random(seed);
    byte[][] modules = {
      TestLedger.module("transfer"),
      TestLedger.module("compute"),
      HostFunctionsTest.everyHostFunction()
    };
    int accepted = 0;
    for (int i = 0; i < count; i++) {
      byte[] code = modules[i % modules.length].clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        int position = 8 + random.nextInt(code.length - 8);
        code[position] =
            (byte)
                (random.nextBoolean() ? random.nextInt() : code[position] ^ 1 << random.nextInt(8));
      }
      accepted += runBoth(code, random, "seed " + seed + " module " + i) ? 1 : 0;
    }
    assertThat(accepted).isBetween(count / 20, count);
  }

  private static boolean runBoth(byte[] code, Random random, String description) {
    try {
      Set<String> functions = LoadedContract.callableFunctions(TestLedger.parsed(code)).keySet();
      TestLedger interpreted = new TestLedger(EngineMode.INTERPRETED);
      TestLedger compiled = new TestLedger(EngineMode.COMPILED);
      ExecutionResult deployed = interpreted.apply(TestLedger.deployment("a", "c", code));
      compiled.apply(TestLedger.deployment("a", "c", code));
      if (deployed.errorCode() != ErrorCode.NONE) {
        return false;
      }
      byte[] arguments = TestLedger.longs(random.nextInt(70_000), random.nextLong(), 8);
      for (String function : functions) {
        var call = TestLedger.call("c", function, arguments, 30_000);
        ExecutionResult first = interpreted.execute(call);
        assertThat(first.errorCode()).as(description).isIn(OF_CALLS);
        assertThat(Results.describe(compiled.execute(call)))
            .as("%s %s", description, function)
            .isEqualTo(Results.describe(first));
      }
      return true;
    } catch (InvalidCodeException e) {
      assertThat(e.getMessage()).as(description).isNotEmpty();
      return false;
    }
  }
}
