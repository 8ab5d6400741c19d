package io.stretto.wasm;

import static io.stretto.wasm.TestModule.I64;
import static io.stretto.wasm.TestModule.bytes;
import static io.stretto.wasm.TestModule.repeat;
import static io.stretto.wasm.TestModule.signed;
import static io.stretto.wasm.TestModule.unsigned;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.bytecode.Instrumenter;
import io.stretto.wasm.engine.ChicoryEngine;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.gas.GasSchedule;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The faults that fuzzing found, each by its name. */
class EngineRegressionTest {

  private static final byte[] EVERY_HOST_FUNCTION = HostArguments.everyHostFunction();

  private static byte[] module(byte[] code) {
    TestModule module = new TestModule().memory(1);
    return module.export("go", module.function(module.type(new int[0]), code)).build();
  }

  /** The interpreter added address and offset in 32 bits and stored within memory. */
  @ParameterizedTest
  @ValueSource(ints = {0x36, 0x37, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e})
  void aStoreWhoseAddressWrapsAroundTraps(int store) {
    boolean isI32 = store == 0x36 || store == 0x3a || store == 0x3b;
    byte[] code = module(bytes(0x41, signed(-16), isI32 ? 0x41 : 0x42, 1, store, 0, 32));
    for (EngineMode mode : EngineMode.values()) {
      ExecutionResult result = new TestLedger(mode).with("c", code).call("c", "go");
      assertThat(result.errorCode()).as("%s", mode).isEqualTo(ErrorCode.TRAP);
    }
  }

  /** The interpreter kept 64 bits of a product, and conditions saw all of them. */
  @Test
  void aProductThatIsZeroInItsLowerHalfIsFalse() {
    byte[] product = bytes(0x41, signed(1 << 16), 0x41, signed(1 << 16), 0x6c);
    List<byte[]> conditions =
        List.of(
            bytes(product, 0x04, 0x40, 0x00, 0x0b),
            bytes(0x02, 0x40, 0x02, 0x40, product, 0x0d, 0, 0x0c, 1, 0x0b, 0x00, 0x0b),
            bytes(0x41, 1, 0x41, 0, product, 0x1b, 0x04, 0x40, 0x00, 0x0b));
    for (byte[] condition : conditions) {
      byte[] code = module(condition);
      ExecutionResult interpreted =
          new TestLedger(EngineMode.INTERPRETED).with("c", code).call("c", "go");
      ExecutionResult compiled =
          new TestLedger(EngineMode.COMPILED).with("c", code).call("c", "go");
      assertThat(interpreted.errorCode()).isEqualTo(ErrorCode.NONE);
      assertThat(Results.describe(interpreted)).isEqualTo(Results.describe(compiled));
    }
  }

  /** Our own parser passes over custom sections; the engine read one called "name", and refused. */
  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aCustomSectionMayHoldAnything(EngineMode mode) {
    byte[] name = bytes("name", 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
    byte[] code = bytes(module(new byte[0]), 0, unsigned(name.length), name);
    ExecutionResult result = new TestLedger(mode).with("c", code).call("c", "go");
    assertThat(result.errorCode()).isEqualTo(ErrorCode.NONE);
  }

  /** The sum of length and bytes logged before overflowed and passed for small. */
  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aLogLineOfNearlyEndlessLengthPassesTheLimit(EngineMode mode) {
    ExecutionResult result =
        new TestLedger(mode)
            .with("c", EVERY_HOST_FUNCTION)
            .call("c", "env.log_utf8", Long.MAX_VALUE, 0);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  /** A view whose first read of storage comes to the end of the stack. */
  private static final class DeepView implements StateView {
    private final TestLedger ledger;
    private boolean hasOverflowed;

    DeepView(TestLedger ledger) {
      this.ledger = ledger;
    }

    @Override
    public byte[] read(StateKey key) {
      if (!hasOverflowed && !ledger.state.containsKey(key)) {
        hasOverflowed = true;
        throw new StackOverflowError();
      }
      return ledger.read(key);
    }

    @Override
    public List<StateEntry> scan(StateRange range, int limit) {
      return ledger.scan(range, limit);
    }
  }

  /** It was taken for a fault of the view, which ends the worker. */
  @ParameterizedTest
  @ValueSource(strings = {"env.storage_read", "env.storage_has_key"})
  void aStackThatEndsInsideOfTheStateViewIsTriedAgainOnALargerOne(String function) {
    TestLedger ledger = new TestLedger(EngineMode.COMPILED).with("c", EVERY_HOST_FUNCTION);
    Transaction call =
        TestLedger.call("c", function, TestLedger.longs(8, 0, 0), FuzzedContract.GAS);
    DeepView view = new DeepView(ledger);
    ExecutionResult result = ledger.executor.execute(call, TestLedger.BLOCK, 3, view);
    assertThat(view.hasOverflowed).isTrue();
    assertThat(Results.describe(result)).isEqualTo(Results.describe(ledger.execute(call)));
  }

  /** Each function calls the one before twice, so bounds double: they became negative. */
  @Test
  void aGasBoundThatPassesEveryNumberIsNone() throws Exception {
    TestModule module = new TestModule();
    int callable = module.type(new int[0]);
    int function = module.function(callable, new byte[0]);
    for (int i = 0; i < 100; i++) {
      function = module.function(callable, bytes(repeat(2, bytes(0x10, unsigned(function)))));
    }
    byte[] code = module.export("dear", function).export("free", 0).build();
    ContractAnalysis analysis = new ContractAnalyzer(GasSchedule.VERSION_1).analyze(code);
    assertThat(analysis.functions().get("dear").gasBound()).isEmpty();
    assertThat(analysis.functions().get("free").gasBound()).hasValue(5_000);
  }

  /** Each indirect call looked at each function of the table: minutes for a megabyte of code. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void manyIndirectCallsOfManyFunctionsAreAnalyzedSoon() throws Exception {
    TestModule module = new TestModule().table(9_000).consecutiveElements(9_000);
    int callable = module.type(new int[0]);
    int unary = module.type(new int[] {I64}, I64);
    for (int i = 0; i < 9_000; i++) {
      module.function(unary, bytes(0x20, 0));
    }
    byte[] calls = repeat(7_500, bytes(0x42, 1, 0x41, 50, 0x11, unary, 0, 0x1a));
    int last = 0;
    for (int i = 0; i < 60; i++) {
      last = module.function(callable, calls);
    }
    ContractAnalysis analysis =
        new ContractAnalyzer(GasSchedule.VERSION_1).analyze(module.export("go", last).build());
    assertThat(analysis.functions().get("go").gasBound()).isPresent();
  }

  /** Some functions of a size that the JVM just takes, made of few bytes. */
  private static byte[] becomingLarge(int functions) {
    byte[] squareRoots = bytes(0x44, new byte[8], repeat(1_900, bytes(0x9f)), 0x1a);
    TestModule module = new TestModule();
    int callable = module.type(new int[0]);
    for (int i = 0; i < functions; i++) {
      module.function(callable, squareRoots);
    }
    return module.export("go", 0).build();
  }

  /** Code of a few megabytes took more heap than a worker has. */
  @Test
  void codeThatWouldBecomeTooLargeOnTheJvmIsRefused() {
    ExecutionResult result =
        new TestLedger(EngineMode.COMPILED)
            .execute(TestLedger.deployment("a", "c", becomingLarge(810)));
    assertThat(result.errorCode()).isEqualTo(ErrorCode.INVALID_CODE);
    assertThat(result.errorMessage())
        .startsWith("too large: estimated bytes on the JVM of all functions that are compiled: ")
        .endsWith(", at most 50331648");
  }

  /** Caches counted the bytes of the code, of which each can become many on the JVM. */
  @Test
  void cachesCountWhatCodeBecomes() throws Exception {
    byte[] code = becomingLarge(10);
    byte[] other = becomingLarge(11);
    RuntimeSettings settings =
        new RuntimeSettings(
            EngineMode.COMPILED, GasSchedule.VERSION_1, 9, 5L * other.length / 2, 9, 1 << 20, 0);
    ContractRuntime runtime = new ContractRuntime(settings);
    LoadedContract contract = runtime.load(Digest.sha256(code), code);
    assertThat(runtime.cached(Digest.sha256(code))).isSameAs(contract);
    runtime.load(Digest.sha256(other), other);
    assertThat(runtime.cached(Digest.sha256(code))).isNull();

    SlotCache slots = new SlotCache(settings);
    ContractSlot first = slots.slot("first");
    first.contract = contract;
    slots.account(first);
    assertThat(slots.slot("first")).isSameAs(first);
    ContractSlot second = slots.slot("second");
    second.contract = contract;
    slots.account(second);
    assertThat(slots.slot("first")).isNotSameAs(first);
  }

  /** The compiler began anew for each function that it found too large. */
  @Test
  void manyFunctionsTooLargeForTheJvmDelayNothing() throws Exception {
    TestModule module = new TestModule();
    int callable = module.type(new int[0]);
    byte[] branches = repeat(8_000, bytes(0x41, 0, 0x04, 0x40, 0x0b));
    int last = 0;
    for (int i = 0; i < 40; i++) {
      last = module.function(callable, branches);
    }
    byte[] code = module.export("go", last).build();
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    boolean isWhole =
        ChicoryEngine.prepare(
                Instrumenter.instrument(TestLedger.parsed(code), GasSchedule.VERSION_1),
                EngineMode.COMPILED)
            .instantiate(List.of())
            .survivesFailure();
    assertThat(isWhole).isFalse();
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(TimeUnit.NANOSECONDS.toSeconds(end - begin)).isLessThan(15);
  }
}
