package io.stretto.wasm;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a contract's code shows without being run.
 *
 * @param codeBytes the size of the code
 * @param memoryPages the initial memory in pages of 64 KiB
 * @param memoryPagesMaximum the memory up to which it may grow
 * @param imports the imported host functions as {@code module.name}
 * @param functions the functions that transactions can call, by name
 */
public record ContractAnalysis(
    int codeBytes,
    int memoryPages,
    int memoryPagesMaximum,
    List<String> imports,
    Map<String, Function> functions) {

  /**
   * What the code shows of one function and all that it may call.
   *
   * @param gasBound the most gas that a call can use, the transaction's base included, costs by
   *     size aside; exact up to the choice of branches; empty where loops or recursion leave it
   *     unbounded
   * @param costsBySize whether costs by the size of arguments, keys, values or memory come on top
   * @param hostFunctions the host functions that it may call, as {@code module.name}
   * @param constantKeys storage keys that the code names by constants, as hexadecimal digits of the
   *     contract's own key; a hint
   */
  public record Function(
      OptionalLong gasBound,
      boolean costsBySize,
      Set<String> hostFunctions,
      Set<String> constantKeys) {}
}
