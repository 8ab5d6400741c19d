package io.stretto.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class CumulativeHashTest {

  private final DeployedContract contract = new DeployedContract(ExampleContract.CUMULATIVE_HASH);

  private static byte[] sha256(byte[] state, String sender, String args)
      throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(state);
    digest.update(sender.getBytes(UTF_8));
    return digest.digest(args.getBytes(UTF_8));
  }

  private static String get(DeployedContract contract) {
    return contract.call("get", "", "anyone").value();
  }

  @Test
  void isEmptyBeforeTheFirstCall() {
    assertThat(get(contract)).isEmpty();
    assertThat(contract.state()).isEmpty();
  }

  @Test
  void hashesStateSenderAndArguments() throws NoSuchAlgorithmException {
    byte[] expected = {};
    for (String sender : List.of("alice", "bob", "alice", "a".repeat(64), "zoë")) {
      for (String args : List.of("", "x", "two words", "päckchen", "y".repeat(32768))) {
        assertThat(contract.call("append", args, sender).succeeds().result()).isEmpty();
        expected = sha256(expected, sender, args);
        assertThat(contract.state()).containsOnlyKeys("h");
        assertThat(contract.state().get("h")).isEqualTo(expected);
        assertThat(get(contract)).isEqualTo(HexFormat.of().formatHex(expected));
      }
    }
  }

  /** The value that sha256sum gives for the README's example. */
  @Test
  void agreesWithOtherTools() {
    contract.call("append", "one", "alice").succeeds();
    contract.call("append", "two", "bob").succeeds();
    assertThat(get(contract))
        .isEqualTo("eab2bdff8f4f9de73ef26a60691d93af09a71bab681ee0752f70e68624e24309");
  }

  @Test
  void theOrderOfCallsShows() {
    DeployedContract other = new DeployedContract(ExampleContract.CUMULATIVE_HASH);
    contract.call("append", "1", "alice").succeeds();
    contract.call("append", "2", "bob").succeeds();
    other.call("append", "2", "bob").succeeds();
    other.call("append", "1", "alice").succeeds();
    assertThat(get(contract)).isNotEqualTo(get(other));
  }

  @Test
  void readsAndWritesItsOneKeyOnce() {
    Outcome outcome = contract.call("append", "x", "alice").succeeds().touches(1, 1);
    assertThat(outcome.gas()).isLessThanOrEqualTo(14_331);
  }

  @Test
  void refusesTooLongArgumentsAndSenders() {
    contract.call("append", "y".repeat(32769), "alice").failsWith("arguments too long");
    contract.call("append", "", "a".repeat(65)).failsWith("sender too long");
    assertThat(contract.state()).isEmpty();
  }

  @Test
  void doesNotMixInWhatEarlierCallsLeftInMemory() throws NoSuchAlgorithmException {
    contract.call("append", "a long first message", "alice").succeeds();
    contract.call("append", "b", "bob").succeeds();
    byte[] first = sha256(new byte[0], "alice", "a long first message");
    assertThat(contract.state().get("h")).isEqualTo(sha256(first, "bob", "b"));
    contract.state().clear();
    assertThat(get(contract)).isEmpty();
  }
}
