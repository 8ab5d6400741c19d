package io.stretto.chaos.history;

import static io.stretto.chaos.history.FabricatedHistory.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.chaos.history.Violation.Kind;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is published again must say the same, and nothing may be missing. */
final class PublicationCheckTest {

  private final PublicationCheck check =
      new PublicationCheck(
          new CanonicalLedger(List.of(receipt("a", 1, 0, 0), receipt("b", 1, 1, 1)), 1, Map.of()));

  private static Commit commit(long height, String block, String state) {
    return new Commit(
        0,
        height,
        digest(block),
        0,
        ChainTip.NONE,
        new Commit.Counts(2, 0, 0, 0, 14),
        digest(state),
        new Commit.Statistics(2, 0, 0, 2));
  }

  private static Digest digest(String text) {
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theSameAgainIsNoViolation() {
    check.take(receipt("a", 1, 0, 0));
    check.take(receipt("b", 1, 1, 1));
    check.take(receipt("a", 1, 0, 0));
    check.take(commit(1, "block", "state"));
    check.take(commit(1, "block", "state"));
    assertThat(check.end()).isEmpty();
    assertThat(check.repeats()).isEqualTo(1);
  }

  @Test
  void aReceiptThatWasNeverPublishedIsLost() {
    check.take(receipt("a", 1, 0, 0));
    assertThat(check.end()).containsExactly(new Violation(Kind.LOST, lost("1/1")));
  }

  @Test
  void aRepeatThatSaysOtherwiseIsFound() {
    check.take(receipt("a", 1, 0, 0));
    check.take(receipt("b", 1, 1, 1));
    check.take(receipt("a", 1, 0, 0).repeatedAt(new Position(1, 0), 0, 1));
    assertThat(check.end()).extracting(Violation::kind).containsExactly(Kind.WRONG_RECEIPT);
  }

  @Test
  void aReceiptThatTheLedgerDoesNotHaveIsFound() {
    check.take(receipt("a", 1, 0, 0));
    check.take(receipt("b", 1, 1, 1));
    check.take(receipt("c", 2, 0, 2));
    assertThat(check.end()).extracting(Violation::kind).containsExactly(Kind.UNKNOWN);
  }

  @Test
  void twoBlocksOfOneHeightAreAFork() {
    check.take(receipt("a", 1, 0, 0));
    check.take(receipt("b", 1, 1, 1));
    check.take(commit(1, "block", "state"));
    check.take(commit(1, "other block", "state"));
    check.take(commit(1, "block", "other state"));
    assertThat(check.end()).extracting(Violation::kind).containsExactly(Kind.FORKED, Kind.FORKED);
  }

  private static String lost(String position) {
    return "no receipt was published for " + position;
  }
}
