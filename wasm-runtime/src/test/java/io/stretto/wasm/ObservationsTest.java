package io.stretto.wasm;

import static io.stretto.wasm.TestLedger.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.engine.EngineMode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each kind of access observes and writes. */
class ObservationsTest {

  private static final StateKey KEY = StateKey.storage("store", new byte[] {7});
  private static final byte[] OLD = {1, 2, 3};
  private static final byte[] NEW = {5, 0, 0};

  private TestLedger ledger;

  @BeforeEach
  void deploy() {
    ledger = new TestLedger(EngineMode.COMPILED).with("store", TestLedger.module("storage"));
  }

  /** Calls a function with the key 7 and the value 05 00 00. */
  private ExecutionResult call(String function) {
    return ledger.execute(TestLedger.call("store", function, longs(7, 5, 3), 1_000_000));
  }

  private void assertOutcome(String function, List<Observation> observations, Write... writes) {
    ExecutionResult result = call(function);
    assertThat(result.status()).as(function).isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(result.observations().get(0).key()).isEqualTo(StateKey.contractRecord("store"));
    assertThat(result.observations().subList(1, result.observations().size()))
        .as(function)
        .isEqualTo(observations);
    assertThat(result.writes()).as(function).containsExactly(writes);
  }

  private static List<Observation> exact(byte[] value) {
    return List.of(new Observation.Exact(KEY, Fingerprint.of(value)));
  }

  private static List<Observation> presence(boolean present) {
    return List.of(new Observation.Presence(KEY, present));
  }

  /**
   * A lane's view may come to know a contract's code while it is being asked: what was executed
   * without it was then said to have found it.
   */
  @Test
  void codeThatTheViewDidNotHaveIsObservedAsAbsent() {
    StateView forgetful =
        new StateView() {
          private boolean isAskedAgain;

          @Override
          public byte[] read(StateKey key) {
            boolean isCode = key.bytes()[0] == 0 && key.bytes()[1] == 2;
            if (isCode && !isAskedAgain) {
              isAskedAgain = true;
              return null;
            }
            return ledger.read(key);
          }

          @Override
          public List<StateEntry> scan(StateRange range, int limit) {
            return ledger.scan(range, limit);
          }
        };
    TransactionExecutor fresh =
        new ContractRuntime(RuntimeSettings.DEFAULT.withEngineMode(EngineMode.COMPILED))
            .newExecutor();
    ExecutionResult result =
        fresh.execute(
            TestLedger.call("store", "read", longs(7, 5, 3), 1_000_000),
            TestLedger.BLOCK,
            0,
            forgetful);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.UNKNOWN_CONTRACT);
    assertThat(result.observations().get(1))
        .isInstanceOfSatisfying(
            Observation.Exact.class,
            exact -> assertThat(exact.fingerprint()).isEqualTo(Fingerprint.ABSENT));
  }

  @Test
  void ofAPresentKey() {
    ledger.state.put(KEY, OLD);
    assertOutcome("read", exact(OLD));
    assertOutcome("has", presence(true));
    assertOutcome(
        "register_key",
        List.of(new Observation.Presence(StateKey.storage("store", longs(7, 5, 3)), false)));
    assertOutcome("has_then_read", exact(OLD));
    assertOutcome("read_then_has", exact(OLD));
    assertOutcome("write", exact(OLD), new Write(KEY, NEW));
    assertOutcome("set", List.of(), new Write(KEY, NEW));
    assertOutcome("set_then_read", List.of(), new Write(KEY, NEW));
    assertOutcome("read_then_set", exact(OLD), new Write(KEY, NEW));
    assertOutcome("remove", exact(OLD), new Write(KEY, null));
    assertOutcome("plain_remove", presence(true), new Write(KEY, null));
    assertOutcome("set_then_remove", List.of(), new Write(KEY, null));
    assertOutcome("capacity", exact(OLD));
    assertThat(call("capacity").returnValue()).isEqualTo(longs(3));
  }

  @Test
  void ofAnAbsentKey() {
    assertOutcome("read", exact(null));
    assertOutcome("has", presence(false));
    assertOutcome("write", exact(null), new Write(KEY, NEW));
    assertOutcome("remove", exact(null));
    assertOutcome("plain_remove", presence(false));
    assertThat(call("capacity").returnValue()).isEqualTo(longs(-1));
  }

  @Test
  void writesOfWhatWasReadAreLeftOutAndBlindOnesAreNot() {
    ledger.state.put(KEY, NEW);
    assertOutcome("write", exact(NEW));
    assertOutcome("read_then_set", exact(NEW));
    assertOutcome("set", List.of(), new Write(KEY, NEW));
  }

  @Test
  void failuresKeepObservationsAndDropWrites() {
    ExecutionResult result = call("set_then_trap");
    assertThat(result.errorCode()).isEqualTo(ErrorCode.TRAP);
    assertThat(result.errorMessage()).isEqualTo("WebAssembly trap");
    assertThat(result.gasUsed()).isEqualTo(1_000_000);
    assertThat(result.observations()).hasSize(1);
    assertThat(result.writes()).isEmpty();
  }

  @Test
  void logsAreTextWithinLimits() {
    assertThat(call("greet").logs()).containsExactly("h\u00e9llo", "h\u00e9llo");
    assertThat(call("bad_log").errorCode()).isEqualTo(ErrorCode.TRAP);
    ExecutionResult endless = call("log_forever");
    assertThat(endless.errorCode()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    assertThat(endless.errorMessage()).isEqualTo("log lines: at most 100");
    assertThat(endless.logs()).isEmpty();
  }

  @Test
  void viewCallsReadAndMustNotWrite() {
    ledger.state.put(KEY, OLD);
    ViewResult read =
        ledger.executor.view("store", "read", longs(7), TestLedger.BLOCK, 100_000, ledger);
    assertThat(read.status()).isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(read.returnValue()).isEqualTo(longs(1));
    ViewResult write =
        ledger.executor.view("store", "set", longs(7, 5, 3), TestLedger.BLOCK, 100_000, ledger);
    assertThat(write.errorCode()).isEqualTo(ErrorCode.TRAP);
    assertThat(write.errorMessage()).isEqualTo("a view call must not write");
  }

  @Test
  void whatTheViewThrowsIsNoOutcome() {
    for (EngineMode mode : EngineMode.values()) {
      TestLedger other = new TestLedger(mode).with("store", TestLedger.module("storage"));
      IllegalStateException failure = new IllegalStateException("state service is gone");
      assertThatThrownBy(
              () ->
                  other.executor.execute(
                      TestLedger.call("store", "read", longs(7), 1_000_000),
                      TestLedger.BLOCK,
                      0,
                      new FailingView(other, failure)))
          .isSameAs(failure);
      assertThat(other.call("store", "read", 7).errorCode()).isEqualTo(ErrorCode.NONE);
    }
  }

  /** A view whose storage cannot be reached. */
  private record FailingView(StateView view, RuntimeException failure) implements StateView {

    @Override
    public byte[] read(StateKey key) {
      if (key.isStorage()) {
        throw failure;
      }
      return view.read(key);
    }

    @Override
    public List<StateEntry> scan(StateRange range, int limit) {
      throw failure;
    }
  }
}
