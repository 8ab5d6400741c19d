package io.stretto.protocol;

import static io.stretto.protocol.Keys.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves the rules of operations at their boundaries, and that errors name the operation. */
class OperationRulesTest {

  private static final BigInteger MOST = BigInteger.TWO.pow(127).subtract(BigInteger.ONE);
  private static final Operation CALL = Operation.call("token", "pay", bytes("x"));

  private static Transaction transaction(List<Operation> operations) {
    return new Transaction("id", "alice", operations, 1, 0, List.of());
  }

  private static void passes(Operation... operations) {
    assertThat(TransactionRules.violation(transaction(List.of(operations)))).isEmpty();
  }

  private static void breaks(String message, Operation... operations) {
    assertThat(TransactionRules.violation(transaction(List.of(operations))))
        .hasValueSatisfying(found -> assertThat(found).startsWith(message));
  }

  @Test
  void depositsHave127Bits() {
    passes(CALL.withDeposit(MOST), Operation.transfer("bob", MOST));
    breaks("deposit must be 0 to 2^127 - 1", CALL.withDeposit(MOST.add(BigInteger.ONE)));
    breaks("deposit must be 0 to 2^127 - 1", CALL.withDeposit(BigInteger.ONE.negate()));
    breaks(
        "deposit must be 0 in a deployment",
        Operation.deploy("token", bytes("x")).withDeposit(BigInteger.ONE));
  }

  @Test
  void transfersHaveNeitherFunctionNorArguments() {
    passes(Operation.transfer("bob", BigInteger.ZERO));
    breaks(
        "function must be empty in a transfer",
        new Operation(TransactionKind.TRANSFER, "bob", "f", new byte[0], BigInteger.ONE, 0, false));
    breaks(
        "arguments must be empty in a transfer",
        new Operation(TransactionKind.TRANSFER, "bob", "", new byte[1], BigInteger.ONE, 0, false));
    breaks("contract must be", Operation.transfer("no name", BigInteger.ONE));
  }

  @Test
  void gasLimitsOfOperationsAreBounded() {
    passes(CALL.withGasLimit(TransactionRules.GAS_LIMIT_MAXIMUM));
    breaks("gasLimit must be", CALL.withGasLimit(TransactionRules.GAS_LIMIT_MAXIMUM + 1));
    breaks("gasLimit must be", CALL.withGasLimit(-1));
  }

  @Test
  void errorsOfBundlesNameTheOperation() {
    breaks("operation 1: function must have", CALL, Operation.call("token", "", bytes("x")));
  }

  @Test
  void aTransactionHasOneTo1000Operations() {
    assertThatThrownBy(() -> transaction(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThat(TransactionRules.violation(transaction(Collections.nCopies(1_000, CALL)))).isEmpty();
    assertThat(TransactionRules.violation(transaction(Collections.nCopies(1_001, CALL))))
        .contains("operations must be at most 1000");
  }

  @Test
  void argumentsAreBoundedTogether() {
    Operation half = Operation.call("token", "pay", new byte[2 << 20]);
    passes(half, half);
    breaks("arguments must have at most 4194304 bytes", half, half, CALL);
  }

  @Test
  void aBundleIsWhatOneOutcomeDoesNotTell() {
    assertThat(transaction(List.of(CALL)).isBundle()).isFalse();
    assertThat(transaction(List.of(CALL.withDeposit(MOST))).isBundle()).isFalse();
    assertThat(transaction(List.of(CALL, CALL)).isBundle()).isTrue();
    assertThat(transaction(List.of(CALL.mayAlsoFail())).isBundle()).isTrue();
    assertThat(transaction(List.of(CALL.withGasLimit(1))).isBundle()).isTrue();
  }
}
