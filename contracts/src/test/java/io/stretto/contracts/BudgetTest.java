package io.stretto.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.wasm.ContractAnalysis;
import io.stretto.wasm.ContractAnalyzer;
import io.stretto.wasm.gas.GasSchedule;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the analysis says of the example contracts, held against what their calls use. */
class BudgetTest {

  /** Prices of the counter's `get`: a key of 1 byte, a value of 8. */
  private static final long STORED_COUNT_GAS = 5 + 7 * 8;

  private static ContractAnalysis analysis(ExampleContract contract) throws Exception {
    return new ContractAnalyzer(GasSchedule.VERSION_1).analyze(contract.code());
  }

  private static Map<String, Set<String>> keys(ExampleContract contract) throws Exception {
    return analysis(contract).functions().entrySet().stream()
        .filter(entry -> !entry.getValue().constantKeys().isEmpty())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue().constantKeys().stream()
                        .map(hex -> new String(HexFormat.of().parseHex(hex), UTF_8))
                        .collect(Collectors.toSet())));
  }

  @Test
  void theCounterUsesWhatItsBoundSaysForEveryNumberOfDigits() throws Exception {
    ContractAnalysis.Function get = analysis(ExampleContract.COUNTER).functions().get("get");
    DeployedContract counter = new DeployedContract(ExampleContract.COUNTER);
    counter.call("increment", "9", "alice").succeeds();
    for (int length = 1; length < 19; length++) {
      long digits = length;
      long bound = get.gas().at(loop -> digits - 1);
      long used = counter.call("get", "", "alice").gas();
      assertThat(used).isEqualTo(bound + STORED_COUNT_GAS + digits);
      counter.call("increment", "9" + "0".repeat(length), "alice").succeeds();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyFunctionIsBoundedAndNoneCallsItself(ExampleContract contract) throws Exception {
    analysis(contract)
        .functions()
        .forEach(
            (name, function) -> {
              assertThat(function.gas().isExceeded()).as(name).isFalse();
              assertThat(function.recursions()).as(name).isEmpty();
              assertThat(function.gas().fixed()).as(name).isBetween(8_000L, 60_000L);
            });
  }

  @Test
  void constantKeysAreSeenAlsoThroughFunctionsThatPassThemOn() throws Exception {
    assertThat(keys(ExampleContract.COUNTER))
        .isEqualTo(Map.of("get", Set.of("c"), "increment", Set.of("c")));
    assertThat(keys(ExampleContract.CUMULATIVE_HASH))
        .isEqualTo(Map.of("append", Set.of("h"), "get", Set.of("h")));
    assertThat(keys(ExampleContract.TOKEN))
        .isEqualTo(
            Map.of(
                "init", Set.of("n", "o", "y"),
                "mint", Set.of("o", "s"),
                "name", Set.of("n"),
                "owner", Set.of("o"),
                "symbol", Set.of("y")));
  }

  @Test
  void onlyTheContractWithAnAllocatorAsksForMemoryAndItGetsNone() throws Exception {
    for (ExampleContract contract : ExampleContract.values()) {
      ContractAnalysis analysis = analysis(contract);
      boolean grows =
          analysis.functions().values().stream().anyMatch(ContractAnalysis.Function::growsMemory);
      assertThat(grows).as("%s", contract).isEqualTo(contract == ExampleContract.NFT);
      assertThat(analysis.functions().values())
          .extracting(ContractAnalysis.Function::memoryPagesMaximum)
          .containsOnly(1);
    }
  }
}
