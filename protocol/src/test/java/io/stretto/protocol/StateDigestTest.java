package io.stretto.protocol;

import static io.stretto.protocol.Keys.bytes;
import static io.stretto.protocol.Keys.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Proves that equal digests mean equal histories: whatever changes the outcome changes it. */
class StateDigestTest {

  private static final Digest BLOCK = Digest.sha256(bytes("block"));
  private static final Write A = new Write(key("a"), bytes("1"));
  private static final Write B = new Write(key("b"), bytes("2"));

  private static final OperationOutcome OUTCOME =
      new OperationOutcome(ErrorCode.PANIC, "no", 4, bytes("r"));

  /** All that a digest is taken over, to be changed one by one. */
  private static final class Input {
    Digest previous = Digest.ZERO;
    Digest block = BLOCK;
    List<Write> writes = List.of(A, B);
    String id = "id";
    Position position = new Position(1, 0);
    long offset = 5;
    ReceiptStatus status = ReceiptStatus.FAILED;
    ErrorCode errorCode = ErrorCode.PANIC;
    String errorMessage = "no";
    long gasUsed = 9;
    byte[] returnValue = bytes("r");
    List<String> logs = List.of("x", "y");
    List<OperationOutcome> operations = List.of(OUTCOME, OUTCOME);
    Optional<Position> duplicateOf = Optional.empty();
    int attempts = 1;
    int receipts = 1;

    Digest digest() {
      Receipt receipt =
          new Receipt(
              id,
              position,
              offset,
              status,
              errorCode,
              errorMessage,
              gasUsed,
              returnValue,
              logs,
              operations,
              duplicateOf,
              attempts);
      return StateDigest.next(previous, block, writes, Collections.nCopies(receipts, receipt));
    }
  }

  private interface Change {
    void to(Input input);
  }

  @Test
  void everyFieldMatters() {
    Map<String, Change> changes = new LinkedHashMap<>();
    changes.put("nothing", input -> {});
    changes.put("previous", input -> input.previous = BLOCK);
    changes.put("block", input -> input.block = Digest.ZERO);
    changes.put("order of writes", input -> input.writes = List.of(B, A));
    changes.put("fewer writes", input -> input.writes = List.of(A));
    changes.put("key", input -> input.writes = List.of(A, new Write(key("c"), bytes("2"))));
    changes.put("value", input -> input.writes = List.of(A, new Write(key("b"), bytes("3"))));
    changes.put("deleted", input -> input.writes = List.of(A, new Write(key("b"), null)));
    changes.put("emptied", input -> input.writes = List.of(A, new Write(key("b"), new byte[0])));
    changes.put("id", input -> input.id = "ie");
    changes.put("height", input -> input.position = new Position(2, 0));
    changes.put("index", input -> input.position = new Position(1, 1));
    changes.put("offset", input -> input.offset = 6);
    changes.put("status", input -> input.status = ReceiptStatus.SUCCEEDED);
    changes.put("error", input -> input.errorCode = ErrorCode.TRAP);
    changes.put("message", input -> input.errorMessage = "yes");
    changes.put("gas", input -> input.gasUsed = 10);
    changes.put("returned", input -> input.returnValue = bytes("s"));
    changes.put("order of logs", input -> input.logs = List.of("y", "x"));
    changes.put("logs joined", input -> input.logs = List.of("xy"));
    changes.put("fewer operations", input -> input.operations = List.of(OUTCOME));
    changes.put("operation's error", outcome(ErrorCode.TRAP, "no", 4, "r"));
    changes.put("operation's message", outcome(ErrorCode.PANIC, "na", 4, "r"));
    changes.put("operation's gas", outcome(ErrorCode.PANIC, "no", 5, "r"));
    changes.put("operation's returned", outcome(ErrorCode.PANIC, "no", 4, "s"));
    changes.put("duplicate", input -> input.duplicateOf = Optional.of(new Position(0, 0)));
    changes.put("duplicate's height", input -> input.duplicateOf = Optional.of(new Position(1, 0)));
    changes.put("duplicate's index", input -> input.duplicateOf = Optional.of(new Position(0, 1)));
    changes.put("no receipt", input -> input.receipts = 0);
    changes.put("two receipts", input -> input.receipts = 2);

    Map<Digest, String> digests = new LinkedHashMap<>();
    changes.forEach(
        (name, change) -> {
          Input input = new Input();
          change.to(input);
          assertThat(digests.put(input.digest(), name)).as(name).isNull();
        });
  }

  private static Change outcome(ErrorCode code, String message, long gas, String returned) {
    OperationOutcome changed = new OperationOutcome(code, message, gas, bytes(returned));
    return input -> input.operations = List.of(OUTCOME, changed);
  }

  @Test
  void howOftenItWasTriedIsNoPartOfTheOutcome() {
    Input input = new Input();
    Digest digest = input.digest();
    input.attempts = 9;
    assertThat(input.digest()).isEqualTo(digest);
  }

  /** Lengths stand in front of texts, so moving a byte from one field to the next shows. */
  @Test
  void fieldsDoNotRunTogether() {
    Input one = new Input();
    one.writes = List.of(new Write(StateKey.ofBytes(bytes("ab")), bytes("c")));
    Input other = new Input();
    other.writes = List.of(new Write(StateKey.ofBytes(bytes("a")), bytes("bc")));
    assertThat(one.digest()).isNotEqualTo(other.digest());
  }

  @Test
  void theOrderOfBlocksMatters() {
    List<Digest> ends = new ArrayList<>();
    for (List<Digest> blocks : List.of(List.of(BLOCK, Digest.ZERO), List.of(Digest.ZERO, BLOCK))) {
      Digest digest = Digest.ZERO;
      for (Digest block : blocks) {
        digest = StateDigest.next(digest, block, List.of(), List.of());
      }
      ends.add(digest);
    }
    assertThat(ends).doesNotHaveDuplicates();
  }

  /** More than the buffer's first kilobyte is digested like the rest. */
  @Test
  void largeValuesCountToTheirLastByte() {
    byte[] large = Keys.bytes(100_000, 1);
    byte[] changed = large.clone();
    changed[changed.length - 1] = 2;
    Digest one =
        StateDigest.next(Digest.ZERO, BLOCK, List.of(new Write(key("a"), large)), List.of());
    Digest other =
        StateDigest.next(Digest.ZERO, BLOCK, List.of(new Write(key("a"), changed)), List.of());
    assertThat(one).isNotEqualTo(other);
  }
}
