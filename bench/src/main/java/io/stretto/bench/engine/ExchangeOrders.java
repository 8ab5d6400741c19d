package io.stretto.bench.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.stretto.contracts.ExampleContract;
import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Operation;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionRules;
import io.stretto.protocol.Write;
import io.stretto.protocol.memory.StateMap;
import io.stretto.wasm.ContractRuntime;
import io.stretto.wasm.RuntimeSettings;
import io.stretto.wasm.TransactionExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The example exchange, on whose book others have placed twenty bids and twenty asks, and 50 bids
 * and 50 asks of one trader, of which about half are traded. Each run begins with the same state,
 * over a map on the heap, and writes what the orders write. For one thread.
 */
public final class ExchangeOrders {

  /** How many orders are placed in a run. */
  public static final int ORDERS = 100;

  private static final BlockContext BLOCK =
      new BlockContext(0, 1, Digest.sha256(new byte[0]), 1_700_000_000_000L);
  private static final String TRADER = "trader";
  private static final int MAKERS = 5;
  private static final int RESTING_ORDERS = 20;
  private static final int MIDDLE = 1_000;
  private static final int SPREAD = 20;

  private final StateMap state = new StateMap();
  private final List<Write> undo = new ArrayList<>();
  private final TransactionExecutor executor;
  private final List<Transaction> orders = new ArrayList<>();
  private boolean isPrepared;
  private long gasUsed;

  private ExchangeOrders(RuntimeSettings settings) {
    this.executor = new ContractRuntime(settings).newExecutor();
  }

  /** Each order is a transaction, executed on an instance that is kept. */
  public static ExchangeOrders oneByOne() {
    ExchangeOrders orders = new ExchangeOrders(RuntimeSettings.DEFAULT);
    orders.prepare("exchange");
    draw("exchange").forEach(order -> orders.orders.add(transaction(TRADER, order)));
    return orders;
  }

  /**
   * Each order is a transaction, executed on a new instance: of two exchanges, whose orders take
   * turns, only one instance is kept. So a run places {@link #ORDERS} with each.
   */
  public static ExchangeOrders onFreshInstances() {
    RuntimeSettings defaults = RuntimeSettings.DEFAULT;
    ExchangeOrders orders =
        new ExchangeOrders(
            new RuntimeSettings(
                defaults.engineMode(),
                defaults.schedule(),
                defaults.cachedModules(),
                defaults.cachedModuleBytes(),
                1,
                defaults.cachedInstanceBytes(),
                defaults.freshInstanceCheckInterval()));
    orders.prepare("one", "other");
    List<Operation> first = draw("one");
    List<Operation> second = draw("other");
    for (int i = 0; i < ORDERS; i++) {
      orders.orders.add(transaction(TRADER, first.get(i)));
      orders.orders.add(transaction(TRADER, second.get(i)));
    }
    return orders;
  }

  /** All orders are one transaction. */
  public static ExchangeOrders asOneBundle() {
    ExchangeOrders orders = new ExchangeOrders(RuntimeSettings.DEFAULT);
    orders.prepare("exchange");
    orders.orders.add(transaction(TRADER, draw("exchange").toArray(Operation[]::new)));
    return orders;
  }

  /** Places all orders, and then puts the state back. */
  public void run() {
    gasUsed = 0;
    orders.forEach(this::execute);
    undo.reversed().forEach(state::apply);
    undo.clear();
  }

  /** The gas of the last run. */
  public long gasUsed() {
    return gasUsed;
  }

  private static List<Operation> draw(String exchange) {
    SplittableRandom random = new SplittableRandom(1);
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      int price = MIDDLE - SPREAD / 2 + random.nextInt(SPREAD);
      operations.add(
          call(exchange, i % 2 == 0 ? "bid" : "ask", price + " " + (1 + random.nextInt(100))));
    }
    return operations;
  }

  private void prepare(String... exchanges) {
    deploy("gold", ExampleContract.TOKEN);
    deploy("silver", ExampleContract.TOKEN);
    for (String exchange : exchanges) {
      deploy(exchange, ExampleContract.EXCHANGE);
      execute(transaction("owner", call(exchange, "init", "gold silver")));
      fund(TRADER, exchange);
      for (int maker = 0; maker < MAKERS; maker++) {
        fund("maker-" + maker, exchange);
      }
      for (int i = 0; i < RESTING_ORDERS; i++) {
        String maker = "maker-" + i % MAKERS;
        execute(
            transaction(
                maker,
                call(exchange, "bid", (MIDDLE - 1 - i) + " 50"),
                call(exchange, "ask", (MIDDLE + 1 + i) + " 50")));
      }
    }
    isPrepared = true;
  }

  private void deploy(String name, ExampleContract contract) {
    execute(transaction("owner", Operation.deploy(name, contract.code())));
  }

  private void fund(String account, String exchange) {
    for (String token : List.of("gold", "silver")) {
      execute(transaction("owner", call(token, "mint", account + " 1000000000")));
      execute(
          transaction(
              account,
              call(token, "approve", exchange + " 1000000000"),
              call(exchange, "deposit", token + " 1000000000")));
    }
  }

  private static Operation call(String contract, String function, String arguments) {
    return Operation.call(contract, function, arguments.getBytes(US_ASCII));
  }

  private static Transaction transaction(String sender, Operation... operations) {
    return new Transaction(
        "", sender, List.of(operations), TransactionRules.GAS_LIMIT_MAXIMUM, 0, List.of());
  }

  private void execute(Transaction transaction) {
    ExecutionResult result = executor.execute(transaction, BLOCK, 0, state);
    if (result.errorCode() != ErrorCode.NONE) {
      throw new IllegalStateException(result.errorCode() + " " + result.errorMessage());
    }
    gasUsed += result.gasUsed();
    for (Write write : result.writes()) {
      byte[] before = state.read(write.key());
      if (isPrepared) {
        undo.add(new Write(write.key(), before));
      }
      state.apply(write.resolve(before));
    }
  }
}
