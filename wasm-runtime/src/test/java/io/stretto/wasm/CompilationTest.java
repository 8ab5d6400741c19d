package io.stretto.wasm;

import static io.stretto.wasm.TestModule.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stretto.protocol.Digest;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.gas.GasSchedule;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** Compiled once for all, beside the calls where it takes long, and forgotten when dropped. */
class CompilationTest {

  private final Deque<Runnable> compilations = new ArrayDeque<>();
  private final ContractRuntime runtime =
      new ContractRuntime(RuntimeSettings.DEFAULT, compilations::add);

  @Test
  void largeCodeIsInterpretedUntilItIsCompiled() throws Exception {
    byte[] code = module(5_000, 1);
    assertThat(code.length).isGreaterThan(64 << 10);
    TestLedger ledger = new TestLedger(runtime).with("large", code);
    assertThat(compilations).hasSize(1);
    LoadedContract contract = runtime.cached(Digest.sha256(code));
    var interim = contract.engineModule();
    ExecutionResult interpreted = ledger.execute(TestLedger.call("large", "go", new byte[0], 9999));
    compilations.remove().run();
    assertThat(contract.engineModule()).isNotSameAs(interim).isSameAs(contract.engineModule());
    ExecutionResult compiled = ledger.execute(TestLedger.call("large", "go", new byte[0], 9999));
    assertThat(Results.areEqual(interpreted, compiled)).isTrue();
    assertThat(compiled.gasUsed()).isGreaterThan(5_000);
  }

  @Test
  void smallCodeIsNotInterpretedMeanwhile() throws Exception {
    byte[] code = module(3, 1);
    TestLedger ledger = new TestLedger(runtime).with("small", code);
    ledger.execute(TestLedger.call("small", "go", new byte[0], 9999));
    var module = runtime.cached(Digest.sha256(code)).engineModule();
    compilations.remove().run(); // was done already: does nothing
    assertThat(runtime.cached(Digest.sha256(code)).engineModule()).isSameAs(module);
  }

  @Test
  void classesOfDroppedContractsAreUnloaded() {
    RuntimeSettings few =
        new RuntimeSettings(
            EngineMode.COMPILED, GasSchedule.VERSION_1, 1, 16L << 20, 1, 16L << 20, 0);
    TestLedger ledger = new TestLedger(few);
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    long before = classes.getUnloadedClassCount();
    for (int i = 0; i < 20; i++) {
      ledger.with("c" + i, module(2, i));
      assertThat(ledger.call("c" + i, "go").gasUsed()).isGreaterThan(5_000);
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(classes.getUnloadedClassCount() - before).isGreaterThan(15);
            });
  }

  /** So many functions, and one that is called and whose constant makes the module another. */
  private static byte[] module(int functions, int constant) {
    TestModule module = new TestModule().memory(1);
    int callable = module.type(new int[0]);
    byte[] body = bytes(0x41, 0, 0x41, constant, 0x36, 2, 0, 0x41, 8, 0x41, 9, 0x36, 2, 0);
    int last = 0;
    for (int i = 0; i < functions; i++) {
      last = module.function(callable, body);
    }
    return module.export("go", last).build();
  }
}
