package io.stretto.wasm;

import static io.stretto.wasm.TestModule.I64;
import static io.stretto.wasm.TestModule.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.Write;
import io.stretto.wasm.engine.EngineMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentTest {

  private static final byte[] CODE = TestLedger.module("transfer");
  private static final StateKey RECORD = StateKey.contractRecord("coin");
  private static final StateKey BLOB = StateKey.code(Digest.sha256(CODE));

  private final TestLedger ledger = new TestLedger(EngineMode.COMPILED);

  private ExecutionResult deploy(String sender, String contract, byte[] code) {
    return ledger.apply(TestLedger.deployment(sender, contract, code));
  }

  @Test
  void aDeploymentWritesRecordAndCode() {
    ExecutionResult result = deploy("alice", "coin", CODE);
    byte[] contractRecord = new ContractRecord(Digest.sha256(CODE), "alice").encode();
    assertThat(result.writes())
        .containsExactly(new Write(RECORD, contractRecord), new Write(BLOB, CODE));
    assertThat(result.observations())
        .containsExactly(
            new Observation.Exact(RECORD, Fingerprint.ABSENT),
            new Observation.Presence(BLOB, false));
    assertThat(result.gasUsed()).isGreaterThan(5_000 + 3_000_000 + 400L * CODE.length);
  }

  @Test
  void acceptedCodeAlsoPaysForWhatThereIsToCompile() {
    // Locals and operands: 3 at the beginning; 4 at the branch, which has the constant below it; 4
    // at the end of the block; 3 at the end. And 1 for the other function.
    TestModule module = new TestModule();
    byte[] branch = bytes(0x02, 0x40, 0x42, 7, 0x41, 1, 0x0d, 0, 0x1a, 0x0b);
    module.function(module.type(new int[] {I64, I64}), bytes(1, 1, I64), branch);
    module.function(module.type(new int[] {I64}, I64), bytes(0x20, 0));
    byte[] code = module.build();
    long bytesGas = 5_000 + 3_000_000 + 400L * code.length;
    long gas = bytesGas + 2 * 60_000 + 25 * (3 + 4 + 3 + 3 + 1 + 2);
    assertThat(deploy("alice", "small", code).gasUsed()).isEqualTo(gas);

    for (long limit : new long[] {bytesGas, gas - 1}) {
      ExecutionResult result = ledger.execute(deployment("small2", code, limit));
      assertThat(result.errorCode()).isEqualTo(ErrorCode.OUT_OF_GAS);
      assertThat(result.gasUsed()).isEqualTo(limit);
      assertThat(result.writes()).isEmpty();
      assertThat(result.observations()).hasSize(1);
    }
    assertThat(ledger.execute(deployment("small2", code, gas)).gasUsed()).isEqualTo(gas);
  }

  private static Transaction deployment(String contract, byte[] code, long gasLimit) {
    return new Transaction(
        "id", "a", TransactionKind.DEPLOY, contract, "", code, gasLimit, 0, List.of());
  }

  @Test
  void codeIsStoredOnceAndARepetitionChangesNothing() {
    deploy("alice", "coin", CODE);
    assertThat(deploy("bob", "other", CODE).writes()).hasSize(1);
    ExecutionResult again = deploy("alice", "coin", CODE);
    assertThat(again.writes()).isEmpty();
    assertThat(again.observations()).contains(new Observation.Presence(BLOB, true));
  }

  @Test
  void onlyTheOwnerUpgrades() {
    deploy("alice", "coin", CODE);
    ExecutionResult refused = deploy("bob", "coin", TestLedger.module("storage"));
    assertThat(refused.errorCode()).isEqualTo(ErrorCode.NOT_OWNER);
    assertThat(refused.errorMessage()).isEqualTo("the contract belongs to alice");

    assertThat(ledger.call("coin", "mint", 1, 0, 5).errorCode()).isEqualTo(ErrorCode.NONE);
    assertThat(deploy("alice", "coin", TestLedger.module("storage")).writes()).hasSize(2);
    assertThat(ledger.call("coin", "mint", 1, 0, 5).errorCode())
        .isEqualTo(ErrorCode.UNKNOWN_FUNCTION);
    assertThat(ledger.call("coin", "has", 1).errorCode()).isEqualTo(ErrorCode.NONE);
  }

  @Test
  void refusedCodeChangesNothingButIsPaid() {
    ExecutionResult result = deploy("alice", "coin", new byte[] {1, 2, 3});
    assertThat(result.errorCode()).isEqualTo(ErrorCode.INVALID_CODE);
    assertThat(result.errorMessage()).isEqualTo("malformed: not a WebAssembly module of version 1");
    assertThat(result.gasUsed()).isEqualTo(5_000 + 3_000_000 + 400 * 3);
    assertThat(result.writes()).isEmpty();
    assertThat(result.observations()).hasSize(1);
  }

  @Test
  void gasBelowTheBaseObservesNothing() {
    for (Transaction poor :
        List.of(
            deployment("coin", CODE, 1_000),
            TestLedger.call("coin", "mint", new byte[10], 5_019))) {
      ExecutionResult result = ledger.execute(poor);
      assertThat(result.errorCode()).isEqualTo(ErrorCode.OUT_OF_GAS);
      assertThat(result.gasUsed()).isEqualTo(poor.gasLimit());
      assertThat(result.observations()).isEmpty();
    }
  }

  @Test
  void callsOfNothingFailAndObserveIt() {
    ExecutionResult nobody = ledger.call("coin", "mint", 1, 0, 5);
    assertThat(nobody.errorCode()).isEqualTo(ErrorCode.UNKNOWN_CONTRACT);
    assertThat(nobody.observations())
        .containsExactly(new Observation.Exact(RECORD, Fingerprint.ABSENT));
    deploy("alice", "coin", CODE);
    assertThat(ledger.call("coin", "memory").errorCode()).isEqualTo(ErrorCode.UNKNOWN_FUNCTION);
  }

  @Test
  void aRecordWithoutCodeIsAResultThatCannotHold() {
    deploy("alice", "coin", CODE);
    TestLedger torn = new TestLedger(EngineMode.COMPILED);
    torn.state.put(RECORD, ledger.state.get(RECORD));
    ExecutionResult result = torn.call("coin", "mint", 1, 0, 5);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.UNKNOWN_CONTRACT);
    assertThat(result.observations()).contains(new Observation.Exact(BLOB, Fingerprint.ABSENT));
  }

  @Test
  void evictionOfInstancesChangesNoOutcome() {
    RuntimeSettings few =
        new RuntimeSettings(
            EngineMode.COMPILED, RuntimeSettings.DEFAULT.schedule(), 1, 1 << 20, 2, 1 << 17, 0);
    TestLedger small = new TestLedger(few);
    for (int i = 0; i < 5; i++) {
      small.with("coin" + i, i % 2 == 0 ? CODE : TestLedger.module("near_transfer"));
    }
    for (int round = 0; round < 3; round++) {
      small.call("nobody" + round, "mint");
      for (int i = 0; i < 5; i++) {
        ExecutionResult result = small.call("coin" + i, "mint", 1, 0, 5);
        assertThat(result.errorCode()).isEqualTo(ErrorCode.NONE);
      }
    }
    assertThat(small.call("coin0", "balance", 1).returnValue()).isEqualTo(TestLedger.longs(15));
  }
}
