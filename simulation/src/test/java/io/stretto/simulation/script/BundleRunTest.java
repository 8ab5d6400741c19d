package io.stretto.simulation.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Observation;
import io.stretto.protocol.Operation;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.Write;
import io.stretto.protocol.memory.StateMap;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What bundles of scripted operations do, and what they leave where one fails. */
class BundleRunTest {

  private static final String CODE =
      """
      put: put $0 1; give
      fail: get $0; put $0 1; fail 1 0
      trap: trap 1 0
      add: add $0 5 0 100\
      """;

  private final StateMap state = new StateMap();

  private ExecutionResult run(String sender, Operation... operations) {
    Transaction transaction =
        new Transaction("id", sender, List.of(operations), 1_000, 0, List.of());
    BlockContext block = new BlockContext(0, 1, Digest.ZERO, 0);
    return new ScriptedContract().execute(RecordText.encode(transaction), block, 0, state).result();
  }

  private static Operation deploy() {
    return Operation.deploy("c", CODE.getBytes(UTF_8));
  }

  private static Operation call(String function, String key) {
    return Operation.call("c", function, key.getBytes(UTF_8));
  }

  private static StateKey key(String name) {
    return StateKey.storage("c", name.getBytes(UTF_8));
  }

  private static List<StateKey> storageWrites(ExecutionResult result) {
    return result.writes().stream().map(Write::key).filter(StateKey::isStorage).toList();
  }

  @Test
  void operationsSeeWhatTheOnesBeforeThemLeft() {
    ExecutionResult result = run("alice", deploy(), call("put", "x"), call("add", "y"));
    assertThat(result.status()).isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(storageWrites(result)).containsExactly(key("x"), key("y"));
    assertThat(result.operations())
        .extracting(OperationOutcome::errorCode)
        .containsOnly(ErrorCode.NONE);
    assertThat(result.operations().get(1).returnValue()).asString(UTF_8).isEqualTo("0");
    assertThat(result.gasUsed())
        .isEqualTo(result.operations().stream().mapToLong(OperationOutcome::gasUsed).sum());
  }

  @Test
  void whatMayFailIsUndoneAloneAndWhatItSawStays() {
    ExecutionResult result =
        run(
            "alice",
            deploy(),
            call("add", "x"),
            call("fail", "x").mayAlsoFail(),
            call("fail", "y").mayAlsoFail(),
            call("put", "z"));
    assertThat(result.status()).isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.NONE);
    assertThat(result.operations())
        .extracting(OperationOutcome::errorCode)
        .containsExactly(
            ErrorCode.NONE, ErrorCode.NONE, ErrorCode.PANIC, ErrorCode.PANIC, ErrorCode.NONE);
    assertThat(storageWrites(result)).containsExactly(key("x"), key("z"));
    assertThat(result.writes()).contains(Write.addition(key("x"), Int128.of(5)));
    assertThat(result.observations())
        .contains(
            new Observation.Exact(key("x"), Fingerprint.ABSENT),
            new Observation.Exact(key("y"), Fingerprint.ABSENT));
  }

  @Test
  void whatMayNotFailTakesAllWithIt() {
    ExecutionResult result = run("alice", deploy(), call("put", "x"), call("fail", "y"));
    assertThat(result.status()).isEqualTo(ReceiptStatus.FAILED);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.PANIC);
    assertThat(result.writes()).isEmpty();
    assertThat(result.operations()).isEmpty();
    assertThat(result.observations()).isNotEmpty();
  }

  @Test
  void limitsOfOperationsHoldBackWhatTrapsUse() {
    ExecutionResult result =
        run(
            "alice",
            deploy(),
            call("trap", "").withGasLimit(100).mayAlsoFail(),
            call("put", "x").withGasLimit(12).mayAlsoFail());
    assertThat(result.operations())
        .extracting(OperationOutcome::gasUsed)
        .containsExactly(50L, 100L, 12L);
    assertThat(result.operations().get(2).errorCode()).isEqualTo(ErrorCode.OUT_OF_GAS);
  }

  @Test
  void depositsAndTransfersAreAdditions() {
    assertThat(run("alice", Operation.transfer("bob", BigInteger.ONE)).errorCode())
        .isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);
    ExecutionResult given =
        run(
            "issuer",
            deploy(),
            Operation.transfer("bob", BigInteger.TEN),
            call("put", "x").withDeposit(BigInteger.TWO),
            call("fail", "x").withDeposit(BigInteger.TWO).mayAlsoFail());
    assertThat(given.writes())
        .contains(
            Write.addition(StateKey.balance("issuer"), Int128.of(-12)),
            Write.addition(StateKey.balance("bob"), Int128.of(10)),
            Write.addition(StateKey.balance("c"), Int128.of(2)));
  }

  @Test
  void oneOperationHasNoOutcomesUnlessItIsABundle() {
    assertThat(run("alice", deploy()).operations()).isEmpty();
    assertThat(run("alice", deploy().mayAlsoFail()).operations()).hasSize(1);
  }
}
