package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.StateKey;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.host.HostFunctions;
import io.stretto.wasm.host.SizePrices;
import io.stretto.wasm.host.SizePrices.SizePrice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The prices by size that an analysis names, held against what calls cost. */
class SizePricesTest {

  private static final byte[] CODE = HostArguments.everyHostFunction();
  private static final int PLACE = 2_000;
  private static final int ROOM = 30_000;

  private final SizePrices prices = new SizePrices(GasSchedule.VERSION_1, true);

  private static long gas(TestLedger ledger, String function, long... arguments) {
    ExecutionResult result =
        ledger.execute(TestLedger.call("c", function, TestLedger.longs(arguments), TestLedger.GAS));
    assertThat(result.errorCode()).as(function).isIn(ErrorCode.NONE, ErrorCode.PANIC);
    return result.gasUsed();
  }

  private static TestLedger ledger() {
    return new TestLedger(EngineMode.COMPILED).with("c", CODE);
  }

  private long price(String function, String unit) {
    return prices.of(function).stream()
        .filter(price -> price.unit().equals(unit))
        .mapToLong(SizePrice::gas)
        .findFirst()
        .orElseThrow(() -> new AssertionError(function + " has no price for each " + unit));
  }

  /** The number of the argument that is a length, and what it is the length of. */
  @ParameterizedTest
  @CsvSource({
    "env.write_register, 1, byte",
    "env.value_return, 0, byte of the result",
    "env.log_utf8, 0, byte of the text",
    "env.log_utf16, 0, byte of the text",
    "env.panic_utf8, 0, byte of the text",
    "env.sha256, 0, byte",
    "env.keccak256, 0, byte",
    "env.keccak512, 0, byte",
    "env.ripemd160, 0, byte",
    "env.storage_read, 0, byte of the key",
    "env.storage_has_key, 0, byte of the key",
    "env.storage_write, 0, byte of the key",
    "env.storage_write, 2, byte of the value",
    "env.storage_remove, 0, byte of the key",
    "stretto.get_storage, 1, byte of the key",
    "stretto.set_storage, 1, byte of the key",
    "stretto.set_storage, 3, byte of the value",
    "stretto.remove_storage, 1, byte of the key",
    "stretto.storage_add, 1, byte of the key",
  })
  void aByteMoreCostsItsPrice(String function, int length, String unit) {
    TestLedger ledger = ledger();
    int parameters = HostFunctions.signatures().get(function).parameters().size();
    long[] arguments = new long[parameters];
    boolean isPlain = function.startsWith("stretto.");
    for (int i = 0; i < parameters; i++) {
      // Pairs of length and pointer, or of pointer and length; additions have pointers behind.
      boolean isPointer = i % 2 == (isPlain ? 0 : 1) || function.equals("stretto.storage_add");
      arguments[i] = isPointer ? PLACE : 20;
    }
    if (function.equals("stretto.storage_add")) {
      arguments[1] = 20;
    }
    if (function.equals("env.write_register")) {
      arguments = new long[] {1, 20, PLACE};
    }
    long before = gas(ledger, function, arguments);
    arguments[length] += 10;
    assertThat(gas(ledger, function, arguments) - before).isEqualTo(10 * price(function, unit));
  }

  @ParameterizedTest
  @CsvSource({
    "env.storage_read, byte of the value",
    "env.storage_write, byte of the value before",
    "env.storage_remove, byte of the value before",
    "stretto.get_storage, byte of the value",
  })
  void aByteMoreOfWhatIsThereCostsItsPrice(String function, String unit) {
    Map<String, long[]> arguments =
        Map.of(
            "env.storage_read", new long[] {4, 1_000, 5},
            "env.storage_write", new long[] {4, 1_000, 4, 1_000, 5},
            "env.storage_remove", new long[] {4, 1_000, 5},
            "stretto.get_storage", new long[] {1_000, 4, PLACE, ROOM});
    TestLedger ledger = ledger();
    StateKey key = StateKey.storage("c", new byte[4]);
    ledger.state.put(key, new byte[50]);
    long before = gas(ledger, function, arguments.get(function));
    ledger.state.put(key, new byte[60]);
    assertThat(gas(ledger, function, arguments.get(function)) - before)
        .isEqualTo(10 * price(function, unit));
  }

  @Test
  void aListCostsByItsEntriesAndTheirBytes() {
    String scan = "stretto.storage_scan";
    long[] arguments = {1_000, 1, 1_000, 0, 1_000, PLACE, ROOM};
    TestLedger ledger = ledger();
    long empty = gas(ledger, scan, arguments);
    ledger.state.put(StateKey.storage("c", "key".getBytes(StandardCharsets.UTF_8)), new byte[7]);
    long listed = 8 + 3 + 7;
    assertThat(gas(ledger, scan, arguments) - empty)
        .isEqualTo(
            price(scan, "entry")
                + 3 * price(scan, "byte of a key found")
                + 7 * price(scan, "byte of a value found")
                + listed * price(scan, "byte of the list"));
  }

  /** The gas of a call is the code's, which the analysis bounds, and nothing that is not named. */
  @Test
  void whatDoesNotCostBySizeCostsWhatTheBoundSays() throws Exception {
    TestLedger ledger = ledger();
    ContractAnalysis analysis = new ContractAnalyzer(GasSchedule.VERSION_1).analyze(CODE);
    long sizes = gas(ledger, "env.block_index", 0) - bound(analysis, "env.block_index");
    for (String function : HostFunctions.signatures().keySet()) {
      // A transfer without promise traps.
      boolean isFixed =
          (prices.of(function).isEmpty() && !function.startsWith("env.promise_"))
              || function.equals("stretto.storage_add");
      if (isFixed && SizePrices.returns(function)) {
        long used = gas(ledger, function, arguments(function));
        assertThat(used - sizes - 32L * (arguments(function).length - 1))
            .as(function)
            .isEqualTo(bound(analysis, function));
      }
    }
  }

  private static long[] arguments(String function) {
    return function.equals("stretto.storage_add")
        ? new long[] {PLACE, 0, PLACE, PLACE, PLACE}
        : new long[] {0};
  }

  private static long bound(ContractAnalysis analysis, String function) {
    return analysis.functions().get(function).gasBound().orElseThrow();
  }

  /** Of a function that is added, the list must say what it costs, or the default be right. */
  @Test
  void everyHostFunctionThatCostsBySizeHasPrices() {
    for (String function : HostFunctions.signatures().keySet()) {
      List<SizePrice> found = prices.of(function);
      boolean alwaysTheSame =
          List.of("env.random_seed", "env.account_balance", "env.attached_deposit")
              .contains(function);
      assertThat(found.isEmpty())
          .as(function)
          .isEqualTo(alwaysTheSame || !HostFunctions.costsBySize(function));
      assertThat(found).extracting(SizePrice::unit).as(function).doesNotContain("byte moved");
    }
  }
}
