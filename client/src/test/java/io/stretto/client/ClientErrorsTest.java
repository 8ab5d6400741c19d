package io.stretto.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.client.StrettoException.Code;
import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.TransactionRules;
import io.stretto.service.kafka.ClusterSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCluster.class)
final class ClientErrorsTest {

  private static Code codeOf(Throwable failure) {
    return ((StrettoException) failure).code();
  }

  private static TransactionRequest call(byte[] arguments) {
    return TransactionRequest.call("c", "f", arguments, "alice").withId("tx");
  }

  private static void assertRefused(TransactionRequest request, Code code, String words) {
    assertThatThrownBy(() -> RequestChecks.encode(request.toTransaction(request.id())))
        .hasMessageContaining(words)
        .hasMessageContaining("not sent")
        .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(code));
  }

  @Test
  void oversizedArgumentsAreNamedWithTheirSizeAndTheLimit() {
    byte[] tooMany = new byte[TransactionRules.ARGUMENTS_LIMIT_BYTES + 1];
    assertRefused(call(tooMany), Code.RECORD_TOO_LARGE, "4194305 bytes, the most is 4194304");
    assertThat(
            RequestChecks.encode(
                call(new byte[TransactionRules.ARGUMENTS_LIMIT_BYTES]).toTransaction("tx")))
        .hasSizeGreaterThan(TransactionRules.ARGUMENTS_LIMIT_BYTES);
  }

  @Test
  void brokenRulesNameTheField() {
    assertRefused(call(new byte[0]).withId("x".repeat(129)), Code.INVALID_TRANSACTION, "id must");
    assertRefused(call(new byte[0]).withGasLimit(-1), Code.INVALID_TRANSACTION, "gasLimit");
    assertRefused(
        TransactionRequest.call("c", "f", new byte[0], "no name!").withId("tx"),
        Code.INVALID_TRANSACTION,
        "sender must");
    AccessEntry system = new AccessEntry(StateKey.genesis(), AccessMode.READ);
    assertRefused(
        call(new byte[0]).withAccessList(List.of(system)), Code.INVALID_TRANSACTION, "accessList");
  }

  @Test
  void anAddressWithoutKafkaIsNamedWithinTheTimeLimit() {
    ClusterSettings nowhere =
        ClusterSettings.fromProperties(
            Map.of(
                "cluster.bootstrap.servers", "127.0.0.1:1",
                "cluster.connect.timeout.millis", "500"));
    assertThatThrownBy(() -> StrettoClient.connect(ClientSettings.of(nowhere)))
        .hasMessageContaining("no Kafka answered at 127.0.0.1:1")
        .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(Code.KAFKA_UNREACHABLE));
  }

  @Test
  void aKafkaWithoutOurTopicsIsToldFromOneThatIsAway() {
    ClientSettings settings = ClientSettings.of(TestCluster.settings("nobody-made-these"));
    assertThatThrownBy(() -> StrettoClient.connect(settings))
        .hasMessageContaining("nobody-made-these")
        .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(Code.CLUSTER_NOT_SET_UP));
  }

  @Test
  void aLedgerThatDoesNotExistIsNamed() throws InterruptedException {
    ClientSettings settings = ClientSettings.of(TestCluster.create("errors")).withLedger(2);
    assertThatThrownBy(() -> StrettoClient.connect(settings))
        .hasMessageContaining("ledger 2 does not exist: the cluster has 0 to 1")
        .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(Code.INVALID_SETTINGS));
  }
}
