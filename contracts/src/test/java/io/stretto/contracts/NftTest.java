package io.stretto.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NftTest {

  private static final String MAX = "18446744073709551615";

  private final DeployedContract nft = new DeployedContract(ExampleContract.NFT);

  private Outcome mint(String args) {
    return nft.call("mint", args, "owner");
  }

  private Outcome view(String function, String args) {
    return nft.call(function, args, "anyone");
  }

  private String ownerOf(String id) {
    return view("owner_of", id).value();
  }

  @Test
  void idsFollowEachOther() {
    assertThat(mint("alice ipfs://a").value()).isEqualTo("1");
    assertThat(mint("bob ipfs://b").value()).isEqualTo("2");
    assertThat(ownerOf("1")).isEqualTo("alice");
    assertThat(ownerOf("2")).isEqualTo("bob");
    assertThat(view("token_uri", "1").value()).isEqualTo("ipfs://a");
    assertThat(view("token_uri", "2").value()).isEqualTo("ipfs://b");
    assertThat(view("total_supply", "").value()).isEqualTo("2");
  }

  @Test
  void chosenIdsAreTakenOnceAndCountedOnFrom() {
    assertThat(mint("alice u 70").value()).isEqualTo("70");
    assertThat(mint("alice u 007").value()).isEqualTo("7");
    mint("bob u 7").failsWith("id is taken");
    assertThat(mint("bob u").value()).isEqualTo("71");
    mint("bob u 71").failsWith("id is taken");
    assertThat(ownerOf("7")).isEqualTo("alice");
    assertThat(view("total_supply", "").value()).isEqualTo("3");
  }

  @Test
  void idsEndAt64Bits() {
    assertThat(mint("alice u " + MAX).value()).isEqualTo(MAX);
    mint("alice u").failsWith("no ids left");
    mint("alice u 18446744073709551616").failsWith("id exceeds 64 bits");
    mint("alice u 99999999999999999999").failsWith("id exceeds 64 bits");
    mint("alice u 0").failsWith("id must be positive");
    assertThat(mint("alice u 5").value()).isEqualTo("5");
    assertThat(ownerOf(MAX)).isEqualTo("alice");
  }

  @Test
  void onlyTheFirstMinterMints() {
    mint("alice u").succeeds();
    nft.call("mint", "alice u", "alice").failsWith("only the collection's owner may mint");
    nft.call("mint", "alice u 9", "owner2").failsWith("only the collection's owner may mint");
    assertThat(view("total_supply", "").value()).isEqualTo("1");
  }

  @Test
  void aFailedFirstMintMakesNobodyTheOwner() {
    mint("alice u 0").failsWith("id must be positive");
    assertThat(nft.state()).isEmpty();
    nft.call("mint", "alice u", "other").succeeds();
  }

  @Test
  void stateIsText() {
    mint("alice ipfs://a").succeeds();
    nft.call("approve", "bob 1", "alice").succeeds();
    assertThat(nft.state()).containsOnlyKeys("o", "s", "l", "t:1", "u:1", "p:1");
    assertThat(nft.state().get("o")).isEqualTo("owner".getBytes(UTF_8));
    assertThat(nft.state().get("s")).isEqualTo("1".getBytes(UTF_8));
    assertThat(nft.state().get("l")).isEqualTo("1".getBytes(UTF_8));
    assertThat(nft.state().get("t:1")).isEqualTo("alice".getBytes(UTF_8));
    assertThat(nft.state().get("p:1")).isEqualTo("bob".getBytes(UTF_8));
  }

  @Test
  void theOwnerTransfers() {
    mint("alice u").succeeds();
    assertThat(nft.call("transfer", "bob 1", "alice").logs())
        .containsExactly("transfer 1 alice bob");
    assertThat(ownerOf("1")).isEqualTo("bob");
    nft.call("transfer", "alice 1", "alice").failsWith("not the token's owner");
    nft.call("transfer", "bob 1", "bob").succeeds();
    assertThat(ownerOf("1")).isEqualTo("bob");
    assertThat(view("token_uri", "1").value()).isEqualTo("u");
  }

  @Test
  void theCollectionsOwnerHasNoPowerOverTokens() {
    mint("alice u").succeeds();
    nft.call("transfer", "owner 1", "owner").failsWith("not the token's owner");
    nft.call("approve", "owner 1", "owner").failsWith("not the token's owner");
    nft.call("revoke", "1", "owner").failsWith("not the token's owner");
  }

  @Test
  void theCollectionsOwnerSetsTheRoyalty() {
    nft.call("set_royalty", "250", "owner")
        .failsWith("only the collection's owner may set the royalty");
    mint("alice u").succeeds();
    assertThat(view("royalty", "").value()).isEmpty();
    nft.call("set_royalty", "250", "alice")
        .failsWith("only the collection's owner may set the royalty");
    nft.call("set_royalty", "10001", "owner").failsWith("royalty exceeds 10000 basis points");
    nft.call("set_royalty", "99999999999", "owner").failsWith("royalty exceeds 10000 basis points");
    nft.call("set_royalty", "10000", "owner").succeeds();
    nft.call("set_royalty", "0250", "owner").succeeds();
    assertThat(view("royalty", "").value()).isEqualTo("owner 250");
    nft.call("set_royalty", "0", "owner").succeeds();
    assertThat(view("royalty", "").value()).isEmpty();
    assertThat(nft.state()).doesNotContainKey("r");
  }

  @Test
  void anApprovalServesOneTransfer() {
    mint("alice u").succeeds();
    nft.call("approve", "bob 1", "alice").succeeds();
    assertThat(view("approved_of", "1").value()).isEqualTo("bob");
    nft.call("transfer", "carol 1", "carol").failsWith("not the token's owner");
    nft.call("approve", "bob 1", "bob").failsWith("not the token's owner");
    nft.call("transfer", "carol 1", "bob").succeeds();
    assertThat(ownerOf("1")).isEqualTo("carol");
    assertThat(view("approved_of", "1").value()).isEmpty();
    nft.call("transfer", "bob 1", "bob").failsWith("not the token's owner");
  }

  @Test
  void anApprovalCanBeReplacedAndRevoked() {
    mint("alice u").succeeds();
    nft.call("approve", "bob 1", "alice").succeeds();
    nft.call("approve", "carol 1", "alice").succeeds();
    nft.call("transfer", "bob 1", "bob").failsWith("not the token's owner");
    nft.call("revoke", "1", "carol").failsWith("not the token's owner");
    nft.call("revoke", "1", "alice").succeeds();
    nft.call("transfer", "carol 1", "carol").failsWith("not the token's owner");
    assertThat(nft.state()).doesNotContainKey("p:1");
    nft.call("revoke", "1", "alice").succeeds();
  }

  @Test
  void anApprovalConcernsOneTokenOnly() {
    mint("alice u 1").succeeds();
    mint("alice u 11").succeeds();
    nft.call("approve", "bob 1", "alice").succeeds();
    nft.call("transfer", "bob 11", "bob").failsWith("not the token's owner");
  }

  @ParameterizedTest
  @CsvSource({
    "owner_of, 1",
    "token_uri, 1",
    "approved_of, 1",
    "transfer, bob 1",
    "approve, bob 1",
    "revoke, 1"
  })
  void unknownTokensAreReported(String function, String args) {
    mint("alice u 2").succeeds();
    nft.call(function, args, "alice").failsWith("no such token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "mint|''",
        "mint|alice",
        "mint|alice ",
        "mint| alice u",
        "mint|alice  u",
        "mint|alice u 3 4",
        "mint|alice u x",
        "mint|alice u -1",
        "mint|al:ice u",
        "mint|alice u ",
        "mint|alice ü",
        "transfer|bob",
        "transfer|bob x",
        "transfer|bob 1 2",
        "transfer|b:b 1",
        "transfer|1",
        "approve|bob",
        "approve|b:b 1",
        "approve|bob 1 2",
        "revoke|''",
        "revoke|x",
        "revoke|1 2",
        "owner_of|''",
        "owner_of|1 ",
        "owner_of|+1",
        "total_supply|1",
        "set_royalty|''",
        "set_royalty|x",
        "set_royalty|-1",
        "set_royalty|1 2",
        "royalty|1",
        "token_uri|''",
        "token_uri|1 1",
        "approved_of|''"
      })
  void malformedArgumentsAreRefused(String function, String args) {
    mint("owner u").succeeds();
    nft.call(function, args, "owner").failsWith("malformed arguments");
  }

  @Test
  void lengthsAreBounded() {
    String longest = "a".repeat(64);
    nft.call("mint", longest + " " + "u".repeat(256), longest).succeeds();
    assertThat(ownerOf("1")).isEqualTo(longest);
    assertThat(view("token_uri", "1").value()).hasSize(256);
    nft.call("mint", "a " + "u".repeat(257), longest).failsWith("uri too long");
    nft.call("mint", longest + "a u", longest).failsWith("malformed arguments");
    nft.call("mint", "a " + "u".repeat(1023), longest).failsWith("arguments too long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zoë", "tab\tbed", "\u007f"})
  void sendersOutsidePrintableAsciiAreRefused(String sender) {
    mint("alice u").succeeds();
    nft.call("transfer", "bob 1", sender).failsWith("malformed sender");
  }

  @Test
  void everyCallBeginsWithAnEmptyHeap() {
    for (int id = 1; id <= 300; id++) {
      assertThat(mint("alice " + "u".repeat(256)).value()).isEqualTo(Integer.toString(id));
      nft.call("transfer", "bob " + id, "alice").succeeds();
    }
    assertThat(view("total_supply", "").value()).isEqualTo("300");
  }

  @Test
  void theMostFieldsFitTheHeap() {
    mint("a ".repeat(511) + "b").failsWith("malformed arguments");
    mint(" ".repeat(1024)).failsWith("malformed arguments");
    mint("a".repeat(1024)).failsWith("malformed arguments");
  }

  @Test
  void aMintReadsFiveKeysAndWritesFour() {
    mint("alice ipfs://a").succeeds();
    Outcome outcome = mint("bob ipfs://b").succeeds().touches(5, 4);
    assertThat(outcome.logs()).containsExactly("mint 2 bob");
    assertThat(outcome.gas()).isLessThanOrEqualTo(52_489);
  }

  @Test
  void aTransferReadsTwoKeysAndWritesOne() {
    mint("alice ipfs://a").succeeds();
    Outcome outcome = nft.call("transfer", "bob 1", "alice").succeeds().touches(2, 1);
    assertThat(outcome.gas()).isLessThanOrEqualTo(31_827);
  }
}
