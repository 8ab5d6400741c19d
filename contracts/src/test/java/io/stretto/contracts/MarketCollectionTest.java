package io.stretto.contracts;

import static io.stretto.contracts.ContractLedger.operation;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The market with collections that are not the example. */
class MarketCollectionTest {

  private final ContractLedger ledger =
      new ContractLedger().with("market", ExampleContract.MARKET).withBalance("bob", 1_000);

  /** Deploys a collection of the tests. */
  private void deploy(String name) {
    try (InputStream stream = MarketCollectionTest.class.getResourceAsStream(name + ".wasm")) {
      ledger.execute("dan", Operation.deploy(name, stream.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCollectionThatKnowsNoRoyaltiesIsSoldWithout() {
    deploy("plain-collection");
    ledger.call("dan", "market", "list", "plain-collection 1 5");
    assertThat(ledger.view("market", "listing", "plain-collection 1")).isEqualTo("dan 5");
  }

  private ExecutionResult list() {
    return ledger.attempt("dan", operation("market", "list", "odd-collection 1 5"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "dan|malformed royalty",
        "dan |malformed arguments",
        " 5|malformed royalty",
        "d:n 5|malformed royalty",
        "dän 5|malformed royalty",
        "dan 5 6|malformed arguments",
        "dan -5|malformed arguments",
        "dan 10001|number too large"
      })
  void royaltiesThatAreNoneAreRefused(String royalty, String message) {
    deploy("odd-collection");
    ledger.call("dan", "odd-collection", "set_royalty", royalty);
    assertThat(list().errorMessage()).isEqualTo(message);
    assertThat(list().writes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 200})
  void aCreatorsNameIsNoLongerThanAnAccounts(int length) {
    deploy("odd-collection");
    ledger.call("dan", "odd-collection", "set_royalty", "c".repeat(length) + " 5");
    assertThat(list().errorMessage()).isEqualTo("malformed royalty");
    ledger.call("dan", "odd-collection", "set_royalty", "c".repeat(64) + " 10000");
    ledger.call("dan", "market", "list", "odd-collection 1 5");
    ledger.execute(
        "bob", operation("market", "buy", "odd-collection 1").withDeposit(BigInteger.TEN));
    assertThat(ledger.balance("c".repeat(64))).isEqualTo(5);
  }
}
