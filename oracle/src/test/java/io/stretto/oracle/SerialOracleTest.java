package io.stretto.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateDigest;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.StateView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Proves that the oracle executes one after another what the blocks say, and takes no block that is
 * not made as its policy demands.
 */
class SerialOracleTest {

  private static final StateKey KEY = StateKey.storage("c", new byte[] {1});

  private final TreeMap<Long, byte[]> log = new TreeMap<>();
  private final SerialOracle oracle =
      new SerialOracle(
          SerialOracleTest::append, payload -> payload == null ? 0 : payload.length - 1);

  /** A record is the id of a transaction that appends it to the one key; "!" fails. */
  private static Executor.Execution append(
      byte[] payload, BlockContext block, int index, StateView view) {
    if (payload == null) {
      return new Executor.Execution(
          "", ExecutionResult.rejected(ErrorCode.MALFORMED_RECORD, "nothing"));
    }
    String id = new String(payload, StandardCharsets.UTF_8);
    if (id.startsWith("!")) {
      return new Executor.Execution(
          id, ExecutionResult.failed(ErrorCode.PANIC, "no", 3, List.of()));
    }
    byte[] before = view.read(KEY);
    String text = (before == null ? "" : new String(before, StandardCharsets.UTF_8)) + id;
    ExecutionResult result =
        new ExecutionResult(
            ReceiptStatus.SUCCEEDED,
            ErrorCode.NONE,
            "",
            5,
            new byte[0],
            List.of(),
            List.of(),
            List.of(new Write(KEY, text.getBytes(StandardCharsets.UTF_8))));
    return new Executor.Execution(id, result);
  }

  private void begin(int dedupWindowPositions) {
    Block genesis =
        new Block(
            0,
            0,
            Digest.ZERO,
            0,
            0,
            0,
            0,
            OrderPolicy.ARRIVAL,
            new Genesis(dedupWindowPositions, 1),
            new int[0],
            new int[0]);
    oracle.apply(genesis, new TreeMap<>());
  }

  private Block block(OrderPolicy policy, int length, int... offsets) {
    ChainTip tip = oracle.tip();
    return new Block(
        0,
        tip.height() + 1,
        tip.digest(),
        tip.nextOffset(),
        tip.nextOffset() + length,
        tip.nextOrdinal(),
        0,
        policy,
        null,
        offsets,
        new int[offsets.length]);
  }

  private SerialOracle.Outcome apply(Block block) {
    return oracle.apply(block, log.subMap(block.firstOffset(), block.nextOffset()));
  }

  private void log(String... records) {
    for (String record : records) {
      log.put((long) log.size(), record == null ? null : record.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String value() {
    return new String(oracle.state().get(KEY), StandardCharsets.UTF_8);
  }

  @Test
  void theGenesisBlockWritesTheParameters() {
    begin(5);
    assertThat(Genesis.decode(oracle.state().get(StateKey.genesis()))).isEqualTo(new Genesis(5, 1));
  }

  @Test
  void oneAfterAnotherInCanonicalOrder() {
    begin(5);
    log("a", "b", "c");
    Block block = block(OrderPolicy.ARRIVAL, 3, 0, 1, 2);
    SerialOracle.Outcome outcome = apply(block);
    assertThat(value()).isEqualTo("abc");
    assertThat(outcome.receipts())
        .extracting(Receipt::position)
        .containsExactly(new Position(1, 0), new Position(1, 1), new Position(1, 2));
    assertThat(oracle.tip()).isEqualTo(ChainTip.after(block));
  }

  @Test
  void theDigestIsThatOfTheNetWritesAndReceipts() {
    begin(5);
    Digest before =
        StateDigest.next(
            Digest.ZERO, oracle.tip().digest(), List.of(new Genesis(5, 1).write()), List.of());
    log("a", "b");
    SerialOracle.Outcome outcome = apply(block(OrderPolicy.ARRIVAL, 2, 0, 1));
    Write net = new Write(KEY, "ab".getBytes(StandardCharsets.UTF_8));
    assertThat(outcome.stateDigest())
        .isEqualTo(
            StateDigest.next(before, oracle.tip().digest(), List.of(net), outcome.receipts()));
  }

  @Test
  void prioritiesAreFollowed() {
    begin(5);
    log("a", "bbb", "cc");
    apply(block(OrderPolicy.PRIORITY, 3, 1, 2, 0));
    assertThat(value()).isEqualTo("bbbcca");
  }

  @Test
  void anotherOrderThanThePolicysIsRefused() {
    begin(5);
    log("a", "bbb", "cc");
    Block wrong = block(OrderPolicy.PRIORITY, 3, 0, 1, 2);
    assertThatExceptionOfType(OracleException.class)
        .isThrownBy(() -> apply(wrong))
        .withMessageContaining("has offset 0 at index 0, its order policy demands 1");
    Block alsoWrong = block(OrderPolicy.ARRIVAL, 3, 1, 0, 2);
    assertThatExceptionOfType(OracleException.class).isThrownBy(() -> apply(alsoWrong));
    assertThat(oracle.state()).as("nothing was executed").doesNotContainKey(KEY);
  }

  @Test
  void recordsLeftOutOrMadeUpAreRefused() {
    begin(5);
    log("a", "b");
    assertThatExceptionOfType(OracleException.class)
        .isThrownBy(() -> apply(block(OrderPolicy.ARRIVAL, 2, 0)))
        .withMessageContaining("holds 1 transactions, the log 2");
    assertThatExceptionOfType(OracleException.class)
        .isThrownBy(() -> apply(block(OrderPolicy.ARRIVAL, 2, 0, 1, 1)));
  }

  @Test
  void aBlockThatDoesNotFollowIsRefused() {
    begin(5);
    log("a");
    Block block = block(OrderPolicy.ARRIVAL, 1, 0);
    apply(block);
    assertThatExceptionOfType(OracleException.class)
        .isThrownBy(() -> apply(block))
        .withMessageContaining("does not follow");
  }

  @Test
  void whatIsNoTransactionKeepsItsPlaceAndChangesNothing() {
    begin(5);
    log(null, "a", null, "!");
    SerialOracle.Outcome outcome = apply(block(OrderPolicy.ARRIVAL, 4, 0, 1, 2, 3));
    assertThat(outcome.receipts())
        .extracting(Receipt::status)
        .containsExactly(
            ReceiptStatus.REJECTED,
            ReceiptStatus.SUCCEEDED,
            ReceiptStatus.REJECTED,
            ReceiptStatus.FAILED);
    assertThat(outcome.receipts()).noneMatch(Receipt::isDuplicate);
    assertThat(value()).isEqualTo("a");
  }

  @Test
  void repeatsWithinTheWindowChangeNothing() {
    begin(2);
    log("a", "b", "a", "a", "b");
    SerialOracle.Outcome first = apply(block(OrderPolicy.ARRIVAL, 3, 0, 1, 2));
    assertThat(first.receipts().get(2).duplicateOf()).contains(new Position(1, 0));
    SerialOracle.Outcome second = apply(block(OrderPolicy.ARRIVAL, 2, 0, 1));
    assertThat(second.receipts()).as("the window is over").noneMatch(Receipt::isDuplicate);
    assertThat(value()).isEqualTo("abab");
  }

  @Test
  void withoutAWindowNothingIsARepeat() {
    begin(0);
    log("a", "a");
    apply(block(OrderPolicy.ARRIVAL, 2, 0, 1));
    assertThat(value()).isEqualTo("aa");
  }
}
