package io.stretto.statestore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ReexecutionRequest.FreshValue;
import io.stretto.schemas.ReexecutionRequestCodec;
import org.junit.jupiter.api.Test;

/** A request fits into a Kafka record, however large the values are that it is about. */
class RequestSizeTest {

  private static final int RECORD_LIMIT_BYTES = 16 << 20;
  private static final String LARGE = "x".repeat(1 << 20);

  @Test
  void largeValuesAreSentAlongAsFarAsTheyFit() {
    CommitterUnderTest ledger = CommitterUnderTest.born(100);
    for (int i = 0; i < 20; i++) {
      ledger.given("k" + i, LARGE + i);
    }
    Block block = ledger.next(0, 0);
    ledger.open(block);
    Attempt stale = Attempt.at(block, 0);
    for (int i = 0; i < 20; i++) {
      stale.reads("k" + i, null);
    }
    ledger.results(block, stale, Attempt.at(block, 1).reads("small", "1"));
    assertThat(ledger.requests).hasSize(2);
    ReexecutionRequest request = ledger.requests.get(0);
    assertThat(new ReexecutionRequestCodec().encode(request))
        .hasSizeBetween(7 << 20, RECORD_LIMIT_BYTES - 100_000);
    assertThat(request.freshValues())
        .as("those that are read first")
        .extracting(FreshValue::key)
        .contains(Attempt.key("k0"), Attempt.key("k6"))
        .doesNotContain(Attempt.key("k7"), Attempt.key("k19"));
    assertThat(ledger.requests.get(1).freshValues()).hasSize(1);
  }

  @Test
  void whatIsSmallEnoughStillFitsAfterWhatIsNot() {
    CommitterUnderTest ledger = CommitterUnderTest.born(100);
    ledger.given("huge", "x".repeat(9 << 20), "small", "1");
    Block block = ledger.next(0);
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 0).reads("huge", null).reads("small", null));
    assertThat(ledger.onlyRequest().freshValues())
        .extracting(FreshValue::key)
        .containsExactly(Attempt.key("small"));
  }
}
