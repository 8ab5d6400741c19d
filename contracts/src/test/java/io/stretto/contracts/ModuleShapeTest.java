package io.stretto.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The modules keep to what Stretto accepts: its imports, plain exports, a small memory, no float,
 * no SIMD.
 */
class ModuleShapeTest {

  /** A host function's numbers of parameters and results. */
  private record Arity(int params, int results) {}

  private static final Map<String, Arity> ENV =
      Map.ofEntries(
          Map.entry("input", new Arity(1, 0)),
          Map.entry("predecessor_account_id", new Arity(1, 0)),
          Map.entry("register_len", new Arity(1, 1)),
          Map.entry("read_register", new Arity(2, 0)),
          Map.entry("value_return", new Arity(2, 0)),
          Map.entry("panic_utf8", new Arity(2, 0)),
          Map.entry("log_utf8", new Arity(2, 0)),
          Map.entry("sha256", new Arity(3, 0)),
          Map.entry("storage_read", new Arity(3, 1)),
          Map.entry("storage_write", new Arity(5, 1)),
          Map.entry("storage_remove", new Arity(3, 1)),
          Map.entry("storage_has_key", new Arity(2, 1)));

  private static final Map<String, Arity> STRETTO =
      Map.of(
          "get_storage", new Arity(4, 1),
          "set_storage", new Arity(4, 0),
          "remove_storage", new Arity(2, 1));

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
              "shares_of"));

  /**
   * The integer instructions of the first WebAssembly, sign extension, and the two bulk ones that
   * are used.
   */
  private static final Pattern ALLOWED =
      Pattern.compile(
          "UNREACHABLE|NOP|BLOCK|LOOP|IF|ELSE|END|BR|BR_IF|BR_TABLE|RETURN|CALL|CALL_INDIRECT|DROP"
              + "|SELECT|LOCAL_(GET|SET|TEE)|GLOBAL_(GET|SET)|MEMORY_(SIZE|GROW|COPY|FILL)"
              + "|I(32|64)_(LOAD|STORE)(8|16|32)?(_[SU])?"
              + "|I(32|64)_(CONST|EQZ|EQ|NE|(LT|GT|LE|GE|DIV|REM|SHR)_[SU]|CLZ|CTZ|POPCNT|ADD|SUB|MUL"
              + "|AND|OR|XOR|SHL|ROTL|ROTR|EXTEND_(8|16|32)_S|EXTEND_I32_[SU]|WRAP_I64)");

  @ParameterizedTest
  @EnumSource
  void importsAreKnownHostFunctions(ExampleContract contract) {
    WasmModule module = Parser.parse(contract.code());
    module.importSection().stream()
        .forEach(
            imported -> {
              assertThat(imported).isInstanceOf(FunctionImport.class);
              boolean plain = imported.module().equals("stretto");
              Arity arity = (plain ? STRETTO : ENV).get(imported.name());
              assertThat(arity).as(imported.toString()).isNotNull();
              FunctionType type =
                  module.typeSection().getType(((FunctionImport) imported).typeIndex());
              assertThat(imported.module()).isIn("env", "stretto");
              assertThat(type).isEqualTo(signature(arity, plain ? ValType.I32 : ValType.I64));
            });
  }

  private static FunctionType signature(Arity arity, ValType type) {
    return FunctionType.of(
        Collections.nCopies(arity.params, type), Collections.nCopies(arity.results, type));
  }

  @ParameterizedTest
  @EnumSource
  void exportsAreItsFunctionsAndTheMemory(ExampleContract contract) {
    WasmModule module = Parser.parse(contract.code());
    Map<String, ExternalType> exports = new TreeMap<>();
    Set<String> functions = new TreeSet<>();
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      var export = module.exportSection().getExport(i);
      exports.put(export.name(), export.exportType());
      if (export.exportType() == ExternalType.FUNCTION) {
        functions.add(export.name());
        assertThat(typeOf(module, export.index())).isEqualTo(FunctionType.empty());
      }
    }
    assertThat(exports).containsEntry("memory", ExternalType.MEMORY);
    assertThat(functions).isEqualTo(new TreeSet<>(FUNCTIONS.get(contract)));
  }

  private static FunctionType typeOf(WasmModule module, int function) {
    int imported = module.importSection().importCount();
    return module.functionSection().getFunctionType(function - imported, module.typeSection());
  }

  @ParameterizedTest
  @EnumSource
  void theMemoryStartsWithOnePage(ExampleContract contract) {
    var limits = Parser.parse(contract.code()).memorySection().orElseThrow().getMemory(0).limits();
    assertThat(limits.initialPages()).isEqualTo(1);
    assertThat(limits.maximumPages()).isEqualTo(contract == ExampleContract.NFT ? 16 : 1);
  }

  @ParameterizedTest
  @EnumSource
  void instructionsAreAllowed(ExampleContract contract) {
    List<String> refused = new ArrayList<>();
    for (var body : Parser.parse(contract.code()).codeSection().functionBodies()) {
      for (Instruction instruction : body.instructions()) {
        String name = instruction.opcode().name().toUpperCase(Locale.ROOT);
        if (!ALLOWED.matcher(name).matches()) {
          refused.add(name);
        }
      }
      assertThat(Arrays.asList(body.localTypes().toArray())).isSubsetOf(ValType.I32, ValType.I64);
    }
    assertThat(refused).isEmpty();
  }
}
