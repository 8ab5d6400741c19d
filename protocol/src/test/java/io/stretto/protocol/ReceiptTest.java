package io.stretto.protocol;

import static io.stretto.protocol.Keys.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves what the receipt of a repeated id says. */
class ReceiptTest {

  private static final ExecutionResult RESULT =
      new ExecutionResult(
          ReceiptStatus.SUCCEEDED,
          ErrorCode.NONE,
          "",
          77,
          bytes("value"),
          List.of("log"),
          List.of(),
          List.of());

  private static final Receipt FIRST = Receipt.of("id", new Position(3, 1), 30, RESULT, 2);

  @Test
  void theFirstIsNoDuplicate() {
    assertThat(FIRST.isDuplicate()).isFalse();
    assertThat(FIRST.gasUsed()).isEqualTo(77);
    assertThat(FIRST.attempts()).isEqualTo(2);
  }

  @Test
  void aDuplicateRepeatsTheOutcomeAtItsOwnPlace() {
    Receipt duplicate = FIRST.repeatedAt(new Position(4, 0), 40, 5);
    assertThat(duplicate.position()).isEqualTo(new Position(4, 0));
    assertThat(duplicate.offset()).isEqualTo(40);
    assertThat(duplicate.attempts()).isEqualTo(5);
    assertThat(duplicate.duplicateOf()).contains(FIRST.position());
    assertThat(duplicate)
        .usingRecursiveComparison()
        .ignoringFields("position", "offset", "attempts", "duplicateOf")
        .isEqualTo(FIRST);
  }

  @Test
  void aDuplicateOfADuplicateNamesTheFirst() {
    Receipt second = FIRST.repeatedAt(new Position(4, 0), 40, 1);
    Receipt third = second.repeatedAt(new Position(5, 0), 50, 1);
    assertThat(third.duplicateOf()).contains(FIRST.position());
    assertThat(third.isDuplicate()).isTrue();
  }
}
