package io.stretto.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.protocol.Operation;
import io.stretto.protocol.TransactionKind;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** What a request becomes. */
final class TransactionRequestTest {

  @Test
  void aCallIsOnePlainOperation() {
    TransactionRequest call = TransactionRequest.call("c", "f", new byte[] {1}, "alice");
    assertThat(call.toTransaction("id").isBundle()).isFalse();
    assertThat(call.gasLimit()).isEqualTo(TransactionRequest.DEFAULT_CALL_GAS);
    TransactionRequest paid = call.withDeposit(BigInteger.TEN);
    assertThat(paid.operations().getFirst().deposit()).isEqualTo(BigInteger.TEN);
    assertThat(paid.toTransaction("id").isBundle()).isFalse();
  }

  @Test
  void aTransferNamesAccountAndAmount() {
    TransactionRequest transfer = TransactionRequest.transfer("bob", BigInteger.TWO, "alice");
    assertThat(transfer.kind()).isEqualTo(TransactionKind.TRANSFER);
    assertThat(transfer.contract()).isEqualTo("bob");
    assertThat(transfer.sender()).isEqualTo("alice");
    assertThat(transfer.operations().getFirst().deposit()).isEqualTo(BigInteger.TWO);
  }

  @Test
  void whatIsSaidOfABundleIsSaidOfItsLastOperation() {
    TransactionRequest bundle =
        TransactionRequest.bundle("alice")
            .deploy("c", new byte[] {9})
            .call("c", "f", "{}")
            .deposit(BigInteger.ONE)
            .gasLimit(5)
            .transfer("bob", BigInteger.TWO)
            .mayFail()
            .build()
            .withId("b")
            .withPriority(3);
    assertThat(bundle.operations())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            Operation.deploy("c", new byte[] {9}),
            Operation.call("c", "f", "{}".getBytes(UTF_8))
                .withDeposit(BigInteger.ONE)
                .withGasLimit(5),
            Operation.transfer("bob", BigInteger.TWO).mayAlsoFail());
    assertThat(bundle.toTransaction("b").isBundle()).isTrue();
    assertThat(bundle.priority()).isEqualTo(3);
    assertThat(bundle.gasLimit())
        .isEqualTo(
            TransactionRequest.DEFAULT_DEPLOYMENT_GAS + 5 + TransactionRequest.DEFAULT_CALL_GAS);
  }

  @Test
  void aBundleHasOperations() {
    BundleBuilder empty = TransactionRequest.bundle("alice");
    assertThatThrownBy(empty::mayFail).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(empty::build).isInstanceOf(IllegalArgumentException.class);
  }
}
