package io.stretto.bench.engine;

import io.stretto.bench.Figures;
import java.util.List;
import java.util.function.Consumer;

/**
 * 50 bids and 50 asks on the example exchange: as transactions on new instances, on one that is
 * kept, and as one bundle, through which the contract's memory lives.
 */
final class ExchangeScenarios implements Scenarios {

  private static final double TWICE_AS_FAST = 0.5;
  private static final double TEN_TIMES_AS_FAST = 0.1;

  @Override
  public String title() {
    return "exchange";
  }

  @Override
  public void measure(Rounds rounds, Consumer<Row> rows) {
    ExchangeOrders fresh = ExchangeOrders.onFreshInstances();
    ExchangeOrders kept = ExchangeOrders.oneByOne();
    ExchangeOrders bundle = ExchangeOrders.asOneBundle();
    List<Figures> nanos = rounds.measure(fresh::run, kept::run, bundle::run);
    // The first places the orders on two exchanges in turn.
    Figures onNewInstances = nanos.get(0).dividedBy(2);
    rows.accept(Row.of("50 bids and 50 asks, each on a new instance", onNewInstances));
    rows.accept(
        Row.of("50 bids and 50 asks, instance kept", nanos.get(1))
            .comparedWith("new instances", onNewInstances, TWICE_AS_FAST));
    rows.accept(
        Row.of("50 bids and 50 asks, one bundle", nanos.get(2))
            .comparedWith("new instances", onNewInstances, TEN_TIMES_AS_FAST)
            .comparedWith("instance kept", nanos.get(1), TWICE_AS_FAST));
  }
}
