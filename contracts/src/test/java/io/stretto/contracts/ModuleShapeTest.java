package io.stretto.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.wasm.ContractAnalysis;
import io.stretto.wasm.ContractAnalyzer;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.gas.GasSchedule;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the modules offer to transactions, and that they stay in one page of memory. */
class ModuleShapeTest {

  private static final Map<ExampleContract, Set<String>> FUNCTIONS =
      Map.of(
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
              "symbol"),
          ExampleContract.COUNTER,
          Set.of("increment", "get"),
          ExampleContract.CUMULATIVE_HASH,
          Set.of("append", "get"),
          ExampleContract.NFT,
          Set.of(
              "mint",
              "transfer",
              "approve",
              "revoke",
              "owner_of",
              "approved_of",
              "token_uri",
              "total_supply"),
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
              "shares_of"),
          ExampleContract.EXCHANGE,
          Set.of(
              "init", "deposit", "withdraw", "bid", "ask", "cancel", "order", "balance", "depth"),
          ExampleContract.BANK,
          Set.of(
              "init",
              "deposit",
              "withdraw",
              "borrow",
              "flash_loan",
              "savings",
              "repayment",
              "holdings"),
          ExampleContract.BORROWER,
          Set.of("init", "use"),
          ExampleContract.DEFAULTER,
          Set.of("keep", "save"));

  private static ContractAnalysis analyze(ExampleContract contract) throws InvalidCodeException {
    return new ContractAnalyzer(GasSchedule.VERSION_1).analyze(contract.code());
  }

  @ParameterizedTest
  @EnumSource
  void transactionsCanCallItsFunctionsAndNoOther(ExampleContract contract) throws Exception {
    assertThat(analyze(contract).functions()).containsOnlyKeys(FUNCTIONS.get(contract));
  }

  @ParameterizedTest
  @EnumSource
  void thereIsOnePageOfMemory(ExampleContract contract) throws Exception {
    assertThat(analyze(contract).memoryPages()).isEqualTo(1);
    assertThat(analyze(contract).memoryPagesMaximum()).isEqualTo(1);
  }
}
