package io.stretto.coordinator.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.Write;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Proves what is learned of a contract's keys, how fast, and that harm switches itself off. */
class PredictorTest {

  private final Predictor predictor = new Predictor(50_000);

  private static Transaction call(String function, String sender, byte[] arguments) {
    return call(function, sender, arguments, List.of());
  }

  private static Transaction call(
      String function, String sender, byte[] arguments, List<AccessEntry> accessList) {
    return new Transaction(
        "id", sender, TransactionKind.CALL, "token", function, arguments, 1_000_000, 0, accessList);
  }

  private static Transaction call(String function, String sender, String arguments) {
    return call(function, sender, arguments.getBytes(UTF_8));
  }

  private static StateKey key(String name) {
    return key(name.getBytes(UTF_8));
  }

  private static StateKey key(byte[] name) {
    return StateKey.storage("token", name);
  }

  /** An execution that read the first keys and wrote the others. */
  private static ExecutionResult touched(List<StateKey> read, List<StateKey> written) {
    List<Observation> observations = new ArrayList<>();
    read.forEach(key -> observations.add(new Observation.Exact(key, Fingerprint.ABSENT)));
    written.forEach(key -> observations.add(new Observation.Exact(key, Fingerprint.ABSENT)));
    List<Write> writes = written.stream().map(key -> new Write(key, new byte[0])).toList();
    return new ExecutionResult(
        ReceiptStatus.SUCCEEDED,
        ErrorCode.NONE,
        "",
        500,
        new byte[0],
        List.of(),
        observations,
        writes);
  }

  private void learn(Transaction transaction, List<StateKey> read, List<StateKey> written) {
    predictor.learn(transaction, touched(read, written), false);
  }

  /** The contract's own keys that are predicted; every call also reads the contract's record. */
  private List<AccessEntry> predicted(Transaction transaction) {
    List<AccessEntry> keys = predictor.predict(transaction).keys();
    assertThat(keys.get(0))
        .isEqualTo(new AccessEntry(StateKey.contractRecord("token"), AccessMode.READ));
    return keys.subList(1, keys.size());
  }

  private static AccessEntry read(StateKey key) {
    return new AccessEntry(key, AccessMode.READ);
  }

  private static AccessEntry write(StateKey key) {
    return new AccessEntry(key, AccessMode.WRITE);
  }

  @Test
  void callsOfAnUnknownFunctionMeetInTheirContract() {
    assertThat(predicted(call("transfer", "alice", "bob 5"))).containsExactly(write(key("")));
    assertThat(predictor.predict(call("transfer", "alice", "")).gas()).isEqualTo(50_000);
    assertThat(predictor.report("token", "transfer")).isEmpty();
  }

  @Test
  void transfersAreLearnedFromTwoSamples() {
    for (String[] sample : new String[][] {{"alice", "bob"}, {"carol", "dave"}}) {
      learn(
          call("transfer", sample[0], sample[1] + " 5"),
          List.of(key("paused")),
          List.of(key("b:" + sample[0]), key("b:" + sample[1])));
    }
    assertThat(predicted(call("transfer", "erin", "frank 77")))
        .containsExactlyInAnyOrder(
            write(key("b:erin")), write(key("b:frank")), read(key("paused")));
  }

  @Test
  void keysOfSeveralPartsAreLearned() {
    for (String[] sample : new String[][] {{"alice", "bob"}, {"carol", "dave"}}) {
      learn(
          call("transferFrom", sample[0], sample[1] + " xx 5"),
          List.of(),
          List.of(key("a:" + sample[1] + ":" + sample[0])));
    }
    assertThat(predicted(call("transferFrom", "erin", "frank yy 7")))
        .containsExactly(write(key("a:frank:erin")));
  }

  @Test
  void partsOfBinaryArgumentsAreLearned() {
    Random random = new Random(1);
    for (int sample = 0; sample < 3; sample++) {
      byte[] arguments = binary(random);
      learn(call("mint", "alice", arguments), List.of(), List.of(nft(arguments)));
    }
    byte[] arguments = binary(random);
    assertThat(predicted(call("mint", "bob", arguments))).contains(write(nft(arguments)));
  }

  private static byte[] binary(Random random) {
    byte[] arguments = new byte[40];
    random.nextBytes(arguments);
    arguments[0] = 0;
    return arguments;
  }

  /** A key of a prefix and bytes 8 to 40 of the arguments. */
  private static StateKey nft(byte[] arguments) {
    byte[] name = Arrays.copyOf("n/".getBytes(UTF_8), 34);
    System.arraycopy(arguments, 8, name, 2, 32);
    return key(name);
  }

  @Test
  void aSenderThatIsAlsoAnArgumentIsToldApartByFurtherSamples() {
    learn(call("send", "alice", "alice 1"), List.of(), List.of(key("b:alice")));
    for (String sender : List.of("bob", "carol", "dave", "erin")) {
      learn(call("send", sender, "zoe 1"), List.of(), List.of(key("b:" + sender)));
    }
    assertThat(predicted(call("send", "frank", "gina 1"))).containsExactly(write(key("b:frank")));
  }

  @Test
  void whatIsWrittenNowAndThenCountsAsWritten() {
    for (int sample = 0; sample < 12; sample++) {
      boolean isWritten = sample % 3 == 0;
      List<StateKey> keys = List.of(key("total"));
      learn(
          call("vote", "a" + sample, ""),
          isWritten ? List.of() : keys,
          isWritten ? keys : List.of());
    }
    assertThat(predicted(call("vote", "zz", ""))).containsExactly(write(key("total")));
  }

  @Test
  void functionsAreLearnedApart() {
    learn(call("one", "alice", ""), List.of(), List.of(key("x")));
    assertThat(predicted(call("two", "alice", ""))).containsExactly(write(key("")));
    assertThat(predicted(call("one", "bob", ""))).containsExactly(write(key("x")));
  }

  @Test
  void failuresTeachWhatTheyCostAndNothingElse() {
    Transaction transaction = call("f", "alice", "");
    Observation seen = new Observation.Exact(key("x"), Fingerprint.ABSENT);
    predictor.learn(
        transaction, ExecutionResult.failed(ErrorCode.PANIC, "", 700, List.of(seen)), false);
    assertThat(predicted(transaction)).isEmpty();
    assertThat(predictor.predict(transaction).gas()).isEqualTo(700);
  }

  @Test
  void expectedGasFollowsWhatIsUsedAndTheLimitCapsIt() {
    Transaction transaction = call("f", "alice", "");
    learn(transaction, List.of(), List.of());
    assertThat(predictor.predict(transaction).gas()).isEqualTo(500);
    Transaction frugal =
        new Transaction(
            "id", "a", TransactionKind.CALL, "token", "f", new byte[0], 20, 0, List.of());
    assertThat(predictor.predict(frugal).gas()).isEqualTo(20);
  }

  @Test
  void deploymentsWriteTheContractAndItsCode() {
    byte[] code = {1, 2, 3};
    Transaction deployment =
        new Transaction("id", "a", TransactionKind.DEPLOY, "token", "", code, 100, 0, List.of());
    assertThat(predictor.predict(deployment).keys())
        .containsExactly(
            write(StateKey.contractRecord("token")), write(StateKey.code(Digest.sha256(code))));
    predictor.learn(deployment, touched(List.of(), List.of(key("x"))), false);
    assertThat(predictor.report("token", "")).isEmpty();
  }

  @Test
  void whatIsDeclaredIsBelievedFirst() {
    learn(call("f", "alice", ""), List.of(), List.of(key("learned")));
    List<AccessEntry> declared = List.of(write(key("declared")));
    assertThat(predicted(call("f", "bob", new byte[0], declared))).isEqualTo(declared);
    assertThat(predicted(call("f", "bob", ""))).containsExactly(write(key("learned")));
  }

  @Test
  void hostileDeclarationsAreLeftOut() {
    List<AccessEntry> hostile = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      hostile.add(write(key("hot" + i)));
    }
    Transaction liar = call("f", "liar", new byte[0], hostile);
    assertThat(predicted(liar)).hasSize(50);
    int samples = 0;
    while (predicted(liar).size() == 50) {
      learn(liar, List.of(), List.of(key("truth")));
      samples++;
      assertThat(samples).isLessThan(60);
    }
    assertThat(predicted(liar)).as("what was learned instead").containsExactly(write(key("truth")));
  }

  @Test
  void longDeclarationsAreCutShort() {
    List<AccessEntry> many = new ArrayList<>();
    for (int i = 0; i < 4096; i++) {
      many.add(write(key("k" + i)));
    }
    assertThat(predicted(call("f", "a", new byte[0], many))).hasSize(64);
  }

  /** Each call touches a key that nothing told beforehand: predicting it does harm. */
  @Test
  void unpredictableKeysSwitchLearningOff() {
    Random random = new Random(1);
    int samples = 0;
    while (predictor.report("token", "f").isEmpty()
        || !predicted(call("f", "alice", "")).isEmpty()) {
      learn(call("f", "alice", ""), List.of(), List.of(random(random)));
      samples++;
      assertThat(samples).as("until it is switched off").isLessThan(100);
    }
    for (int i = 0; i < 500; i++) {
      learn(call("f", "alice", ""), List.of(), List.of(random(random)));
      assertThat(predicted(call("f", "alice", ""))).isEmpty();
    }
  }

  private static StateKey random(Random random) {
    byte[] name = new byte[12];
    random.nextBytes(name);
    return key(name);
  }

  @Test
  void whatWasSwitchedOffIsTriedAgain() {
    Grade grade = new Grade();
    int samples = 0;
    while (grade.isUseful()) {
      grade.record(1, 1, 0);
      samples++;
    }
    assertThat(samples).isBetween(10, 50);
    for (int i = 0; i < 1000; i++) {
      assertThat(grade.isUseful()).isFalse();
      grade.record(1, 1, 0);
    }
    assertThat(grade.isUseful()).isTrue();
    for (int i = 0; i < 100; i++) {
      grade.record(2, 4, 2);
    }
    assertThat(grade.isUseful()).isTrue();
    assertThat(grade.precision()).isGreaterThan(0.9);
    assertThat(grade.recall()).isBetween(0.4, 0.6);
  }

  @Test
  void aContractThatChangesItsKeysIsLearnedAnew() {
    for (int sample = 0; sample < 300; sample++) {
      learn(call("f", "a" + sample, ""), List.of(), List.of(key("old:a" + sample)));
    }
    for (int sample = 0; sample < 400; sample++) {
      learn(call("f", "a" + sample, ""), List.of(), List.of(key("new:a" + sample)));
    }
    assertThat(predicted(call("f", "zed", ""))).containsExactly(write(key("new:zed")));
  }

  /** However many different keys a function touches, it gets so many templates and no more. */
  @Test
  void templatesOfAFunctionAreBounded() {
    Random random = new Random(1);
    for (int sample = 0; sample < 200; sample++) {
      TreeSet<StateKey> keys = new TreeSet<>();
      for (int i = 0; i < 100; i++) {
        keys.add(key("k" + random.nextInt(1_000)));
      }
      learn(call("f", "alice", ""), List.of(), List.copyOf(keys));
      assertThat(predictor.report("token", "f").orElseThrow().templates())
          .hasSizeLessThanOrEqualTo(24);
    }
  }

  @Test
  void hugeKeysAreNotLearned() {
    learn(call("f", "alice", ""), List.of(), List.of(key(new byte[513])));
    assertThat(predicted(call("f", "alice", ""))).isEmpty();
  }

  @Test
  void templatesNameTheirParts() {
    List<KeyTemplate> templates =
        KeyTemplate.explain("a:bob:alice".getBytes(UTF_8), call("f", "alice", "bob 5"));
    assertThat(templates)
        .containsExactly(
            new KeyTemplate(
                List.of(
                    new KeyTemplate.Part.Constant(HexFormat.of().formatHex("a:".getBytes(UTF_8))),
                    new KeyTemplate.Part.Field(0),
                    new KeyTemplate.Part.Constant("3a"),
                    new KeyTemplate.Part.Sender())));
    assertThat(templates.get(0).key(call("f", "x", "y z")))
        .hasValueSatisfying(key -> assertThat(key).asString(UTF_8).isEqualTo("a:y:x"));
  }

  @Test
  void argumentsThatLackAPartMakeNoKey() {
    KeyTemplate field = new KeyTemplate(List.of(new KeyTemplate.Part.Field(2)));
    assertThat(field.key(call("f", "a", "one two"))).isEmpty();
    assertThat(field.key(call("f", "a", "one two three"))).isPresent();
    assertThat(field.key(call("f", "a", ""))).isEmpty();
    KeyTemplate slice = new KeyTemplate(List.of(new KeyTemplate.Part.Slice(4, 8)));
    assertThat(slice.key(call("f", "a", new byte[11]))).isEmpty();
    assertThat(slice.key(call("f", "a", new byte[12]))).isPresent();
  }
}
