package io.stretto.wasm;

import static io.stretto.wasm.promise.PromiseProgram.GAS;
import static io.stretto.wasm.promise.PromiseProgram.program;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Operation;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.wasm.promise.PromiseProgram;
import io.stretto.wasm.promise.PromiseProgram.Instruction;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the actions of promises do, what they move, and what is given back where one fails. */
class PromiseActionTest {

  private final PromiseLedger ledger = new PromiseLedger();

  private ExecutionResult succeeded(PromiseProgram program) {
    ExecutionResult result = ledger.run("a", program);
    assertThat(result.status()).as(result.errorMessage()).isEqualTo(ReceiptStatus.SUCCEEDED);
    return result;
  }

  private void refused(PromiseProgram program, String message) {
    assertThat(succeeded(program.returnPromise(0)).errorMessage()).isEqualTo(message);
  }

  /** That a has ... and b has ... of the 100 that each begins with. */
  private void balances(long ofA, long ofB) {
    assertThat(ledger.balance("a")).isEqualTo(ofA);
    assertThat(ledger.balance("b")).isEqualTo(ofB);
  }

  private static byte[] amount(long amount) {
    return Int128.of(amount).encode();
  }

  @Test
  void transfersGoToAnyAccount() {
    succeeded(program().batch("b").transfer(0, 30).transfer(0, 5).batch("new").transfer(1, 1));
    balances(64, 135);
    assertThat(ledger.balance("new")).isEqualTo(1);
  }

  @Test
  void whatIsPromisedIsGoneAtOnceAndArrivesLater() {
    ExecutionResult result =
        succeeded(
            program()
                .create("b", program(), 40, GAS)
                .then(Instruction.BALANCE)
                .create("b", program().then(Instruction.BALANCE), 10, GAS));
    assertThat(result.returnValue()).isEqualTo(amount(60));
    balances(50, 150);
  }

  @Test
  void aCallSeesItsDepositAndABalanceThatHasIt() {
    PromiseProgram looks = program().then(Instruction.DEPOSIT).then(Instruction.BALANCE);
    ExecutionResult result = succeeded(program().create("b", looks, 40, GAS).returnPromise(0));
    assertThat(result.returnValue()).startsWith(amount(40)).endsWith(amount(140));
    assertThat(ledger.run("b", looks, 7, PromiseLedger.GAS).returnValue())
        .startsWith(amount(7))
        .endsWith(amount(147));
  }

  @Test
  void whoHasTooLittleFailsWithAllThatItDid() {
    for (PromiseProgram program :
        List.of(
            program().batch("b").transfer(0, 100).transfer(0, 1),
            program().create("b", program(), 101, GAS),
            program().batch("b").call(0, program(), 101),
            program()
                .batch("b")
                .then(Instruction.TRANSFER, 0L, BigInteger.ONE.shiftLeft(127).negate()))) {
      ExecutionResult result = ledger.run("a", program);
      assertThat(result.errorCode()).isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);
      assertThat(result.writes()).isEmpty();
    }
    succeeded(program().batch("b").transfer(0, 100));
    balances(0, 200);
  }

  @Test
  void depositsOfAFailedPromiseGoBackToItsCreator() {
    succeeded(program().create("b", program().panic(), 40, GAS));
    succeeded(program().create("nobody", program(), 40, GAS));
    succeeded(program().batch("b").transfer(0, 10).call(0, program().panic(), 5).transfer(0, 1));
    balances(100, 100);
    assertThat(ledger.balance("nobody")).isZero();
  }

  @Test
  void depositsAreBackWhenTheCallbackRuns() {
    ExecutionResult result =
        succeeded(
            program()
                .create("b", program().batch("c").transfer(0, 50).panic(), 40, GAS)
                .callback(0, "a", program().then(Instruction.BALANCE))
                .returnPromise(1));
    assertThat(result.returnValue()).isEqualTo(amount(100));
    balances(100, 100);
    assertThat(ledger.balance("c")).isEqualTo(100);
  }

  @Test
  void depositsOfACallThatPanicsAreNeverTaken() {
    ledger.run("a", program().batch("b").transfer(0, 40).panic());
    succeeded(program().create("b", program().batch("a").transfer(0, 40).panic()));
    balances(100, 100);
  }

  @Test
  void actionsOfOnePromiseTakeEffectTogetherOrNotAtAll() {
    succeeded(
        program()
            .batch("b")
            .transfer(0, 10)
            .call(0, program().write("k", "1").log("lost"), 0)
            .call(0, program().panic(), 0));
    balances(100, 100);
    assertThat(ledger.stored("b", "k")).isNull();
  }

  @Test
  void actionsRunInTheirOrderAndTheLastGivesTheResult() {
    PromiseProgram batch =
        program()
            .batch("b")
            .call(0, program().log("1").create("c", program().log("3")).returnPromise(0), 0)
            .call(0, program().log("2").returnValue("last"), 0);
    ExecutionResult result = succeeded(batch.returnPromise(0));
    assertThat(result.logs()).containsExactly("1", "2", "3");
    assertThat(result.returnValue()).asString().isEqualTo("last");
    assertThat(succeeded(batch.transfer(0, 1).returnPromise(0)).returnValue()).isEmpty();
  }

  @Test
  void allCallsOfABatchGetTheResults() {
    PromiseProgram tells = program().result(0);
    ExecutionResult result =
        succeeded(
            program()
                .create("b", program().returnValue("x"))
                .then(Instruction.BATCH_THEN, 0L, "c")
                .call(1, program().log("first"), 0)
                .call(1, tells, 0)
                .returnPromise(1));
    assertThat(result.returnValue()).asString().endsWith("x");
  }

  @Test
  void aPromiseWithoutActionsSucceedsWithNothing() {
    ExecutionResult result =
        succeeded(program().batch("nobody").callback(0, "a", program().result(0)).returnPromise(1));
    assertThat(result.returnValue()).containsExactly(1, 0, 0);
  }

  @Test
  void aFactoryMakesAnAccountDeploysAndCallsInOnePromise() {
    ExecutionResult result =
        succeeded(
            program()
                .batch("new.a")
                .createAccount(0)
                .transfer(0, 20)
                .deploy(0, PromiseLedger.CODE)
                .call(0, program().then(Instruction.BALANCE).write("k", "1"), 5)
                .callback(0, "new.a", program().then(Instruction.STORAGE_READ, "k"))
                .returnPromise(1));
    assertThat(result.returnValue()).containsExactly(1, 1, 0, '1');
    byte[] made = ledger.compiled.state.get(StateKey.contractRecord("new.a"));
    assertThat(ContractRecord.decode(made).owner()).isEqualTo("a");
    balances(75, 100);
    assertThat(ledger.balance("new.a")).isEqualTo(25);
  }

  @Test
  void aFactoryThatFailsLeavesNothing() {
    succeeded(
        program()
            .batch("new.a")
            .createAccount(0)
            .transfer(0, 20)
            .deploy(0, PromiseLedger.CODE)
            .call(0, program().panic(), 5));
    balances(100, 100);
    assertThat(ledger.compiled.state).doesNotContainKey(StateKey.contractRecord("new.a"));
    refused(program().create("new.a", program()), "new.a: UNKNOWN_CONTRACT no contract new.a");
  }

  @Test
  void onlyAccountsJustBelowOnesOwnCanBeMade() {
    for (String name : new String[] {"new", "new.b", "x.new.a", "newa", "new.a.b", ".a"}) {
      refused(
          program().batch(name).createAccount(0),
          name + ": " + name + " is no account just below a");
    }
    succeeded(program().batch("new.a").createAccount(0).deploy(0, PromiseLedger.CODE));
    refused(program().batch("new.a").createAccount(0), "new.a: there is a contract new.a");
  }

  @Test
  void codeGoesToOneselfToWhatOneOwnsAndToWhatOneHasMade() {
    refused(program().batch("b").deploy(0, PromiseLedger.CODE), "b: a may not deploy to b");
    refused(
        program().batch("new.a").deploy(0, PromiseLedger.CODE).createAccount(0),
        "new.a: a may not deploy to new.a");
    succeeded(program().batch("new.a").createAccount(0).deploy(0, PromiseLedger.CODE));
    succeeded(program().batch("new.a").deploy(0, PromiseLedger.COUNTING_CODE));
    ExecutionResult result =
        succeeded(
            program()
                .batch("a")
                .deploy(0, PromiseLedger.COUNTING_CODE)
                .call(0, program().then(Instruction.STORAGE_USAGE), 0)
                .returnPromise(0));
    assertThat(result.returnValue())
        .isEqualTo(TestLedger.longs(100 + PromiseLedger.COUNTING_CODE.length));
  }

  @Test
  void codeThatIsRefusedMakesThePromiseFail() {
    byte[] code = Arrays.copyOf(PromiseLedger.CODE, 100);
    assertThat(succeeded(program().batch("a").deploy(0, code).returnPromise(0)).errorMessage())
        .startsWith("a: INVALID_CODE ");
    succeeded(program().batch("a"));
  }

  @Test
  void aContractThatIsBeingCalledIsNotReplaced() {
    PromiseProgram inner = program().batch("new.b").createAccount(0).deploy(0, PromiseLedger.CODE);
    ledger.run("b", inner.call(0, program(), 0));
    PromiseProgram deploys = program().batch("b").deploy(0, PromiseLedger.COUNTING_CODE);
    assertThat(ledger.run("b", deploys).errorCode()).isEqualTo(ErrorCode.NONE);
    PromiseProgram busy = program().callNow("c", program().create("b", program()).returnPromise(0));
    assertThat(ledger.run("b", busy).returnValue()).startsWith(9);
  }

  @Test
  void theIssuerGivesOutNoMoreThanOneAccountCanHave() {
    BigInteger most = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
    ledger.put(StateKey.balance("issuer"), Int128.ZERO.encode());
    assertThat(transfer(most).status()).isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(transfer(BigInteger.ONE).errorCode()).isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);
  }

  private ExecutionResult transfer(BigInteger amount) {
    Operation transfer = Operation.transfer("rich", amount);
    return ledger.apply(
        new Transaction("id", "issuer", List.of(transfer), PromiseLedger.GAS, 0, List.of()));
  }
}
