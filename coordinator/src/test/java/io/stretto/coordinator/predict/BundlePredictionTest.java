package io.stretto.coordinator.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.Operation;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.Write;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is expected of bundles, deposits and transfers, and what they teach. */
class BundlePredictionTest {

  private static final byte[] NOTHING = {};

  private final Predictor predictor = new Predictor(50_000);

  private static Transaction transaction(long gasLimit, Operation... operations) {
    return new Transaction("id", "alice", List.of(operations), gasLimit, 0, List.of());
  }

  private static Operation call(String contract, String function, String arguments) {
    return Operation.call(contract, function, arguments.getBytes(UTF_8));
  }

  private static StateKey key(String contract, String name) {
    return StateKey.storage(contract, name.getBytes(UTF_8));
  }

  private static AccessEntry read(StateKey key) {
    return new AccessEntry(key, AccessMode.READ);
  }

  private static AccessEntry write(StateKey key) {
    return new AccessEntry(key, AccessMode.WRITE);
  }

  private static ExecutionResult result(
      long gas, List<OperationOutcome> outcomes, StateKey... written) {
    List<Observation> observations = new ArrayList<>();
    List<Write> writes = new ArrayList<>();
    for (StateKey key : written) {
      observations.add(new Observation.Exact(key, Fingerprint.ABSENT));
      writes.add(new Write(key, NOTHING));
    }
    return new ExecutionResult(
        ReceiptStatus.SUCCEEDED,
        ErrorCode.NONE,
        "",
        gas,
        NOTHING,
        List.of(),
        outcomes,
        observations,
        writes);
  }

  private static OperationOutcome outcome(long gas) {
    return new OperationOutcome(ErrorCode.NONE, "", gas, NOTHING);
  }

  /** Teaches that a function writes one key, and its gas. */
  private void teach(String contract, String function, String key, long gas) {
    predictor.learn(
        transaction(100_000, call(contract, function, "")),
        result(gas, List.of(), key(contract, key)),
        false);
  }

  @Test
  void aBundleTouchesWhatItsOperationsTouchAndCostsTheirSum() {
    teach("gold", "mint", "total", 700);
    teach("shop", "buy", "stock", 400);
    byte[] code = {1, 2, 3};
    Prediction prediction =
        predictor.predict(
            transaction(
                100_000,
                call("gold", "mint", ""),
                call("shop", "buy", ""),
                call("gold", "mint", "").mayAlsoFail(),
                Operation.deploy("gold", code)));
    assertThat(prediction.keys())
        .containsExactly(
            write(StateKey.contractRecord("gold")),
            write(key("gold", "total")),
            read(StateKey.contractRecord("shop")),
            write(key("shop", "stock")),
            write(StateKey.code(Digest.sha256(code))));
    assertThat(prediction.gas()).isEqualTo(700 + 400 + 700 + code.length);
  }

  @Test
  void limitsOfOperationsAndOfTheBundleCapTheGas() {
    teach("gold", "mint", "total", 700);
    Operation mint = call("gold", "mint", "");
    assertThat(predictor.predict(transaction(100_000, mint.withGasLimit(50), mint)).gas())
        .isEqualTo(750);
    assertThat(predictor.predict(transaction(1_000, mint, mint)).gas()).isEqualTo(1_000);
  }

  @Test
  void depositsAndTransfersWriteTwoBalances() {
    teach("gold", "mint", "total", 700);
    Operation mint = call("gold", "mint", "").withDeposit(BigInteger.ONE);
    assertThat(predictor.predict(transaction(100_000, mint)).keys())
        .containsExactly(
            read(StateKey.contractRecord("gold")),
            write(key("gold", "total")),
            write(StateKey.balance("alice")),
            write(StateKey.balance("gold")));
    Transaction transfer = transaction(100_000, Operation.transfer("bob", BigInteger.TEN));
    assertThat(predictor.predict(transfer).keys())
        .containsExactly(write(StateKey.balance("alice")), write(StateKey.balance("bob")));
    assertThat(predictor.predict(transfer).gas()).isPositive();
  }

  @Test
  void whatABundleDeclaresIsBelieved() {
    teach("gold", "mint", "total", 700);
    List<AccessEntry> declared = List.of(write(key("gold", "other")));
    Transaction bundle =
        new Transaction(
            "id",
            "alice",
            List.of(call("gold", "mint", ""), call("new", "f", "")),
            100_000,
            0,
            declared);
    assertThat(predictor.predict(bundle).keys())
        .containsExactly(
            read(StateKey.contractRecord("gold")),
            write(key("gold", "other")),
            read(StateKey.contractRecord("new")));
  }

  @Test
  void keysOfABundleAreBounded() {
    Operation[] many = new Operation[1_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = Operation.transfer("account" + i, BigInteger.ONE);
    }
    for (int i = 500; i < many.length; i++) {
      many[i] = call("contract" + i, "f", "").withDeposit(BigInteger.ONE);
    }
    assertThat(predictor.predict(transaction(100_000, many)).keys()).hasSize(1024);
  }

  @Test
  void aBundleTeachesWhatItsOperationsCostAndNoKeys() {
    Transaction bundle =
        transaction(
            100_000,
            call("gold", "mint", ""),
            Operation.transfer("bob", BigInteger.ONE),
            call("shop", "buy", ""));
    predictor.learn(
        bundle,
        result(
            1_200,
            List.of(outcome(300), outcome(200), outcome(700)),
            key("gold", "total"),
            key("shop", "stock")),
        false);
    assertThat(predictor.predict(transaction(100_000, call("shop", "buy", ""))))
        .isEqualTo(
            new Prediction(
                List.of(
                    read(StateKey.contractRecord("shop")),
                    new AccessEntry(key("shop", ""), AccessMode.WRITE)),
                700));
    assertThat(predictor.report("gold", "mint").orElseThrow().expectedGas()).isEqualTo(300);
    assertThat(predictor.report("gold", "mint").orElseThrow().templates()).isEmpty();
    assertThat(predictor.report("bob", "")).isEmpty();
  }

  @Test
  void aBundleThatFailedTeachesNothing() {
    predictor.learn(
        transaction(100_000, call("gold", "mint", ""), call("gold", "mint", "")),
        ExecutionResult.failed(ErrorCode.PANIC, "", 700, List.of()),
        false);
    assertThat(predictor.report("gold", "mint")).isEmpty();
  }

  /** A short key of a contract that was called on the way is no key of the one that was asked. */
  @Test
  void keysOfOtherContractsMakeNoTemplates() {
    predictor.learn(
        transaction(100_000, call("gold", "mint", "")),
        result(700, List.of(), key("a", ""), key("other", "total"), key("gold", "total")),
        false);
    assertThat(predictor.predict(transaction(100_000, call("gold", "mint", ""))).keys())
        .containsExactly(read(StateKey.contractRecord("gold")), write(key("gold", "total")));
  }
}
