package io.stretto.contracts;

import static io.stretto.contracts.ContractLedger.operation;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Operation;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketTest {

  private static final String MAX = "18446744073709551615";

  private final ContractLedger ledger =
      new ContractLedger()
          .with("market", ExampleContract.MARKET)
          .with("art", ExampleContract.NFT)
          .withBalance("bob", 1_000)
          .withBalance("carol", 1_000);

  @BeforeEach
  void mint() {
    ledger.call("gallery", "art", "mint", "alice ipfs://one");
    ledger.call("gallery", "art", "mint", "alice ipfs://two");
    ledger.call("gallery", "art", "set_royalty", "250");
  }

  private static Operation approve(long id) {
    return operation("art", "approve", "market " + id);
  }

  private static Operation list(long id, long price) {
    return operation("market", "list", "art " + id + " " + price);
  }

  private static Operation buy(long id, long deposit) {
    return operation("market", "buy", "art " + id).withDeposit(BigInteger.valueOf(deposit));
  }

  private static Operation cancel(long id) {
    return operation("market", "cancel", "art " + id);
  }

  private static Operation setPrice(long id, long price) {
    return operation("market", "set_price", "art " + id + " " + price);
  }

  private String ownerOf(long id) {
    return ledger.view("art", "owner_of", String.valueOf(id));
  }

  private String listing(long id) {
    return ledger.view("market", "listing", "art " + id);
  }

  /** Executes what must fail, and change nothing. */
  private void fails(String sender, String message, Operation... operations) {
    var before = ledger.content();
    ExecutionResult result = ledger.attempt(sender, operations);
    assertThat(result.errorMessage()).isEqualTo(message);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.PANIC);
    assertThat(ledger.content()).isEqualTo(before);
  }

  @Test
  void aListedTokenIsInEscrow() {
    assertThat(ledger.execute("alice", approve(1), list(1, 400)).logs())
        .containsExactly("transfer 1 alice market", "list art 1 alice 400 gallery 10");
    assertThat(ownerOf(1)).isEqualTo("market");
    assertThat(listing(1)).isEqualTo("alice 400 gallery 10");
    assertThat(ledger.view("art", "approved_of", "1")).isEmpty();
    ExecutionResult result = ledger.attempt("alice", operation("art", "transfer", "alice 1"));
    assertThat(result.errorMessage()).isEqualTo("not the token's owner");
  }

  @Test
  void aSaleMovesTheTokenThePriceAndTheRoyalty() {
    ledger.execute("alice", approve(1), list(1, 439));
    assertThat(ledger.execute("bob", buy(1, 439)).logs())
        .containsExactly("transfer 1 market bob", "sell art 1 alice 439 gallery 10 bob");
    assertThat(ownerOf(1)).isEqualTo("bob");
    assertThat(ledger.balance("alice")).isEqualTo(429);
    assertThat(ledger.balance("gallery")).as("2.5 % of 439, rounded down").isEqualTo(10);
    assertThat(ledger.balance("bob")).isEqualTo(561);
    assertThat(ledger.balance("market")).isZero();
    assertThat(listing(1)).isEmpty();
    fails("carol", "not for sale", buy(1, 439));
  }

  @Test
  void whatIsOverIsGivenBack() {
    ledger.execute("alice", approve(1), list(1, 400));
    ledger.execute("bob", buy(1, 1_000));
    assertThat(ledger.balance("bob")).isEqualTo(600);
    assertThat(ledger.balance("market")).isZero();
  }

  @Test
  void tooSmallADepositUndoesEverything() {
    ledger.execute("alice", approve(1), list(1, 400));
    fails("bob", "deposit is less than the price", buy(1, 399));
    fails("bob", "deposit is less than the price", buy(1, 0));
    fails(
        "bob",
        "operation 1: deposit is less than the price",
        Operation.transfer("carol", BigInteger.ONE),
        buy(1, 399));
  }

  @Test
  void aBuyerWithoutTheMoneyBuysNothing() {
    ledger.execute("alice", approve(1), list(1, 1_001));
    ExecutionResult result = ledger.attempt("bob", buy(1, 1_001));
    assertThat(result.errorCode()).isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);
    assertThat(ownerOf(1)).isEqualTo("market");
  }

  @Test
  void theSellerChangesThePriceAndEndsTheOffer() {
    ledger.execute("alice", approve(1), list(1, 400));
    ledger.execute("alice", setPrice(1, 500));
    fails("bob", "deposit is less than the price", buy(1, 400));
    fails("bob", "not the seller", setPrice(1, 1));
    fails("bob", "not the seller", cancel(1));
    assertThat(ledger.execute("alice", cancel(1)).logs())
        .containsExactly("transfer 1 market alice", "cancel art 1 alice 500 gallery 12");
    assertThat(ownerOf(1)).isEqualTo("alice");
    fails("alice", "not for sale", cancel(1));
    fails("alice", "not for sale", setPrice(1, 5));
  }

  @Test
  void onlyTheOwnerListsAndOnlyWhereTheMarketIsApproved() {
    fails("alice", "collection: not the token's owner", list(1, 400));
    ledger.execute("alice", approve(1));
    fails("bob", "not the token's owner", list(1, 400));
    ledger.execute("alice", list(1, 400));
    fails("alice", "not the token's owner", list(1, 400));
    fails("alice", "collection: no such token", list(3, 400));
  }

  @Test
  void theRoyaltyIsTheOneOfTheListing() {
    ledger.execute("alice", approve(1), list(1, 400), approve(2));
    ledger.call("gallery", "art", "set_royalty", "10000");
    ledger.execute("bob", buy(1, 400));
    assertThat(ledger.balance("alice")).isEqualTo(390);
    ledger.execute("alice", list(2, 400));
    ledger.execute("bob", buy(2, 400));
    assertThat(ledger.balance("alice")).as("all of the second is the creator's").isEqualTo(390);
    assertThat(ledger.balance("gallery")).isEqualTo(410);
  }

  @Test
  void aCollectionWithoutRoyaltyCostsNone() {
    ledger.call("gallery", "art", "set_royalty", "0");
    ledger.execute("alice", approve(1), list(1, 400));
    assertThat(listing(1)).isEqualTo("alice 400");
    ledger.execute("bob", buy(1, 400));
    assertThat(ledger.balance("alice")).isEqualTo(400);
    assertThat(ledger.balance("gallery")).isZero();
  }

  @Test
  void theSellerMayBuyAndTheCreatorMaySell() {
    ledger.call("gallery", "art", "mint", "gallery u");
    ledger.execute("gallery", approve(3), list(3, 100));
    ledger.execute("carol", buy(3, 100));
    assertThat(ledger.balance("gallery")).isEqualTo(100);
    ledger.execute("carol", approve(3), list(3, 200));
    ledger.execute("carol", buy(3, 300));
    assertThat(ledger.balance("carol")).isEqualTo(895);
    assertThat(ownerOf(3)).isEqualTo("carol");
  }

  @Test
  void everythingInABundleHappensOrNothing() {
    ledger.execute("alice", approve(1), list(1, 400), approve(2), list(2, 700));
    fails("bob", "operation 1: deposit is less than the price", buy(1, 400), buy(2, 600));
    ledger.execute("bob", buy(1, 400), buy(2, 600).withGasLimit(10_000_000).mayAlsoFail());
    assertThat(List.of(ownerOf(1), ownerOf(2))).containsExactly("bob", "market");
    assertThat(ledger.balance("bob")).isEqualTo(600);
  }

  @Test
  void thePriceMayHaveAllOf64Bits() {
    ledger.execute("issuer", Operation.transfer("carol", new BigInteger(MAX)));
    ledger.execute("alice", approve(1), operation("market", "list", "art 1 " + MAX));
    assertThat(listing(1)).isEqualTo("alice " + MAX + " gallery 461168601842738790");
    ledger.execute("carol", operation("market", "buy", "art 1").withDeposit(new BigInteger(MAX)));
    assertThat(ownerOf(1)).isEqualTo("carol");
    assertThat(ledger.balance("gallery")).isEqualTo(461_168_601_842_738_790L);
  }

  @Test
  void offersAreListedByCollection() {
    ledger.with("artefacts", ExampleContract.NFT);
    ledger.call("dan", "artefacts", "mint", "dan u");
    ledger.execute(
        "dan",
        operation("artefacts", "approve", "market 1"),
        operation("market", "list", "artefacts 1 5"));
    ledger.execute("alice", approve(1), list(1, 400), approve(2), list(2, 7));
    assertThat(ledger.view("market", "listings", "art"))
        .isEqualTo("1 alice 400 gallery 10\n2 alice 7 gallery 0\n");
    assertThat(ledger.view("market", "listings", "artefacts")).isEqualTo("1 dan 5\n");
    assertThat(ledger.view("market", "listings", "ar")).isEmpty();
  }

  @Test
  void theFirst50OffersAreListed() {
    String longest = "a".repeat(64);
    for (int id = 3; id <= 55; id++) {
      ledger.call("gallery", "art", "mint", longest + " u");
      ledger.execute(longest, approve(id), operation("market", "list", "art " + id + " " + MAX));
    }
    assertThat(ledger.view("market", "listings", "art").lines())
        .hasSize(50)
        .startsWith("10 " + longest + " " + MAX + " gallery 461168601842738790")
        .doesNotHaveDuplicates();
  }

  @Test
  void collectionsThatAreNoneAreRefused() {
    fails("alice", "collection: no contract none", operation("market", "list", "none 1 5"));
    fails(
        "alice",
        "collection: market is being called already",
        operation("market", "list", "market 1 5"));
  }

  @ParameterizedTest
  @CsvSource({"list, art 1 5", "cancel, art 1", "set_price, art 1 5"})
  void depositsThatNobodyAskedForAreRefused(String function, String arguments) {
    Operation operation = operation("market", function, arguments);
    fails("bob", "takes no deposit", operation.withDeposit(BigInteger.ONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "list|''|malformed arguments",
        "list|art 1|malformed arguments",
        "list|art 1 5 6|malformed arguments",
        "list|art  1 5|malformed arguments",
        "list|art 1 5 |malformed arguments",
        "list|art 0 5|malformed arguments",
        "list|art -1 5|malformed arguments",
        "list|art 1 0|price must be positive",
        "list|art 1 18446744073709551616|number too large",
        "buy|art|malformed arguments",
        "buy|art 1 5|malformed arguments",
        "cancel|art x|malformed arguments",
        "cancel|art 1 5|malformed arguments",
        "set_price|art 1|malformed arguments",
        "set_price|art 1 0|price must be positive",
        "set_price|art 1 5 6|malformed arguments",
        "listing|art|malformed arguments",
        "listing|art 1 2|malformed arguments",
        "listings|''|malformed arguments",
        "listings|art 1|malformed arguments"
      })
  void malformedArgumentsAreRefused(String function, String arguments, String message) {
    fails("alice", message, operation("market", function, arguments));
  }

  @Test
  void salesOfDifferentTokensShareNoKeyThatIsRead() {
    ledger.execute("alice", approve(1), list(1, 400), approve(2), list(2, 400));
    KeySets.assertApart(ledger.execute("bob", buy(1, 500)), ledger.execute("carol", buy(2, 500)));
  }

  @Test
  void theMainFunctionsCostNoMoreThanNow() {
    ledger.execute("alice", approve(1));
    assertThat(ledger.execute("alice", list(1, 400)).gasUsed()).isLessThanOrEqualTo(75_082);
    assertThat(ledger.execute("bob", buy(1, 500)).gasUsed()).isLessThanOrEqualTo(65_155);
  }
}
