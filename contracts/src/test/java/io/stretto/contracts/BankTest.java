package io.stretto.contracts;

import static io.stretto.contracts.ContractLedger.operation;
import static io.stretto.contracts.ContractLedger.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Operation;
import java.math.BigInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BankTest {

  private static final String NOT_REPAID = "finaliser of bank: loan not repaid";

  private final ContractLedger ledger =
      new ContractLedger()
          .with("bank", ExampleContract.BANK)
          .with("borrower", ExampleContract.BORROWER)
          .with("defaulter", ExampleContract.DEFAULTER)
          .withBalance("alice", 100_000)
          .withBalance("bob", 500)
          .withBalance("borrower", 100);

  @BeforeEach
  void save() {
    ledger.call("owner", "bank", "init", "");
    ledger.execute("alice", deposit(100_000));
    ledger.call("bob", "borrower", "init", "bank");
  }

  private static Operation deposit(long amount) {
    return operation("bank", "deposit", "").withDeposit(BigInteger.valueOf(amount));
  }

  private static Operation transfer(String account, long amount) {
    return Operation.transfer(account, BigInteger.valueOf(amount));
  }

  private static Operation borrow(long amount) {
    return operation("bank", "borrow", String.valueOf(amount));
  }

  private static Operation loan(String borrower, String function, long amount) {
    return operation("bank", "flash_loan", amount + " " + borrower + " " + function);
  }

  private String savings(String account) {
    return ledger.view("bank", "savings", account);
  }

  /** Executes what must fail, and change nothing. */
  private void fails(String sender, String message, Operation... operations) {
    var before = ledger.content();
    ExecutionResult result = ledger.attempt(sender, operations);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.PANIC);
    assertThat(result.errorMessage()).isEqualTo(message);
    assertThat(ledger.content()).isEqualTo(before);
  }

  @Test
  void savingsComeAndGo() {
    assertThat(savings("alice")).isEqualTo("100000");
    assertThat(ledger.balance("alice")).isZero();
    assertThat(ledger.view("bank", "holdings", "")).isEqualTo("100000");
    ledger.call("alice", "bank", "withdraw", "99999");
    assertThat(ledger.balance("alice")).isEqualTo(99_999);
    fails("alice", "insufficient savings", operation("bank", "withdraw", "2"));
    ledger.call("alice", "bank", "withdraw", "1");
    assertThat(savings("alice")).isEqualTo("0");
    assertThat(ledger.balance("bank")).isZero();
  }

  @Test
  void whoRepaysWithinTheCallPaysTheFeeToTheOwner() {
    ExecutionResult result = ledger.execute("bob", loan("borrower", "use", 50_000));
    assertThat(text(result.returnValue())).isEqualTo("50050");
    assertThat(result.logs()).containsExactly("repays 50050");
    assertThat(result.gasUsed()).isLessThanOrEqualTo(39_903);
    assertThat(ledger.balance("bank")).isEqualTo(100_050);
    assertThat(ledger.balance("borrower")).isEqualTo(50);
    assertThat(savings("owner")).isEqualTo("50");
    assertThat(savings("alice")).isEqualTo("100000");
    assertThat(ledger.view("bank", "repayment", "50000")).isEqualTo("50050");
    ledger.call("owner", "bank", "withdraw", "50");
    assertThat(ledger.balance("owner")).isEqualTo(50);
  }

  @Test
  void theFeeIsRoundedUpForEachLoan() {
    ledger.execute("bob", loan("borrower", "use", 1), loan("borrower", "use", 1_001));
    assertThat(ledger.balance("bank")).isEqualTo(100_003);
    assertThat(savings("owner")).isEqualTo("3");
  }

  @Test
  void whoKeepsTheLoanLosesEverythingThatTheBundleDid() {
    fails("bob", NOT_REPAID, loan("defaulter", "keep", 50_000));
    fails("bob", NOT_REPAID, transfer("carol", 7), loan("defaulter", "keep", 1), deposit(3));
  }

  @Test
  void theFinaliserRejectsAlsoALoanThatMayFail() {
    fails(
        "bob",
        NOT_REPAID,
        loan("defaulter", "keep", 1).withGasLimit(10_000_000).mayAlsoFail(),
        deposit(1));
  }

  @Test
  void aLoanMayBeRepaidByALaterOperation() {
    ExecutionResult result =
        ledger.execute("bob", borrow(60_000), transfer("carol", 200), transfer("bank", 60_060));
    assertThat(text(result.operations().getFirst().returnValue())).isEqualTo("60060");
    assertThat(ledger.balance("bank")).isEqualTo(100_060);
    assertThat(ledger.balance("bob")).isEqualTo(240);
    assertThat(savings("owner")).isEqualTo("60");
    fails("bob", NOT_REPAID, borrow(60_000), transfer("bank", 60_059));
  }

  @Test
  void aBorrowerWithoutMoneyForTheFeeFails() {
    fails(
        "bob",
        "operation 1: borrower: borrower has less than it attaches or transfers",
        loan("borrower", "use", 100_000),
        loan("borrower", "use", 100_000));
  }

  @Test
  void savingWhatWasBorrowedRepaysNothing() {
    fails("bob", NOT_REPAID, borrow(50_000), deposit(50_000));
    fails("bob", NOT_REPAID, borrow(50_000), deposit(50_050));
    fails(
        "bob", NOT_REPAID, borrow(50_000), deposit(50_000), operation("bank", "withdraw", "50000"));
  }

  @Test
  void savingAndWithdrawingBesideALoanAreCounted() {
    ledger.execute(
        "bob",
        deposit(400),
        borrow(50_000),
        deposit(40),
        operation("bank", "withdraw", "300"),
        transfer("bank", 50_050));
    assertThat(savings("bob")).isEqualTo("140");
    assertThat(ledger.balance("bank")).isEqualTo(100_190);
    assertThat(ledger.balance("bob")).isEqualTo(310);
  }

  @Test
  void theBankCannotBeCalledWhileItLends() {
    fails(
        "bob", "borrower: saving: bank is being called already", loan("defaulter", "save", 50_000));
  }

  @Test
  void aLoanThatFailsAloneLeavesTheOthersTheirs() {
    ExecutionResult result =
        ledger.execute(
            "bob",
            loan("defaulter", "save", 50_000).withGasLimit(10_000_000).mayAlsoFail(),
            loan("borrower", "use", 10_000));
    assertThat(result.operations().get(0).errorCode()).isEqualTo(ErrorCode.PANIC);
    assertThat(ledger.balance("bank")).isEqualTo(100_010);
    assertThat(ledger.balance("defaulter")).isZero();
    assertThat(savings("owner")).isEqualTo("10");
  }

  @Test
  void moneyGivenToTheBankIsNobodysLoan() {
    ledger.execute("bob", transfer("bank", 100));
    fails("bob", NOT_REPAID, loan("defaulter", "keep", 50));
    fails("bob", NOT_REPAID, transfer("bank", 100), borrow(50));
  }

  @Test
  void theBorrowerPaysOnlyItsBankAndOnlyForItsOwner() {
    fails("alice", "borrower: only the owner may borrow", loan("borrower", "use", 50));
    fails("bob", "not my bank", operation("borrower", "use", "100"));
  }

  @Test
  void refusesWhatItCannotDo() {
    fails("bob", "the bank has less", borrow(100_001));
    fails("bob", "malformed arguments", borrow(0));
    fails("bob", "malformed arguments", operation("bank", "borrow", "1 2"));
    fails("bob", "malformed arguments", operation("bank", "flash_loan", "1 borrower"));
    fails("bob", "number too large", operation("bank", "borrow", "18446744073709551616"));
    fails("bob", "borrower: no contract nobody", loan("nobody", "use", 1));
    fails("bob", "already initialised", operation("bank", "init", ""));
    fails("bob", "already initialised", operation("borrower", "init", "bank"));
  }
}
