package io.stretto.wasm;

import static io.stretto.wasm.TestLedger.longs;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import io.stretto.wasm.engine.EngineMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionExecutorTest {

  private static StateKey account(long name) {
    return StateKey.storage("coin", longs(name));
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aTransferObservesAndWritesBothBalances(EngineMode mode) {
    TestLedger ledger = new TestLedger(mode).with("coin", TestLedger.module("transfer"));
    ledger.call("coin", "mint", 1, 0, 100);

    ExecutionResult result = ledger.call("coin", "transfer", 1, 2, 30);

    assertThat(result.status()).as(result.toString()).isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(result.writes())
        .containsExactly(new Write(account(1), longs(70)), new Write(account(2), longs(30)));
    StateKey contractRecord = StateKey.contractRecord("coin");
    assertThat(result.observations())
        .containsExactly(
            new Observation.Exact(contractRecord, Fingerprint.of(ledger.state.get(contractRecord))),
            new Observation.Exact(account(1), Fingerprint.of(longs(100))),
            new Observation.Exact(account(2), Fingerprint.ABSENT));
    assertThat(ledger.call("coin", "balance", 2).returnValue()).isEqualTo(longs(30));
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aPanicCostsWhatWasUsedAndChangesNothing(EngineMode mode) {
    TestLedger ledger = new TestLedger(mode).with("coin", TestLedger.module("transfer"));

    ExecutionResult result = ledger.call("coin", "transfer", 1, 2, 30);

    assertThat(result.errorCode()).isEqualTo(ErrorCode.PANIC);
    assertThat(result.errorMessage()).isEqualTo("not enough");
    assertThat(result.gasUsed()).isBetween(5_000L, 15_000L);
    assertThat(result.writes()).isEmpty();
    assertThat(result.observations()).hasSize(2);
  }
}
