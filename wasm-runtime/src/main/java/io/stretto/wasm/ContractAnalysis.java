package io.stretto.wasm;

import io.stretto.wasm.bytecode.Repetition;
import io.stretto.wasm.bytecode.SymbolicBound;
import io.stretto.wasm.host.SizePrices.SizePrice;
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
 * @param argumentByteGas what each byte of a call's arguments costs
 * @param imports the imported host functions as {@code module.name}
 * @param loops the loops whose counts stand in bounds, {@code n1} and so on, in the order of the
 *     code
 * @param recursions the circles of calls that the functions can come to, {@code r1} and so on
 * @param countNames the names of loops and recursions, by what stands for them in bounds
 * @param sizePrices the prices by size of all host functions and instructions that have them, by
 *     name
 * @param functions the functions that transactions can call, by name
 */
public record ContractAnalysis(
    int codeBytes,
    int memoryPages,
    int memoryPagesMaximum,
    long argumentByteGas,
    List<String> imports,
    List<Loop> loops,
    List<Recursion> recursions,
    Map<Repetition, String> countNames,
    Map<String, List<SizePrice>> sizePrices,
    Map<String, Function> functions) {

  /**
   * A loop whose count stands in a bound: how often it goes back to its beginning in one visit.
   *
   * @param name the count's name, {@code n1} and so on
   * @param place where it is
   * @param functionName the name of its function
   */
  public record Loop(String name, Repetition place, String functionName) {}

  /**
   * Functions that may call themselves or each other in a circle, directly or through the table.
   * Its count is how many calls inside of the circle follow the first.
   *
   * @param name the count's name, {@code r1} and so on
   * @param place what stands for it in bounds
   * @param functions the indexes of the functions
   * @param functionNames their names
   */
  public record Recursion(
      String name, Repetition place, List<Integer> functions, List<String> functionNames) {}

  /**
   * What the code shows of one function and all that it may call.
   *
   * @param gas the most gas that a call can use, the transaction's base included, costs by size
   *     aside; of what repeats, in terms of how often. A trap costs the limit, whatever the bound
   * @param loops how many loops it can come to that can go back
   * @param recursions the names of the circles of calls that it can come to
   * @param growsMemory whether it may ask for more memory
   * @param memoryPagesMaximum the most memory that a call can have, in pages of 64 KiB
   * @param sized the names of the host functions and instructions that it may use that cost by size
   * @param hostFunctions the host functions that it may call, as {@code module.name}
   * @param constantKeys storage keys that the code names by constants, as hexadecimal digits of the
   *     contract's own key; a hint
   */
  public record Function(
      SymbolicBound gas,
      int loops,
      List<String> recursions,
      boolean growsMemory,
      int memoryPagesMaximum,
      Set<String> sized,
      Set<String> hostFunctions,
      Set<String> constantKeys) {

    /** The most gas that a call can use, sizes aside, where that is a number. */
    public OptionalLong gasBound() {
      return gas.isFixed() ? OptionalLong.of(gas.fixed()) : OptionalLong.empty();
    }

    /** Whether costs by the size of arguments, keys, values or memory come on top. */
    public boolean costsBySize() {
      return !sized.isEmpty();
    }
  }

  /** The name of a count that stands in a bound. */
  public String nameOf(Repetition repetition) {
    return countNames.get(repetition);
  }
}
