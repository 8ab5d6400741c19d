package io.stretto.contracts;

import static io.stretto.contracts.ContractLedger.operation;
import static io.stretto.contracts.ContractLedger.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.contracts.ExchangeModel.Answer;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Operation;
import io.stretto.protocol.OperationOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random orders, alone and in bundles, against a simple book: the same trades in price-time
 * priority, both tokens conserved, no crossed book, and after each bundle the very state that its
 * operations leave when each is a transaction.
 */
class ExchangeModelTest {

  private static final List<String> ACCOUNTS = List.of("alice", "bob", "c", "a".repeat(64));
  private static final int TRANSACTIONS = 120;
  private static final long DEPOSIT = 5_000;
  private static final long GAS_OF_AN_OPERATION = 2_000_000;

  private final ExchangeModel model = new ExchangeModel();
  private Random random = new Random(0);
  private final List<String> lastIds = new ArrayList<>();
  private int trades;
  private int failures;

  /** An operation with what it is to do. */
  private record Step(Operation operation, Answer answer) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void behavesAsTheModel(long seed) {
    random = new Random(seed);
    ContractLedger bundled = funded();
    ContractLedger single = funded();
    fundModel();
    for (int i = 0; i < TRANSACTIONS; i++) {
      String where = "seed " + seed + ", transaction " + i;
      transaction(where, bundled, single);
      assertThat(model.isCrossed()).as(where).isFalse();
      if (i % 10 == 0) {
        compareViews(where, bundled);
        assertThat(bundled.content()).as(where).isEqualTo(single.content());
      }
    }
    assertThat(trades).as("something was traded").isGreaterThan(50);
    assertThat(failures).as("something failed").isGreaterThan(10);
  }

  private static ContractLedger funded() {
    ContractLedger ledger =
        new ContractLedger()
            .with("exchange", ExampleContract.EXCHANGE)
            .with(ExchangeModel.BASE, ExampleContract.TOKEN)
            .with(ExchangeModel.QUOTE, ExampleContract.TOKEN);
    ledger.call("owner", "exchange", "init", ExchangeModel.BASE + " " + ExchangeModel.QUOTE);
    for (String token : List.of(ExchangeModel.BASE, ExchangeModel.QUOTE)) {
      for (String account : ACCOUNTS) {
        ledger.call("minter", token, "mint", account + " 100000");
        ledger.call(account, token, "approve", "exchange 1000000000");
        ledger.call(account, "exchange", "deposit", token + " " + DEPOSIT);
      }
    }
    return ledger;
  }

  private void fundModel() {
    for (String token : List.of(ExchangeModel.BASE, ExchangeModel.QUOTE)) {
      for (String account : ACCOUNTS) {
        model.balances.put("out/" + account + "/" + token, 100_000L);
        model.move("deposit", account, token, DEPOSIT);
      }
    }
  }

  /** Executes one to twelve operations as one transaction, and then one after the other. */
  private void transaction(String where, ContractLedger bundled, ContractLedger single) {
    ExchangeModel before = model.copy();
    String sender = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
    int count = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(12);
    List<Step> steps = new ArrayList<>();
    Step failed = null;
    while (steps.size() < count && failed == null) {
      Step step = draw(sender);
      steps.add(step);
      boolean hasFailed = !step.answer.error().isEmpty();
      failures += hasFailed ? 1 : 0;
      failed = hasFailed && !step.operation.mayFail() ? step : null;
    }
    ExecutionResult result =
        bundled.attempt(sender, steps.stream().map(Step::operation).toArray(Operation[]::new));
    if (failed != null) {
      assertThat(result.errorMessage()).as(where).endsWith(failed.answer.error());
      model.become(before);
      return;
    }
    assertThat(result.errorMessage()).as(where).isEmpty();
    for (int i = 0; i < result.operations().size(); i++) {
      OperationOutcome outcome = result.operations().get(i);
      Answer answer = steps.get(i).answer;
      assertThat(outcome.errorMessage()).as(where + ", " + i).isEqualTo(answer.error());
      assertThat(text(outcome.returnValue())).as(where + ", " + i).isEqualTo(answer.value());
    }
    steps.forEach(step -> single.attempt(sender, step.operation));
  }

  private Step draw(String sender) {
    String function;
    String arguments;
    Answer answer;
    switch (random.nextInt(12)) {
      case 0, 1 -> {
        function = random.nextInt(3) == 0 ? "withdraw" : "deposit";
        String token = random.nextBoolean() ? ExchangeModel.BASE : ExchangeModel.QUOTE;
        long amount = random.nextInt(token.equals(ExchangeModel.BASE) ? 100 : 8000);
        arguments = token + " " + amount;
        answer = model.move(function, sender, token, amount);
      }
      case 2, 3 -> {
        function = "cancel";
        arguments = anyId();
        answer = model.cancel(sender, arguments);
      }
      case 4 -> {
        function = "order";
        arguments = anyId();
        answer = Answer.of(model.order(arguments));
      }
      case 5 -> {
        function = "depth";
        arguments = "50";
        answer = Answer.of(model.depth());
      }
      default -> {
        function = random.nextBoolean() ? "bid" : "ask";
        long price = 95L + random.nextInt(11);
        long quantity = 1L + random.nextInt(random.nextInt(10) == 0 ? 200 : 20);
        arguments = price + " " + quantity;
        answer = model.place(function, sender, price, quantity);
        remember(answer);
        trades += answer.value().isEmpty() || answer.value().startsWith("0") ? 0 : 1;
      }
    }
    Operation operation = operation("exchange", function, arguments);
    boolean mayFail = random.nextInt(4) > 0;
    return new Step(
        mayFail ? operation.withGasLimit(GAS_OF_AN_OPERATION).mayAlsoFail() : operation, answer);
  }

  /** An order that rests, whoever's it is, or one of the last that did. */
  private String anyId() {
    List<String> ids = random.nextBoolean() ? model.ids() : lastIds;
    return ids.isEmpty() ? "bid:95:0" : ids.get(random.nextInt(ids.size()));
  }

  private void remember(Answer answer) {
    if (answer.value().contains(" ")) {
      lastIds.add(answer.value().split(" ", 2)[1]);
      if (lastIds.size() > 12) {
        lastIds.removeFirst();
      }
    }
  }

  private void compareViews(String where, ContractLedger ledger) {
    assertThat(ledger.view("exchange", "depth", "50")).as(where).isEqualTo(model.depth());
    for (String account : ACCOUNTS) {
      assertThat(ledger.view("exchange", "balance", account))
          .as(where)
          .isEqualTo(
              model.free(account, ExchangeModel.BASE)
                  + " "
                  + model.free(account, ExchangeModel.QUOTE));
    }
    for (String token : List.of(ExchangeModel.BASE, ExchangeModel.QUOTE)) {
      assertThat(ledger.view(token, "balance_of", "exchange"))
          .as(where)
          .isEqualTo(String.valueOf(model.inside(token)));
    }
  }
}
