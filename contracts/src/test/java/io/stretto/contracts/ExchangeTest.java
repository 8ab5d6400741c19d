package io.stretto.contracts;

import static io.stretto.contracts.ContractLedger.operation;
import static io.stretto.contracts.ContractLedger.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Operation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExchangeTest {

  private final ContractLedger ledger =
      new ContractLedger()
          .with("exchange", ExampleContract.EXCHANGE)
          .with("gold", ExampleContract.TOKEN)
          .with("silver", ExampleContract.TOKEN);

  @BeforeEach
  void fund() {
    call("owner", "init", "gold silver");
    for (String account : List.of("alice", "bob", "carol")) {
      give(account, "gold", 10_000);
      give(account, "silver", 1_000_000);
    }
  }

  private void give(String account, String token, long amount) {
    ledger.call("minter", token, "mint", account + " " + amount);
    ledger.call(account, token, "approve", "exchange " + amount);
    call(account, "deposit", token + " " + amount);
  }

  private String call(String sender, String function, String arguments) {
    return ledger.call(sender, "exchange", function, arguments);
  }

  private static Operation order(String function, String arguments) {
    return operation("exchange", function, arguments);
  }

  private String depth() {
    return ledger.view("exchange", "depth", "50");
  }

  private String balance(String account) {
    return ledger.view("exchange", "balance", account);
  }

  private void fails(String sender, String message, Operation... operations) {
    var before = ledger.content();
    ExecutionResult result = ledger.attempt(sender, operations);
    assertThat(result.errorCode()).isEqualTo(ErrorCode.PANIC);
    assertThat(result.errorMessage()).isEqualTo(message);
    assertThat(ledger.content()).isEqualTo(before);
  }

  @Test
  void theBetterPriceComesFirstAndThenTheEarlierOrder() {
    assertThat(call("alice", "ask", "101 5")).isEqualTo("0 ask:101:0");
    assertThat(call("bob", "ask", "100 5")).isEqualTo("0 ask:100:0");
    assertThat(call("alice", "ask", "100 5")).isEqualTo("0 ask:100:1");
    assertThat(call("carol", "bid", "101 12")).isEqualTo("12");
    assertThat(balance("bob")).isEqualTo("9995 1000500");
    assertThat(balance("alice")).isEqualTo("9990 1000702");
    assertThat(balance("carol")).isEqualTo("10012 998798");
    assertThat(depth()).isEqualTo("ask 101 3\n");
    assertThat(ledger.view("exchange", "order", "ask:101:0")).isEqualTo("alice 3");
    assertThat(ledger.view("exchange", "order", "ask:100:0")).isEmpty();
  }

  @Test
  void whatIsNotTradedRestsAtItsOwnPrice() {
    call("alice", "ask", "90 5");
    assertThat(call("bob", "bid", "100 8")).isEqualTo("5 bid:100:0");
    assertThat(balance("bob")).isEqualTo("10005 " + (1_000_000 - 5 * 90 - 3 * 100));
    assertThat(depth()).isEqualTo("bid 100 3\n");
    assertThat(call("alice", "ask", "99 4")).isEqualTo("3 ask:99:0");
    assertThat(depth()).isEqualTo("ask 99 1\n");
  }

  @Test
  void whoTradesWithHimselfHasWhatHeHad() {
    call("alice", "ask", "100 5");
    assertThat(call("alice", "bid", "100 5")).isEqualTo("5");
    assertThat(balance("alice")).isEqualTo("10000 1000000");
    assertThat(depth()).isEmpty();
  }

  @Test
  void aCancelledOrderGivesBackWhatItHeld() {
    call("alice", "bid", "100 5");
    call("bob", "ask", "100 2");
    fails("bob", "not your order", order("cancel", "bid:100:0"));
    assertThat(call("alice", "cancel", "bid:100:0")).isEqualTo("3");
    assertThat(balance("alice")).isEqualTo("10002 999800");
    fails("alice", "no such order", order("cancel", "bid:100:0"));
    assertThat(call("alice", "bid", "100 1")).as("an id is never used again").endsWith(":1");
  }

  @Test
  void aBundleTradesWithWhatItOrderedAndLeavesNoTraceOfIt() {
    int entries = ledger.content().size();
    ExecutionResult result =
        ledger.execute(
            "alice",
            order("ask", "100 7"),
            order("bid", "100 3"),
            order("order", "ask:100:0"),
            order("depth", "1"),
            order("cancel", "ask:100:0"));
    assertThat(result.operations().stream().map(outcome -> text(outcome.returnValue())))
        .containsExactly("0 ask:100:0", "3", "alice 4", "ask 100 4\n", "4");
    assertThat(result.logs()).containsExactly("1 trade, 3 for 300");
    assertThat(balance("alice")).isEqualTo("10000 1000000");
    assertThat(ledger.content()).as("with the price's next number").hasSize(entries + 1);
  }

  /** Storage holds it until the end. */
  @Test
  void whatABundleHasTradedCannotBeCancelledInIt() {
    call("alice", "ask", "100 7");
    ExecutionResult result =
        ledger.execute(
            "alice",
            order("bid", "100 7"),
            order("order", "ask:100:0"),
            order("cancel", "ask:100:0").withGasLimit(1_000_000).mayAlsoFail());
    assertThat(result.operations().get(1).returnValue()).isEmpty();
    assertThat(result.operations().get(2).errorMessage()).isEqualTo("no such order");
    assertThat(balance("alice")).isEqualTo("10000 1000000");
  }

  @Test
  void anOperationThatFailsAloneTakesItsTradesBack() {
    call("bob", "ask", "100 5");
    Operation refused = order("bid", "100 5 extra").withGasLimit(1_000_000).mayAlsoFail();
    Operation tooDear = order("withdraw", "gold 10006").withGasLimit(1_000_000).mayAlsoFail();
    ExecutionResult result =
        ledger.execute("alice", refused, order("bid", "100 5"), tooDear, order("bid", "90 1"));
    assertThat(result.operations().get(0).errorMessage()).isEqualTo("malformed arguments");
    assertThat(result.operations().get(2).errorMessage()).isEqualTo("insufficient balance");
    assertThat(balance("alice")).isEqualTo("10005 999410");
    assertThat(depth()).isEqualTo("bid 90 1\n");
  }

  /** More orders, accounts and prices than fit into memory, placed and traded at once. */
  @Test
  void anOrderMayTradeWithMoreThanMemoryHolds() {
    for (int seller = 0; seller < 200; seller++) {
      give("seller-" + seller, "gold", 8);
      List<Operation> asks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        asks.add(order("ask", 100 + (seller * 8 + i) % 400 + " 1"));
      }
      ledger.execute("seller-" + seller, asks.toArray(Operation[]::new));
    }
    assertThat(call("alice", "bid", "499 1600")).isEqualTo("1600");
    assertThat(depth()).isEmpty();
    long paid = 4 * (100L + 499) * 400 / 2;
    assertThat(balance("alice")).isEqualTo("11600 " + (1_000_000 - paid));
    assertThat(balance("seller-0")).isEqualTo("0 " + (800 + 28));
  }

  @Test
  void tokensComeInAndGoOut() {
    assertThat(ledger.view("gold", "balance_of", "exchange")).isEqualTo("30000");
    call("alice", "withdraw", "gold 9999");
    assertThat(ledger.view("gold", "balance_of", "alice")).isEqualTo("9999");
    assertThat(balance("alice")).isEqualTo("1 1000000");
    fails("alice", "insufficient balance", order("withdraw", "gold 2"));
    fails("alice", "token: insufficient allowance", order("deposit", "gold 1"));
    fails("alice", "not a token of this exchange", order("deposit", "copper 1"));
  }

  @Test
  void aTokenMayBeApprovedAndDepositedAndOrderedInOneBundle() {
    ledger.call("minter", "gold", "mint", "dora 10");
    ExecutionResult result =
        ledger.execute(
            "dora",
            operation("gold", "approve", "exchange 10"),
            order("deposit", "gold 10"),
            order("ask", "100 10"));
    assertThat(text(result.returnValue())).isEqualTo("0 ask:100:0");
    assertThat(balance("dora")).isEqualTo("0 0");
  }

  /** So that no balance passes 64 bits, and nobody's sale fails because of another's balance. */
  @Test
  void theSumOfAllDepositsHas64Bits() {
    ledger.call("minter", "silver", "mint", "dora 18446744073709551615");
    ledger.call("dora", "silver", "approve", "exchange 18446744073709551615");
    fails("dora", "total exceeds 64 bits", order("deposit", "silver 18446744073706551616"));
    call("dora", "deposit", "silver 18446744073706551615");
    fails("dora", "total exceeds 64 bits", order("deposit", "silver 1"));
    call("dora", "withdraw", "silver 1");
    call("dora", "deposit", "silver 1");
  }

  @Test
  void refusesWhatIsNoOrder() {
    fails("alice", "insufficient balance", order("bid", "100 10001"));
    fails("alice", "insufficient balance", order("ask", "100 10001"));
    for (String arguments : List.of("", "1", "1 ", "0 1", "1 0", "1 1 1", "x 1", "1 -1", " 1 1")) {
      fails("alice", "malformed arguments", order("bid", arguments));
    }
    fails("alice", "number too large", order("ask", "4000000001 1"));
    fails("alice", "number too large", order("ask", "1 4000000001"));
    for (String id : List.of("bid", "bid:1", "bid:0:1", "buy:1:1", "bid:1:", "ask:1:1 1")) {
      fails("alice", "malformed arguments", order("cancel", id));
    }
    fails("alice", "malformed arguments", order("depth", "0"));
    fails("alice", "already initialised", order("init", "gold silver"));
  }

  @Test
  void aSingleOrderReadsOnlyWhatItDependsOn() {
    for (int price = 101; price < 120; price++) {
      call("bob", "ask", price + " 5");
      call("bob", "bid", price - 20 + " 5");
    }
    ExecutionResult resting = ledger.attempt("alice", order("bid", "100 1"));
    assertThat(resting.observations()).as("contract, account, asks, number").hasSize(4);
    assertThat(resting.writes()).as("account, number, order").hasSize(3);
    assertThat(resting.gasUsed()).isLessThanOrEqualTo(27_199);
    ExecutionResult trading = ledger.attempt("alice", order("bid", "101 1"));
    assertThat(trading.writes()).as("two accounts, order").hasSize(3);
    assertThat(trading.gasUsed()).isLessThanOrEqualTo(28_811);
  }
}
