package io.stretto.wasm;

import static io.stretto.wasm.promise.PromiseProgram.GAS;
import static io.stretto.wasm.promise.PromiseProgram.program;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Operation;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.Transaction;
import io.stretto.wasm.promise.PromiseProgram;
import io.stretto.wasm.promise.PromiseProgram.Instruction;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which promises there are, in what order they run, and what is known of them afterwards. */
class PromiseTest {

  private final PromiseLedger ledger = new PromiseLedger();

  private static PromiseProgram value(String value) {
    return program().returnValue(value);
  }

  private static String text(ExecutionResult result) {
    return new String(result.returnValue(), StandardCharsets.ISO_8859_1);
  }

  /** What RESULT puts out where a promise has succeeded. */
  private static String success(String value) {
    return "\1" + (char) value.length() + "\0" + value;
  }

  private static final String FAILURE = "\2";

  private ExecutionResult succeeded(PromiseProgram program) {
    ExecutionResult result = ledger.run("a", program);
    assertThat(result.status()).as(result.errorMessage()).isEqualTo(ReceiptStatus.SUCCEEDED);
    return result;
  }

  private void fails(PromiseProgram program, ErrorCode code) {
    ExecutionResult result = ledger.run("a", program);
    assertThat(result.errorCode()).isEqualTo(code);
    assertThat(result.status()).isEqualTo(ReceiptStatus.FAILED);
    assertThat(result.writes()).isEmpty();
  }

  @Test
  void createCallsAfterTheCreatorHasEnded() {
    ExecutionResult result =
        succeeded(program().log("1").create("b", program().log("3")).log("2").returnValue("own"));
    assertThat(result.logs()).containsExactly("1", "2", "3");
    assertThat(text(result)).isEqualTo("own");
    assertThat(result.errorCode()).isEqualTo(ErrorCode.NONE);
  }

  @Test
  void aPromisedCallKnowsWhoCallsAndWhoSigned() {
    ExecutionResult result =
        succeeded(program().create("b", program().then(Instruction.ACCOUNTS)).returnPromise(0));
    assertThat(text(result)).isEqualTo("\1\0b\1\0a\5\0alice");
  }

  @Test
  void promisesRunInTheOrderOfCreationEachWithAllThatComesOfIt() {
    PromiseProgram deep = program().log("b").create("c", program().log("b.c"));
    ExecutionResult result =
        succeeded(
            program()
                .create("b", deep.create("b", program().log("b.b")))
                .create("c", program().log("c"))
                .callback(0, "a", program().log("after b")));
    assertThat(result.logs()).containsExactly("b", "b.c", "b.b", "c", "after b");
  }

  @Test
  void thenGivesTheCallbackTheResult() {
    ExecutionResult result =
        succeeded(
            program()
                .create("b", value("x"))
                .callback(0, "a", program().then(Instruction.RESULTS_COUNT).result(0))
                .returnPromise(1));
    assertThat(text(result)).isEqualTo("\1" + success("x"));
  }

  @Test
  void whatWaitedForNothingHasNoResults() {
    ExecutionResult result =
        succeeded(
            program().create("b", program().then(Instruction.RESULTS_COUNT)).returnPromise(0));
    assertThat(text(result)).isEqualTo("\0");
  }

  @Test
  void unionsGiveTheResultsInTheirOrderAndThoseOfInnerUnionsInPlace() {
    ExecutionResult result =
        succeeded(
            program()
                .create("b", value("0"))
                .create("c", value("1"))
                .create("b", program().panic())
                .and(1, 0) // 3
                .and(2, 3, 1, 1) // 4
                .callback(
                    4,
                    "a",
                    program()
                        .then(Instruction.RESULTS_COUNT)
                        .result(0)
                        .result(1)
                        .result(2)
                        .result(3)
                        .result(4))
                .returnPromise(5));
    assertThat(text(result))
        .isEqualTo("\5" + FAILURE + success("1") + success("0") + success("1") + success("1"));
  }

  @Test
  void aUnionOfNothingLetsItsCallbackRunWithoutResults() {
    ExecutionResult result =
        succeeded(
            program()
                .and()
                .and(0, 0)
                .callback(1, "a", program().then(Instruction.RESULTS_COUNT))
                .returnPromise(2));
    assertThat(text(result)).isEqualTo("\0");
  }

  @Test
  void unionsOfUnionsAreLimitedByWhatTheyStandFor() {
    PromiseProgram program = program().create("b", program());
    for (int i = 0; i < 9; i++) {
      program.and(i, i);
    }
    fails(program, ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void manyUnionsOfEmptyUnionsTakeNoTime() {
    PromiseProgram program = program().and();
    long[] wide = new long[400];
    for (int i = 0; i < 15; i++) {
      java.util.Arrays.fill(wide, i);
      program.and(wide);
    }
    succeeded(program.callback(15, "a", program()));
  }

  @Test
  void aFailedPromiseUndoesItselfAloneAndItsCallbackIsTold() {
    ExecutionResult result =
        succeeded(
            program()
                .write("k", "a")
                .create("b", program().write("k", "b").log("lost").panic())
                .callback(0, "a", program().result(0).write("seen", "yes"))
                .returnPromise(1));
    assertThat(text(result)).startsWith(FAILURE);
    assertThat(ledger.stored("a", "k")).isEqualTo("a");
    assertThat(ledger.stored("b", "k")).isNull();
    assertThat(ledger.stored("a", "seen")).isEqualTo("yes");
    assertThat(result.logs()).isEmpty();
  }

  @Test
  void promisesOfACallThatFailsAreNeverRun() {
    ExecutionResult result =
        succeeded(
            program()
                .create("b", program().create("c", program().log("never")).panic())
                .create("c", program().log("next")));
    assertThat(result.logs()).containsExactly("next");
  }

  @Test
  void aFailedPromiseKeepsWhatItsOwnPromisesWouldHaveDoneFromHappening() {
    PromiseProgram batch =
        program()
            .batch("b")
            .call(0, program().write("k", "1").create("c", program().log("never")), 0)
            .call(0, program().panic(), 0);
    ExecutionResult result = succeeded(batch);
    assertThat(result.logs()).isEmpty();
    assertThat(ledger.stored("b", "k")).isNull();
  }

  @Test
  void whatAPromiseOfAPromiseDoesDoesNotMakeThatFail() {
    ExecutionResult result =
        succeeded(
            program()
                .create("b", program().write("k", "1").create("c", program().panic()))
                .callback(0, "a", program().result(0))
                .returnPromise(1));
    assertThat(ledger.stored("b", "k")).isEqualTo("1");
    assertThat(text(result)).isEqualTo(success("\0"));
  }

  @Test
  void returnedPromisesHandOnTheirResultThroughAllCalls() {
    PromiseProgram chain = value("deep");
    for (String contract : List.of("c", "b", "c")) {
      chain = program().create(contract, chain).returnPromise(0);
    }
    ExecutionResult result =
        succeeded(
            program().create("b", chain).callback(0, "a", program().result(0)).returnPromise(1));
    assertThat(text(result)).isEqualTo(success("deep"));
  }

  @Test
  void aReturnedPromiseThatFailsIsAFailureForWhoWaitsAndASuccessOfTheCall() {
    PromiseProgram failing = program().write("k", "kept").create("c", program().panic());
    ExecutionResult result =
        succeeded(
            program()
                .create("b", failing.returnPromise(0))
                .callback(0, "a", program().result(0))
                .returnPromise(0));
    assertThat(result.errorCode()).isEqualTo(ErrorCode.PROMISE_FAILED);
    assertThat(result.errorMessage()).isEqualTo("c: PANIC told to");
    assertThat(ledger.stored("b", "k")).isEqualTo("kept");
    assertThat(
            text(
                succeeded(
                    program()
                        .create("b", failing)
                        .callback(0, "a", program().result(0))
                        .returnPromise(1))))
        .isEqualTo(FAILURE);
  }

  @Test
  void ofReturnedValuesAndPromisesTheLastCounts() {
    PromiseProgram promise = program().create("b", value("promised"));
    assertThat(text(succeeded(promise.returnPromise(0)))).isEqualTo("promised");
    assertThat(text(succeeded(promise.returnValue("own")))).isEqualTo("own");
    assertThat(text(succeeded(promise.returnPromise(0)))).isEqualTo("promised");
  }

  @Test
  void aPromiseToOneselfIsNoReentrantCall() {
    ExecutionResult result =
        succeeded(program().create("a", program().log("again").returnValue("x")).returnPromise(0));
    assertThat(text(result)).isEqualTo("x");
    assertThat(result.logs()).containsExactly("again");
  }

  @Test
  void promisesOfACallThatWasCalledAtOnceAreDoneWhenItReturnsAndTheCallerIsStillBusy() {
    PromiseProgram inner =
        program()
            .create("c", program().log("c"))
            .create("a", program().log("refused"))
            .callback(1, "b", program().result(0))
            .returnPromise(2);
    ExecutionResult result = succeeded(program().callNow("b", inner).log("a"));
    assertThat(result.logs()).containsExactly("c", "a");
    assertThat(text(result)).isEqualTo("\0\1\0" + FAILURE);
  }

  @Test
  void aCallAtOnceTellsThatAReturnedPromiseFailed() {
    PromiseProgram inner =
        program().write("k", "kept").create("c", program().panic()).returnPromise(0);
    assertThat(text(succeeded(program().callNow("b", inner)))).startsWith("\11\0\0");
    assertThat(ledger.stored("b", "k")).isEqualTo("kept");
  }

  @Test
  void promisesAreDoneBeforeTheNextOperationOfABundle() {
    Transaction bundle =
        new Transaction(
            "id",
            "alice",
            List.of(
                Operation.call("a", "run", program().create("b", program().log("1")).encode()),
                Operation.call("c", "run", program().log("2").encode())),
            PromiseLedger.GAS,
            0,
            List.of());
    assertThat(ledger.apply(bundle).logs()).containsExactly("1", "2");
  }

  @Test
  void unknownIndexesTrap() {
    for (long index : List.of(1L, -1L, Long.MIN_VALUE, 1L << 32)) {
      fails(one().callback(index, "b", program()), ErrorCode.TRAP);
      fails(one().and(0, index), ErrorCode.TRAP);
      fails(one().then(Instruction.BATCH_THEN, index, "b"), ErrorCode.TRAP);
      fails(one().returnPromise(index), ErrorCode.TRAP);
      fails(one().result(index), ErrorCode.TRAP);
      fails(one().createAccount(index), ErrorCode.TRAP);
      fails(one().deploy(index, PromiseLedger.CODE), ErrorCode.TRAP);
      fails(one().transfer(index, 1), ErrorCode.TRAP);
      fails(one().call(index, program(), 0), ErrorCode.TRAP);
      fails(one().weightedCall(index, program(), 0, 1), ErrorCode.TRAP);
    }
  }

  private static PromiseProgram one() {
    return program().create("b", program());
  }

  @Test
  void aUnionTakesNoActionAndCannotBeReturned() {
    fails(one().and(0).returnPromise(1), ErrorCode.TRAP);
    fails(one().and(0).createAccount(1), ErrorCode.TRAP);
    fails(one().and(0).deploy(1, PromiseLedger.CODE), ErrorCode.TRAP);
    fails(one().and(0).transfer(1, 1), ErrorCode.TRAP);
    fails(one().and(0).call(1, program(), 0), ErrorCode.TRAP);
  }

  @Test
  void malformedNamesTrap() {
    fails(program().create("", program()), ErrorCode.TRAP);
    fails(program().create("no name", program()), ErrorCode.TRAP);
    fails(program().batch("n".repeat(200)), ErrorCode.TRAP);
    fails(program().then(Instruction.CREATE, "b", "", "", BigInteger.ZERO, GAS), ErrorCode.TRAP);
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "AND", "BATCH_CREATE", "RESULTS_COUNT", "RESULT"})
  void viewsHaveNoPromises(Instruction instruction) {
    PromiseProgram program =
        switch (instruction) {
          case CREATE -> one();
          case AND -> program().and();
          case BATCH_CREATE -> program().batch("b");
          case RESULT -> program().result(0);
          default -> program().then(instruction);
        };
    ViewResult result =
        ledger.compiled.executor.view(
            "a", "run", program.encode(), TestLedger.BLOCK, PromiseLedger.GAS, ledger.compiled);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.TRAP);
  }

  @Test
  void finalisersMakeNoPromises() {
    ledger.deploy("b", TestLedger.module("promiser_living"));
    ExecutionResult result =
        ledger.run("b", program().then(Instruction.FINALLY, program().batch("c")));
    assertThat(result.errorCode()).isEqualTo(ErrorCode.TRAP);
    assertThat(result.errorMessage()).startsWith("finaliser of b: ");
    assertThat(
            ledger
                .run("b", program().then(Instruction.FINALLY, program().log("last")).batch("c"))
                .logs())
        .containsExactly("last");
  }

  @Test
  void chainsAndRowsAreAsLongAsTheLimitOfPromises() {
    PromiseProgram chain = program().create("b", value("0"));
    PromiseProgram row = program();
    for (int i = 0; i < 499; i++) {
      chain.callback(i, "b", program().result(0));
      row.batch("b");
    }
    ExecutionResult result = ledger.run("a", chain.returnPromise(499), 0, 100 * PromiseLedger.GAS);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.NONE);
    assertThat(text(result)).hasSize(498 * 3 + 4).endsWith(success("0"));
    succeeded(row.batch("b"));
    fails(row.batch("b"), ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void promisesThatMakePromisesEndAtTheLimit() {
    PromiseProgram chain = value("end");
    for (int i = 0; i < 150; i++) {
      chain = program().create(i % 2 == 0 ? "b" : "c", chain, 0, GAS / 100 * (i + 1));
      chain.returnPromise(0);
    }
    assertThat(text(succeeded(chain))).isEqualTo("end");
  }

  @Test
  void whatPromisesKeepIsLimited() {
    ledger.deploy("large", returnsMebibyte());
    PromiseProgram program = program();
    for (int i = 0; i < 17; i++) {
      program.then(Instruction.CREATE, "large", "run", "", BigInteger.ZERO, GAS);
    }
    ExecutionResult result = succeeded(program.returnPromise(15));
    assertThat(result.errorCode()).isEqualTo(ErrorCode.NONE);
    assertThat(result.returnValue()).hasSize(1 << 20);
    assertThat(succeeded(program.returnPromise(16)).errorMessage())
        .startsWith("large: LIMIT_EXCEEDED ");
  }

  private static byte[] returnsMebibyte() {
    TestModule module = new TestModule().memory(16);
    module.importFunction("env", "value_return", module.type(new int[] {0x7e, 0x7e}));
    byte[] body = TestModule.bytes(0x42, 0x80, 0x80, 0xc0, 0x00, 0x42, 0, 0x10, 0);
    module.export("run", module.function(module.type(new int[0]), body));
    return module.build();
  }
}
