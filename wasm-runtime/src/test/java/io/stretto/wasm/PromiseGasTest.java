package io.stretto.wasm;

import static io.stretto.wasm.promise.PromiseProgram.program;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.wasm.promise.PromiseProgram;
import io.stretto.wasm.promise.PromiseProgram.Instruction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** What promises are given of the gas, what they use of it, and what is not used up. */
class PromiseGasTest {

  /** NEAR's units in one of ours. */
  private static final long UNIT = 1_000_000;

  private static final long GIVEN = 3_000_000;
  private static final PromiseProgram TELLS_GAS = program().then(Instruction.PREPAID_GAS);

  private final PromiseLedger ledger = new PromiseLedger();

  private ExecutionResult succeeded(PromiseProgram program) {
    ExecutionResult result = ledger.run("a", program);
    assertThat(result.status()).as(result.errorMessage()).isEqualTo(ReceiptStatus.SUCCEEDED);
    return result;
  }

  private static long number(ExecutionResult result, int index) {
    return ByteBuffer.wrap(result.returnValue()).order(ByteOrder.LITTLE_ENDIAN).getLong(8 * index);
  }

  /** The gas that the promise with an index was given, in our units. */
  private long given(PromiseProgram program, long index) {
    return number(succeeded(program.copy().returnPromise(index)), 0) / UNIT;
  }

  @Test
  void whatIsGivenIsPrepaidRoundedUp() {
    assertThat(given(program().create("b", TELLS_GAS, 0, GIVEN * UNIT), 0)).isEqualTo(GIVEN);
    assertThat(given(program().create("b", TELLS_GAS, 0, GIVEN * UNIT + 1), 0))
        .isEqualTo(GIVEN + 1);
  }

  @Test
  void whatIsGivenCountsAsUsedByTheCallAndIsNotPaidWhereItIsLeft() {
    PromiseProgram program =
        program()
            .then(Instruction.USED_GAS)
            .create("b", program(), 0, GIVEN * UNIT)
            .then(Instruction.USED_GAS);
    ExecutionResult result = succeeded(program);
    assertThat(number(result, 1) - number(result, 0)).isGreaterThan(GIVEN * UNIT);
    assertThat(result.gasUsed()).isLessThan(GIVEN);
    assertThat(number(result, 1)).isLessThanOrEqualTo(PromiseLedger.GAS * UNIT);
  }

  @Test
  void aCallCannotGiveMoreThanItHas() {
    PromiseProgram program = program().create("b", program(), 0, GIVEN * UNIT);
    assertThat(ledger.run("a", program, 0, GIVEN).errorCode()).isEqualTo(ErrorCode.OUT_OF_GAS);
    assertThat(ledger.run("a", program().create("b", program(), 0, -1)).errorCode())
        .isEqualTo(ErrorCode.OUT_OF_GAS);
    assertThat(ledger.run("a", program, 0, 2 * GIVEN).errorCode()).isEqualTo(ErrorCode.NONE);
  }

  @Test
  void aPromiseThatRunsOutOfGasCostsWhatItWasGivenAndNoMore() {
    long without = succeeded(program().create("b", program(), 0, GIVEN * UNIT)).gasUsed();
    PromiseProgram program =
        program().create("b", program().create("c", program(), 0, -1), 0, GIVEN * UNIT);
    ExecutionResult result = succeeded(program.returnPromise(0));
    assertThat(result.errorMessage()).isEqualTo("b: OUT_OF_GAS ");
    assertThat(result.gasUsed()).isGreaterThan(GIVEN).isLessThan(GIVEN + without);
    assertThat(succeeded(program().create("b", program(), 0, 0)).gasUsed()).isLessThan(without);
  }

  @Test
  void aTrapCostsAllThatThePromiseWasGiven() {
    PromiseProgram program =
        program().create("b", program().then(Instruction.TRAP), 0, GIVEN * UNIT);
    assertThat(succeeded(program).gasUsed()).isGreaterThan(GIVEN);
  }

  @Test
  void aPanicCostsNothingOfWhatWasGivenToPromisesThatNeverWere() {
    PromiseProgram program = program().create("b", program(), 0, GIVEN * UNIT).panic();
    assertThat(ledger.run("a", program).gasUsed()).isLessThan(GIVEN / 10);
    assertThat(succeeded(program().create("a", program, 0, 2 * GIVEN * UNIT)).gasUsed())
        .isLessThan(GIVEN / 10);
    byte[] afterCall =
        succeeded(program().callNow("b", program).then(Instruction.USED_GAS)).returnValue();
    assertThat(afterCall[0]).isEqualTo((byte) 1);
    long used =
        ByteBuffer.wrap(afterCall).order(ByteOrder.LITTLE_ENDIAN).getLong(afterCall.length - 8);
    assertThat(used).isLessThan(GIVEN / 10 * UNIT);
  }

  @Test
  void weightsShareWhatIsLeftRoundedDownAndTheRestGoesToTheLastAdded() {
    PromiseProgram program =
        program()
            .batch("b")
            .batch("c")
            .weightedCall(1, TELLS_GAS, 0, 5)
            .weightedCall(0, TELLS_GAS, GIVEN * UNIT, 2)
            .create("a", TELLS_GAS, 0, GIVEN * UNIT)
            .batch("c")
            .weightedCall(3, TELLS_GAS, 0, 1)
            .weightedCall(2, program(), GIVEN * UNIT, 0);
    long first = given(program, 1);
    long second = given(program, 0) - GIVEN;
    long last = given(program, 3);
    long left = first + second + last;
    assertThat(left).isGreaterThan(PromiseLedger.GAS / 10 * 9);
    assertThat(first).isEqualTo(left * 5 / 8);
    assertThat(second).isEqualTo(left * 2 / 8);
    assertThat(last).isEqualTo(left - left * 5 / 8 - left * 2 / 8);
  }

  @Test
  void weightsAreUnsignedNumbersOf64Bits() {
    PromiseProgram program =
        program()
            .batch("b")
            .weightedCall(0, TELLS_GAS, 0, -1)
            .batch("c")
            .weightedCall(1, TELLS_GAS, 0, -1)
            .batch("c")
            .weightedCall(2, TELLS_GAS, GIVEN * UNIT, 1);
    long first = given(program, 0);
    assertThat(given(program, 1)).isEqualTo(first);
    assertThat(given(program, 2)).isBetween(GIVEN, GIVEN + 2);
    assertThat(first).isGreaterThan(PromiseLedger.GAS / 10 * 4);
  }

  @Test
  void aWeightLeavesNothingAndWhatTheCallDoesNotUseComesBack() {
    ExecutionResult result =
        succeeded(program().batch("b").weightedCall(0, program(), 0, 1).then(Instruction.USED_GAS));
    assertThat(result.gasUsed()).isLessThan(GIVEN);
  }

  @Test
  void gasOfActionsBehindOneThatFailedIsNotUsed() {
    PromiseProgram trap = program().then(Instruction.TRAP);
    PromiseProgram program = program().batch("b").call(0, program().panic(), 0).call(0, trap, 0);
    assertThat(succeeded(program).gasUsed()).isLessThan(GIVEN);
  }
}
