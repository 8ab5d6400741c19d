package io.stretto.wasm;

import static io.stretto.wasm.TestModule.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionRules;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.engine.ExecutionInterruptedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InterruptionTest {

  private static final Duration TIME_TO_BE_COMPILED = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A loop whose compiled form asks nothing, as long as no interruption was announced. */
  @Test
  void aLoopThatIsCompiledAlreadyEndsWhenItIsInterrupted() throws InterruptedException {
    TestLedger ledger = new TestLedger(EngineMode.COMPILED).with("endless", endless());
    Transaction call =
        TestLedger.call("endless", "run", new byte[0], TransactionRules.GAS_LIMIT_MAXIMUM);
    AtomicReference<Object> outcome = new AtomicReference<>();
    Thread thread =
        ContractThreads.factory("endless")
            .newThread(
                () -> {
                  try {
                    outcome.set(ledger.execute(call));
                  } catch (ExecutionInterruptedException e) {
                    outcome.set(e);
                  }
                });
    thread.start();
    assertThat(thread.join(TIME_TO_BE_COMPILED)).as("ended by itself: %s", outcome).isFalse();

    ContractThreads.announceInterruptions();
    thread.interrupt();

    assertThat(thread.join(PATIENCE)).isTrue();
    assertThat(outcome.get()).isInstanceOf(ExecutionInterruptedException.class);
  }

  /** Counts in memory for ever: what is empty, the JVM would leave out. */
  private static byte[] endless() {
    TestModule module = new TestModule().memory(1);
    int increase = 0x6a;
    byte[] address = bytes(0x41, 0);
    byte[] step = bytes(address, address, 0x28, 2, 0, 0x41, 1, increase, 0x36, 2, 0);
    int run = module.function(module.type(new int[0]), bytes(0x03, 0x40, step, 0x0c, 0, 0x0b));
    return module.export("run", run).build();
  }
}
