package io.stretto.wasm;

import static io.stretto.wasm.TestModule.bytes;
import static io.stretto.wasm.TestModule.repeat;
import static io.stretto.wasm.TestModule.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.bytecode.Instrumenter;
import io.stretto.wasm.engine.ChicoryEngine;
import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.engine.EngineInstance.Ending;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Growth costs each page of the memory that it asks for, before anything is done. */
class MemoryGrowthTest {

  private static final int PAGE_BYTES = 1 << 16;
  private static final long PAGE_GAS = GasSchedule.VERSION_1.cost(Cost.MEMORY_PAGE);

  private final TestLedger interpreted = new TestLedger(EngineMode.INTERPRETED);
  private final TestLedger compiled = new TestLedger(EngineMode.COMPILED);

  /** A module of some pages whose function grows by as much as said, as often as said. */
  private static byte[] growing(int initialPages, int pages, int times) {
    byte[] grow = bytes(0x41, signed(pages), 0x40, 0, 0x1a);
    TestModule module = new TestModule().memory(initialPages);
    return module
        .export("grow", module.function(module.type(new int[0]), repeat(times, grow)))
        .build();
  }

  private ExecutionResult run(byte[] code, long gasLimit) {
    String name = "c" + compiled.state.size();
    ExecutionResult first =
        interpreted.with(name, code).execute(TestLedger.call(name, "grow", new byte[0], gasLimit));
    ExecutionResult second =
        compiled.with(name, code).execute(TestLedger.call(name, "grow", new byte[0], gasLimit));
    assertThat(Results.describe(second)).isEqualTo(Results.describe(first));
    assertThat(compiled.executor.lastMeters()).isEqualTo(interpreted.executor.lastMeters());
    return second;
  }

  /** What the growth costs beyond the same number of pushed and dropped constants. */
  private long growthGas(int initialPages, int pages, int times) {
    ExecutionResult result = run(growing(initialPages, pages, times), TestLedger.GAS);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.NONE);
    long initialGas = GasSchedule.VERSION_1.cost(Cost.INITIAL_PAGE) * initialPages;
    long gas = result.gasUsed() - 5_000 - initialGas - 3L * times;
    assertThat(compiled.executor.lastMeters().memory()).isEqualTo(gas + initialGas);
    return gas;
  }

  @Test
  void aGrowthCostsEachPageOfTheMemoryThatResults() {
    assertThat(growthGas(1, 1, 1)).isEqualTo(2 * PAGE_GAS);
    assertThat(growthGas(1, 9, 1)).isEqualTo(10 * PAGE_GAS);
    assertThat(growthGas(17, 1, 3)).isEqualTo((18 + 19 + 20) * PAGE_GAS);
    assertThat(growthGas(0, 0, 1)).isZero();
    assertThat(growthGas(3, 0, 1)).isEqualTo(3 * PAGE_GAS);
  }

  @Test
  void whatIsRefusedCostsTheSame() {
    assertThat(growthGas(2, 1_022, 2)).isEqualTo((1_024 + 1_024 + 1_022) * PAGE_GAS);
    assertThat(growthGas(256, 50_000, 1)).isEqualTo(50_256 * PAGE_GAS);
  }

  @Test
  void anAllocatorThatAddsPagesOneByOneStaysWithinTheDefaultLimit() {
    ExecutionResult result = run(growing(17, 1, 33), 10_000_000);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.NONE);
    assertThat(result.gasUsed()).isBetween(6_700_000L, 6_900_000L);
  }

  @Test
  void noSizeThatCanBeAskedForOverflowsTheCharge() {
    for (int pages : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      ExecutionResult result = run(growing(256, pages, 1), 1_000_000_000_000L);
      assertThat(result.errorCode()).isEqualTo(ErrorCode.OUT_OF_GAS);
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aLimitThatIsReachedHasGrownNothing(EngineMode mode) throws Exception {
    EngineInstance instance =
        ChicoryEngine.prepare(
                Instrumenter.instrument(TestLedger.parsed(growing(1, 1, 3)), GasSchedule.VERSION_1),
                mode)
            .instantiate(List.of());
    instance.setDepthLeft(1_000);
    instance.setGasLeft(9 + (2 + 3 + 4) * PAGE_GAS - 1);
    assertThat(instance.run(0)).isEqualTo(Ending.TRAPPED);
    assertThat(instance.gasLeft()).isEqualTo(-1);
    assertThat(instance.memory().bytes()).hasSize(3 * PAGE_BYTES);
  }
}
