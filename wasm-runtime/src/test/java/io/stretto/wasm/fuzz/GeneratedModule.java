package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A module under construction: what its sections say, and how that is written as bytes. */
public final class GeneratedModule {

  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};

  final List<FunctionSignature> types = new ArrayList<>();
  final List<Import> imports = new ArrayList<>();
  final List<Function> functions = new ArrayList<>();
  final List<Global> globals = new ArrayList<>();
  final List<Export> exports = new ArrayList<>();
  final List<Elements> elements = new ArrayList<>();
  final List<Data> data = new ArrayList<>();

  /** The entries of the table; below 0 for none. */
  int tableEntries = -1;

  /** The pages of the memory; below 0 for none. */
  int memoryPages = -1;

  int memoryPagesMaximum;

  /** An imported function. */
  record Import(String module, String name, int type) {}

  /** A function; the code comes without its last {@code end}. */
  record Function(int type, List<ValueType> locals, List<Instruction> code) {}

  /** A global with its initial bits. */
  record Global(ValueType type, boolean mutable, long initial) {}

  /** An exported function. */
  record Export(String name, int function) {}

  /** Functions that stand in the table. */
  record Elements(int offset, List<Integer> functions) {}

  /** A data segment. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Data(boolean passive, int offset, byte[] content) {}

  /** The index of a type, which is added where it is not there yet. */
  int typeOf(FunctionSignature signature) {
    int index = types.indexOf(signature);
    if (index < 0) {
      types.add(signature);
      index = types.size() - 1;
    }
    return index;
  }

  /** The signature of a function by its index, imported ones first. */
  FunctionSignature signature(int function) {
    int type =
        function < imports.size()
            ? imports.get(function).type()
            : functions.get(function - imports.size()).type();
    return types.get(type);
  }

  /** The functions that stand in the table, by entry; -1 for none. */
  public int[] table() {
    int[] entries = new int[Math.max(0, tableEntries)];
    Arrays.fill(entries, -1);
    for (Elements segment : elements) {
      for (int i = 0; i < segment.functions().size(); i++) {
        entries[segment.offset() + i] = segment.functions().get(i);
      }
    }
    return entries;
  }

  /** The names of the exported functions. */
  public List<String> exportedNames() {
    return exports.stream().map(Export::name).toList();
  }

  /** Whether a host function is imported. */
  public boolean imports(String fullName) {
    return importIndex(fullName) >= 0;
  }

  /** The index of an imported host function; -1 for none. */
  int importIndex(String fullName) {
    for (int i = 0; i < imports.size(); i++) {
      if ((imports.get(i).module() + "." + imports.get(i).name()).equals(fullName)) {
        return i;
      }
    }
    return -1;
  }

  /** The number of locals that a function declares; imported functions and others have none. */
  public int localsOf(int function) {
    int own = function - imports.size();
    return own < 0 || own >= functions.size() ? 0 : functions.get(own).locals().size();
  }

  /** Whether any instruction has to do with floating-point numbers. */
  public boolean usesFloats() {
    return functions.stream()
        .flatMap(function -> function.code().stream())
        .anyMatch(instruction -> Operations.makesNanOrSign(instruction.opcode()));
  }

  /** The module's bytes. */
  public byte[] toBytes() {
    WasmOutput out = new WasmOutput().putAll(HEADER);
    section(out, 1, types.size(), i -> writeType(types.get(i)));
    section(out, 2, imports.size(), i -> writeImport(imports.get(i)));
    section(out, 3, functions.size(), i -> new WasmOutput().putUnsigned(functions.get(i).type()));
    section(
        out,
        4,
        tableEntries < 0 ? 0 : 1,
        i -> new WasmOutput().put(0x70).put(0).putUnsigned(tableEntries));
    section(
        out,
        5,
        memoryPages < 0 ? 0 : 1,
        i -> new WasmOutput().put(1).putUnsigned(memoryPages).putUnsigned(memoryPagesMaximum));
    section(out, 6, globals.size(), i -> writeGlobal(globals.get(i)));
    section(
        out,
        7,
        exports.size(),
        i -> {
          Export export = exports.get(i);
          return new WasmOutput().putName(export.name()).put(0).putUnsigned(export.function());
        });
    section(out, 9, elements.size(), i -> writeElements(elements.get(i)));
    if (!data.isEmpty()) {
      out.put(12).putSized(new WasmOutput().putUnsigned(data.size()));
    }
    section(out, 10, functions.size(), i -> new WasmOutput().putSized(writeBody(functions.get(i))));
    section(out, 11, data.size(), i -> writeData(data.get(i)));
    return out.toBytes();
  }

  /** What writes one of a section's items. */
  private interface Item {
    WasmOutput write(int index);
  }

  private static void section(WasmOutput out, int id, int count, Item item) {
    if (count > 0) {
      WasmOutput content = new WasmOutput().putUnsigned(count);
      for (int i = 0; i < count; i++) {
        content.putAll(item.write(i).toBytes());
      }
      out.put(id).putSized(content);
    }
  }

  private static WasmOutput writeType(FunctionSignature signature) {
    WasmOutput out = new WasmOutput().put(0x60);
    writeValueTypes(out, signature.parameters());
    writeValueTypes(out, signature.results());
    return out;
  }

  private static void writeValueTypes(WasmOutput out, List<ValueType> valueTypes) {
    out.putUnsigned(valueTypes.size());
    valueTypes.forEach(type -> out.put(type.code()));
  }

  private static WasmOutput writeImport(Import imported) {
    return new WasmOutput()
        .putName(imported.module())
        .putName(imported.name())
        .put(0)
        .putUnsigned(imported.type());
  }

  private static WasmOutput writeGlobal(Global global) {
    WasmOutput out = new WasmOutput().put(global.type().code()).put(global.mutable() ? 1 : 0);
    Instruction.of(Operations.constant(global.type()), global.initial()).write(out);
    return out.put(Op.END);
  }

  private static WasmOutput writeElements(Elements segment) {
    WasmOutput out = new WasmOutput().put(0);
    Instruction.of(Op.I32_CONST, segment.offset()).write(out);
    out.put(Op.END).putUnsigned(segment.functions().size());
    segment.functions().forEach(out::putUnsigned);
    return out;
  }

  private static WasmOutput writeBody(Function function) {
    WasmOutput out = new WasmOutput().putUnsigned(function.locals().size());
    function.locals().forEach(type -> out.put(1).put(type.code()));
    function.code().forEach(instruction -> instruction.write(out));
    return out.put(Op.END);
  }

  private static WasmOutput writeData(Data segment) {
    WasmOutput out = new WasmOutput().put(segment.passive() ? 1 : 0);
    if (!segment.passive()) {
      Instruction.of(Op.I32_CONST, segment.offset()).write(out);
      out.put(Op.END);
    }
    return out.putUnsigned(segment.content().length).putAll(segment.content());
  }
}
