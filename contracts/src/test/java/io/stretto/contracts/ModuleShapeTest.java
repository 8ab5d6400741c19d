package io.stretto.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.wasm.ContractAnalysis;
import io.stretto.wasm.ContractAnalyzer;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.gas.GasSchedule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the modules offer to transactions, and that they stay in one page of memory. */
class ModuleShapeTest {

  private static final Map<ExampleContract, Set<String>> FUNCTIONS =
      Map.ofEntries(
          Map.entry(
              ExampleContract.TOKEN,
              Set.of(
                  "init",
                  "mint",
                  "transfer",
                  "transfer_from",
                  "approve",
                  "balance_of",
                  "allowance",
                  "total_supply",
                  "owner",
                  "name",
                  "symbol")),
          Map.entry(ExampleContract.COUNTER, Set.of("increment", "get")),
          Map.entry(ExampleContract.CUMULATIVE_HASH, Set.of("append", "get")),
          Map.entry(
              ExampleContract.NFT,
              Set.of(
                  "mint",
                  "transfer",
                  "approve",
                  "revoke",
                  "owner_of",
                  "approved_of",
                  "token_uri",
                  "total_supply",
                  "set_royalty",
                  "royalty")),
          Map.entry(
              ExampleContract.AMM,
              Set.of(
                  "deposit",
                  "withdraw",
                  "create_pool",
                  "add_liquidity",
                  "remove_liquidity",
                  "swap",
                  "quote",
                  "pool",
                  "balance_of",
                  "shares_of")),
          Map.entry(
              ExampleContract.EXCHANGE,
              Set.of(
                  "init",
                  "deposit",
                  "withdraw",
                  "bid",
                  "ask",
                  "cancel",
                  "order",
                  "balance",
                  "depth")),
          Map.entry(
              ExampleContract.BANK,
              Set.of(
                  "init",
                  "deposit",
                  "withdraw",
                  "borrow",
                  "flash_loan",
                  "savings",
                  "repayment",
                  "holdings")),
          Map.entry(ExampleContract.BORROWER, Set.of("init", "use")),
          Map.entry(ExampleContract.DEFAULTER, Set.of("keep", "save")),
          Map.entry(
              ExampleContract.MARKET,
              Set.of("list", "buy", "cancel", "set_price", "listing", "listings")),
          Map.entry(
              ExampleContract.GAME, Set.of("join", "move", "dig", "look", "player", "scores")));

  private static ContractAnalysis analyze(ExampleContract contract) throws InvalidCodeException {
    return new ContractAnalyzer(GasSchedule.VERSION_1).analyze(contract.code());
  }

  @ParameterizedTest
  @EnumSource
  void transactionsCanCallItsFunctionsAndNoOther(ExampleContract contract) throws Exception {
    Set<String> functions = new TreeSet<>(analyze(contract).functions().keySet());
    functions.remove("stretto_finish"); // is analysed, and called at the end of a transaction only
    assertThat(functions).isEqualTo(FUNCTIONS.get(contract));
  }

  @ParameterizedTest
  @EnumSource
  void thereIsOnePageOfMemory(ExampleContract contract) throws Exception {
    assertThat(analyze(contract).memoryPages()).isEqualTo(1);
    assertThat(analyze(contract).memoryPagesMaximum()).isEqualTo(1);
  }
}
