package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Observation;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.wasm.engine.EngineMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code storage_add} and {@code storage_scan} answer, observe and write. */
class RangesAndAdditionsTest {

  private TestLedger ledger;

  @BeforeEach
  void deploy() {
    ledger = new TestLedger(EngineMode.COMPILED).with("r", TestLedger.module("ranges"));
  }

  private static StateKey key(String key) {
    return StateKey.storage("r", key.getBytes(StandardCharsets.US_ASCII));
  }

  private void given(String key, String value) {
    ledger.state.put(key(key), value.getBytes(StandardCharsets.US_ASCII));
  }

  private ExecutionResult add(String function, String key, long amount, long low, long high) {
    ByteBuffer input = ByteBuffer.allocate(64);
    input.put(key.getBytes(StandardCharsets.US_ASCII)).position(16);
    input.put(Int128.of(amount).encode()).put(Int128.of(low).encode());
    input.put(Int128.of(high).encode());
    return ledger.execute(TestLedger.call("r", function, input.array(), 1_000_000));
  }

  private ExecutionResult scan(String function, String from, String to, int limit, int capacity) {
    ByteBuffer input = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    input.put(from.getBytes(StandardCharsets.US_ASCII)).position(8);
    input.put(to.getBytes(StandardCharsets.US_ASCII)).position(16);
    input.putInt(to.length()).putInt(limit).putInt(capacity);
    return ledger.execute(TestLedger.call("r", function, input.array(), 10_000_000));
  }

  private static int number(ExecutionResult result) {
    assertThat(result.status()).as(result.errorMessage()).isEqualTo(ReceiptStatus.SUCCEEDED);
    return ByteBuffer.wrap(result.returnValue()).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  /** The list as text, after the length that was answered. */
  private static String list(ExecutionResult result) {
    assertThat(result.status()).as(result.errorMessage()).isEqualTo(ReceiptStatus.SUCCEEDED);
    ByteBuffer answer = ByteBuffer.wrap(result.returnValue()).order(ByteOrder.LITTLE_ENDIAN);
    StringBuilder text = new StringBuilder().append(answer.getInt()).append(':');
    for (int count = answer.getInt(); count > 0; count--) {
      text.append(' ').append(bytes(answer)).append('=').append(bytes(answer));
    }
    return text.toString();
  }

  private static String bytes(ByteBuffer answer) {
    byte[] bytes = new byte[answer.getInt()];
    answer.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** What was observed of storage; the contract's record comes first. */
  private static List<Observation> observed(ExecutionResult result) {
    return result.observations().subList(1, result.observations().size());
  }

  @Test
  void anAdditionLearnsItsBoundsAndWritesItsAmount() {
    ledger.state.put(key("no"), Int128.of(5).encode());
    ExecutionResult done = add("add", "no", 3, 0, 10);
    assertThat(number(done)).isEqualTo(1);
    assertThat(observed(done))
        .containsExactly(new Observation.Bound(key("no"), Int128.of(-3), Int128.of(7)));
    assertThat(done.writes()).containsExactly(Write.addition(key("no"), Int128.of(3)));
  }

  @Test
  void anAbsentKeyCountsAsZero() {
    ExecutionResult done = add("add", "no", -3, -3, 0);
    assertThat(number(done)).isEqualTo(1);
    assertThat(done.writes()).containsExactly(Write.addition(key("no"), Int128.of(-3)));
  }

  @Test
  void anAdditionOutOfBoundsChangesNothingAndLearnsTheSide() {
    ledger.state.put(key("no"), Int128.of(9).encode());
    ExecutionResult above = add("add", "no", 3, 0, 10);
    assertThat(number(above)).isZero();
    assertThat(observed(above))
        .containsExactly(new Observation.Bound(key("no"), Int128.of(8), Int128.MAXIMUM));
    assertThat(above.writes()).isEmpty();
    ExecutionResult below = add("add", "no", -30, 0, 10);
    assertThat(observed(below))
        .containsExactly(new Observation.Bound(key("no"), Int128.MINIMUM, Int128.of(29)));
  }

  @Test
  void whatIsNoNumberIsNotAddedTo() {
    given("no", "text");
    ExecutionResult refused = add("add", "no", 3, 0, 10);
    assertThat(number(refused)).isEqualTo(-1);
    assertThat(refused.writes()).isEmpty();
    assertThat(observed(refused).get(0)).isInstanceOf(Observation.Exact.class);
  }

  @Test
  void twoAdditionsAreOne() {
    ExecutionResult twice = add("add_twice", "no", 3, 0, 6);
    assertThat(number(twice)).isEqualTo(11);
    assertThat(twice.writes()).containsExactly(Write.addition(key("no"), Int128.of(6)));
    assertThat(observed(twice))
        .containsExactly(new Observation.Bound(key("no"), Int128.of(-3), Int128.of(0)));
    assertThat(number(add("add_twice", "no", 3, 0, 5))).as("the second is not").isEqualTo(10);
  }

  @Test
  void whatWasAddedToCanBeReadAndDeleted() {
    ledger.state.put(key("no"), Int128.of(5).encode());
    ExecutionResult read = add("add_then_get", "no", 3, 0, 10);
    assertThat(Int128.decode(read.returnValue(), 0)).isEqualTo(Int128.of(8));
    assertThat(observed(read).get(0)).isInstanceOf(Observation.Exact.class);
    assertThat(read.writes()).containsExactly(new Write(key("no"), Int128.of(8).encode()));
    assertThat(number(add("add_then_has", "xx", 3, 0, 10))).as("it is there").isEqualTo(1);
    ExecutionResult removed = add("add_then_remove", "no", 3, 0, 10);
    assertThat(number(removed)).isEqualTo(1);
    assertThat(removed.writes()).containsExactly(new Write(key("no"), null));
  }

  @Test
  void aListShowsTheFirstEntriesOfARange() {
    given("aa", "1");
    given("ab", "22");
    given("ba", "333");
    given("bb", "4");
    assertThat(list(scan("scan", "ab", "bb", 10, 1_000))).isEqualTo("29: ab=22 ba=333");
    assertThat(list(scan("scan", "aa", "", 3, 1_000))).isEqualTo("40: aa=1 ab=22 ba=333");
    assertThat(list(scan("scan", "ba", "", 10, 1_000))).isEqualTo("28: ba=333 bb=4");
    assertThat(list(scan("scan", "bc", "", 10, 1_000))).isEqualTo("4:");
    assertThat(list(scan("scan", "bb", "aa", 10, 1_000))).isEqualTo("4:");
    assertThat(list(scan("scan", "aa", "zz", 0, 1_000))).isEqualTo("4:");
    ExecutionResult small = scan("scan", "aa", "", 10, 8);
    assertThat(number(small)).isEqualTo(51);
    assertThat(small.returnValue()).as("what does not fit is not copied").endsWith(new byte[8]);
  }

  @Test
  void aListObservesWhatItLookedAtAndNoMore() {
    given("aa", "1");
    given("ab", "22");
    given("ba", "333");
    StateEntry first = new StateEntry(key("aa"), "1".getBytes(StandardCharsets.US_ASCII));
    StateRange all = new StateRange(key("aa"), key("zz"));
    assertThat(observed(scan("scan", "aa", "zz", 1, 100)))
        .containsExactly(
            new Observation.Scan(all.through(key("aa")), 1, StateRange.digest(List.of(first))));
    assertThat(observed(scan("scan", "bb", "zz", 5, 100)))
        .containsExactly(
            new Observation.Scan(
                new StateRange(key("bb"), key("zz")), 0, StateRange.digest(List.of())));
  }

  @Test
  void aListShowsTheCallsOwnChanges() {
    given("aa", "1");
    given("ac", "3");
    ExecutionResult listed = scan("set_remove_and_scan", "aa", "zz", 10, 1_000);
    assertThat(list(listed)).isEqualTo("28: aa=1 ba=bab");
  }

  @Test
  void aLongListIsReadInParts() {
    for (int i = 0; i < 40; i++) {
      given("k" + (char) ('0' + i), "v");
    }
    ExecutionResult listed = scan("scan", "k0", "kz", 1_000, 2_000);
    assertThat(number(listed)).isEqualTo(4 + 40 * 11);
    assertThat(observed(listed)).hasSize(3).allMatch(Observation.Scan.class::isInstance);
    long one = scan("scan", "k0", "kz", 1, 2_000).gasUsed();
    assertThat(listed.gasUsed()).as("each entry costs").isGreaterThan(one + 39 * 300);
  }

  @Test
  void badArgumentsEndTheCall() {
    assertThat(scan("scan", "aa", "", 1_001, 100).errorCode()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    assertThat(scan("scan_outside", "aa", "", 1, 100).errorCode()).isEqualTo(ErrorCode.TRAP);
    assertThat(add("add_outside", "aa", 1, 0, 10).errorCode()).isEqualTo(ErrorCode.TRAP);
    for (int i = 0; i < 6; i++) {
      ledger.state.put(key("b" + i), new byte[1 << 20]);
    }
    assertThat(scan("scan", "b0", "", 10, 100).errorCode()).isEqualTo(ErrorCode.OUT_OF_GAS);
    byte[] input =
        ByteBuffer.allocate(28)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(0, (byte) 'b')
            .put(1, (byte) '0')
            .putInt(20, 10)
            .putInt(24, 100)
            .array();
    assertThat(ledger.execute(TestLedger.call("r", "scan", input, 1_000_000_000)).errorCode())
        .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }
}
