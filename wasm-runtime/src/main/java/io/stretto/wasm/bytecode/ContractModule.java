package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A contract's module, read and found to keep to the rules, but for the types of its operands.
 *
 * @param code the module's bytes, not copied and not to be changed
 * @param sections the sections in the order in which they stand
 * @param types the function types
 * @param imports the imported functions; their indexes come before those of the own functions
 * @param functionTypes for each own function the index of its type
 * @param hasTable whether there is a table
 * @param tableEntries the entries of the table, 0 where there is none
 * @param hasMemory whether there is a memory
 * @param memoryPages the initial size of the memory in pages of 64 KiB, 0 where there is none
 * @param memoryPagesMaximum the size up to which the memory may grow
 * @param globals the globals
 * @param exports the exports
 * @param declaredDataSegments the data segments that instructions may name, -1 for none
 * @param tableFunctions the functions that stand in the table
 * @param data the data segments that are copied into memory at first
 * @param bodies the bodies of the own functions
 * @param compiledSizes for each own function an upper estimate of its size on the JVM in bytes
 * @param frameValues for each own function its locals and operands, counted anew at each end of a
 *     basic block: what a compiler keeps track of
 */
@SuppressWarnings("ArrayRecordComponent") // read-only view of a module; never compared
public record ContractModule(
    byte[] code,
    List<Section> sections,
    List<FunctionSignature> types,
    List<Import> imports,
    int[] functionTypes,
    boolean hasTable,
    int tableEntries,
    boolean hasMemory,
    int memoryPages,
    int memoryPagesMaximum,
    List<Global> globals,
    List<Export> exports,
    int declaredDataSegments,
    Set<Integer> tableFunctions,
    List<Data> data,
    List<Body> bodies,
    int[] compiledSizes,
    long[] frameValues) {

  /** The kind of what is exported. */
  public static final int FUNCTION_KIND = 0;

  /**
   * A section's place in the module.
   *
   * @param id the section's number
   * @param start the first byte of its content
   * @param end the byte after its content
   */
  public record Section(int id, int start, int end) {}

  /**
   * A function that the module imports.
   *
   * @param module the module's name
   * @param name the function's name
   * @param signature its type
   */
  public record Import(String module, String name, FunctionSignature signature) {}

  /**
   * A global variable.
   *
   * @param type the type of its value
   * @param mutable whether it can be set
   */
  public record Global(ValueType type, boolean mutable) {}

  /**
   * Something that the module exports.
   *
   * @param name the name
   * @param kind 0 for a function, 1 table, 2 memory, 3 global
   * @param index its index among those of its kind
   */
  public record Export(String name, int kind, int index) {}

  /**
   * A data segment that is copied into memory at first.
   *
   * @param offset where in memory
   * @param start where in the module it begins
   * @param end where in the module it ends
   */
  public record Data(long offset, int start, int end) {}

  /**
   * The body of a function.
   *
   * @param localsStart where its declarations of locals begin
   * @param start where its instructions begin
   * @param end the byte after its instructions
   * @param declaredLocals the number of locals, without the parameters
   * @param callsOwnFunctions whether it may call a function of the module
   */
  public record Body(
      int localsStart, int start, int end, int declaredLocals, boolean callsOwnFunctions) {}

  /** The signature of a function by its index, imported ones first. */
  public FunctionSignature signature(int function) {
    return function < imports.size()
        ? imports.get(function).signature()
        : types.get(functionTypes[function - imports.size()]);
  }

  /** Whether an own function is too large for a method of the JVM, so that it is interpreted. */
  public boolean isOversize(int ownFunction, GasSchedule schedule) {
    return compiledSizes[ownFunction] > schedule.limit(Limit.COMPILED_FUNCTION_BYTES);
  }

  /** An upper estimate of the bytes that all functions which are compiled take on the JVM. */
  public long compiledBytes(GasSchedule schedule) {
    long total = 0;
    for (int i = 0; i < compiledSizes.length; i++) {
      total += isOversize(i, schedule) ? 0 : compiledSizes[i];
    }
    return total;
  }

  /** The functions that stand in the table, in the order of their indexes, by signature. */
  Map<FunctionSignature, List<Integer>> tableFunctionsBySignature() {
    return tableFunctions.stream().sorted().collect(Collectors.groupingBy(this::signature));
  }

  /** The number of functions, imported ones included. */
  public int functionCount() {
    return imports.size() + functionTypes.length;
  }
}
