package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.wasm.BranchingModule.Loop;
import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.Instrumenter;
import io.stretto.wasm.bytecode.SymbolicBound;
import io.stretto.wasm.engine.ChicoryEngine;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.engine.EngineModule;
import io.stretto.wasm.fuzz.Calls.Call;
import io.stretto.wasm.fuzz.Choices;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random control flow, run on the metered engine and held against its bounds. */
class GasBoundPathsTest {

  private static final GasSchedule SCHEDULE = GasSchedule.VERSION_1;
  private static final int BITS_LIMIT = 10;
  private static final int MODULES = 60;

  private static final class Bounded {
    final BranchingModule module;
    final SymbolicBound bound;
    private final EngineModule engine;
    private final TestLedger ledger = new TestLedger(EngineMode.COMPILED);

    Bounded(BranchingModule module) throws Exception {
      this.module = module;
      this.bound = new ContractAnalyzer(SCHEDULE).analyze(module.bytes).functions().get("f").gas();
      ContractModule parsed = TestLedger.parsed(module.bytes);
      this.engine =
          ChicoryEngine.prepare(Instrumenter.instrument(parsed, SCHEDULE), EngineMode.COMPILED);
    }

    DirectRun run(long bits) {
      Call call = new Call("f", TestLedger.longs(bits));
      DirectRun run = DirectRun.of(engine::instantiate, module.entry(), call, ledger);
      assertThat(run.ending()).isIn("RETURNED", "PANIC explicit panic");
      return run;
    }

    /** What a run would cost as a transaction, its argument aside. */
    static long gas(DirectRun run) {
      return run.gasUsed()
          - BranchingModule.SIZE_GAS
          + SCHEDULE.cost(Cost.TRANSACTION)
          + SCHEDULE.cost(Cost.INITIAL_PAGE);
    }
  }

  @Test
  void withoutLoopsTheBoundIsWhatTheDearestOfAllWaysCosts() throws Exception {
    int tried = 0;
    for (long seed = 0; tried < MODULES; seed++) {
      BranchingModule module = new BranchingModule(Choices.ofSeed(seed), false);
      if (module.bits() > BITS_LIMIT) {
        continue;
      }
      tried++;
      Bounded bounded = new Bounded(module);
      long dearest = 0;
      for (long bits = 0; bits < 1L << module.bits(); bits++) {
        dearest = Math.max(dearest, Bounded.gas(bounded.run(bits)));
      }
      assertThat(bounded.bound.isFixed()).isTrue();
      assertThat(dearest).as("seed %d", seed).isEqualTo(bounded.bound.fixed());
    }
  }

  @Test
  void withLoopsNoRunPassesTheBoundForItsCounts() throws Exception {
    int repeating = 0;
    for (long seed = 0; seed < MODULES; seed++) {
      Bounded bounded = new Bounded(new BranchingModule(Choices.ofSeed(seed), true));
      Random random = new Random(seed);
      for (int i = 0; i < 100; i++) {
        long some = random.nextLong();
        long bits = some | random.nextLong(); // mostly ones, so that loops go back
        DirectRun run = bounded.run(bits);
        Map<Loop, Long> counts = counts(bounded.module, run.memory());
        repeating += counts.values().stream().anyMatch(count -> count > 1) ? 1 : 0;
        long bound =
            bounded.bound.at(place -> counts.get(new Loop(place.function(), place.ordinal())));
        assertThat(Bounded.gas(run))
            .as("seed %d, bits %x, %s, %s", seed, bits, bounded.bound, counts)
            .isLessThanOrEqualTo(bound);
      }
    }
    assertThat(repeating).as("runs with a loop that goes back several times").isGreaterThan(500);
  }

  private static Map<Loop, Long> counts(BranchingModule module, byte[] memory) {
    ByteBuffer numbers = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
    Map<Loop, Long> counts = new HashMap<>();
    for (int i = 0; i < module.loops().size(); i++) {
      counts.put(module.loops().get(i), numbers.getLong(BranchingModule.counter(i)));
    }
    return counts;
  }
}
