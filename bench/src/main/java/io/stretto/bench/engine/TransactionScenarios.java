package io.stretto.bench.engine;

import io.stretto.bench.Figures;
import io.stretto.bench.code.Code;
import io.stretto.bench.code.Op;
import io.stretto.bench.gas.ContractCalls;
import io.stretto.bench.gas.Scenario;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whole small transactions, from the transaction to its result with observations and writes, the
 * instance's memory restored, over a state on the heap.
 */
final class TransactionScenarios implements Scenarios {

  private static final long AIM_NANOS = 1_000;
  private static final int KEY_BYTES = 32;
  private static final int VALUE_BYTES = 16;

  /** Beside each other, as a compiler's static data is. */
  private static final int FIRST_KEY = 0;

  private static final int SECOND_KEY = 1;
  private static final int VALUE = 64;

  /** Where a stack would be: in another block than the data. */
  private static final int STACK = 65_000;

  @Override
  public String title() {
    return "transactions";
  }

  @Override
  public void measure(Rounds rounds, Consumer<Row> rows) {
    Scenario plain = twoReadsAndTwoWrites(1);
    Scenario large = twoReadsAndTwoWrites(17);
    List<Figures> nanos = rounds.measure(plain::run, large::run);
    rows.accept(Row.of("transaction, two reads and two writes, 1 page", nanos.get(0)));
    rows.accept(
        Row.of("transaction, two reads and two writes, 17 pages", nanos.get(1))
            .comparedWith("1 page", nanos.get(0))
            .comparedWithNanos(AIM_NANOS));
  }

  /** Calls that read two numbers, add to both and write them back. */
  static Scenario twoReadsAndTwoWrites(int pages) {
    HostModule host = new HostModule(pages, "stretto.get_storage", "stretto.set_storage");
    Code code = new Code();
    for (int key : new int[] {FIRST_KEY, SECOND_KEY}) {
      code.putAll(host.call("stretto.get_storage", key, KEY_BYTES, VALUE, VALUE_BYTES));
      code.i32(STACK).i32(VALUE).memory(Op.I64_LOAD, 0).i64(1).put(Op.I64_ADD);
      code.memory(Op.I64_STORE, 0);
      code.i32(VALUE).i32(STACK).memory(Op.I64_LOAD, 0).memory(Op.I64_STORE, 0);
      code.putAll(host.call("stretto.set_storage", key, KEY_BYTES, VALUE, VALUE_BYTES));
    }
    byte[] data = new byte[KEY_BYTES + 1];
    data[0] = 1;
    byte[] secondKey = new byte[KEY_BYTES];
    byte[] firstKey = secondKey.clone();
    firstKey[0] = 1;
    ContractCalls calls = new ContractCalls();
    calls.deploy("contract", host.module().data(FIRST_KEY, data).run(code).build());
    calls.store("contract", firstKey, new byte[VALUE_BYTES]);
    calls.store("contract", secondKey, new byte[VALUE_BYTES]);
    return calls.call("contract");
  }
}
