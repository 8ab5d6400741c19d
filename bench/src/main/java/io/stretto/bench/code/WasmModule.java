package io.stretto.bench.code;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A module that is put together piece by piece: host functions first, then its own. */
public final class WasmModule {

  /** Locals of the function that {@link #run} adds: of type i32, for counting down. */
  public static final int COUNTER = 0;

  /** Of type i32. */
  public static final int ADDRESS = 1;

  /** Of type i32. */
  public static final int OTHER = 2;

  /** Of type i64. */
  public static final int NUMBER = 3;

  /** Of type i64. */
  public static final int SUM = 4;

  private static final int[] RUN_LOCALS = {Op.I32, Op.I32, Op.I32, Op.I64, Op.I64};

  private final List<Code> types = new ArrayList<>();
  private final List<Code> imports = new ArrayList<>();
  private final List<Code> functionTypes = new ArrayList<>();
  private final List<Code> bodies = new ArrayList<>();
  private final List<Code> exports = new ArrayList<>();
  private final List<Code> elements = new ArrayList<>();
  private final List<Code> data = new ArrayList<>();
  private final int pages;
  private int tableEntries;

  /** Begins a module with some pages of memory. */
  public WasmModule(int pages) {
    this.pages = pages;
  }

  /** Adds a function type; returns its index. */
  public int type(int[] parameters, int... results) {
    Code type = new Code().put(0x60).putUnsigned(parameters.length).put(parameters);
    types.add(type.putUnsigned(results.length).put(results));
    return types.size() - 1;
  }

  /** Adds a host function; returns its index. */
  public int hostFunction(String module, String name, int type) {
    imports.add(text(module).putAll(text(name)).put(0).putUnsigned(type));
    return imports.size() - 1;
  }

  /** Adds a function with so many locals of type i64; returns its index. */
  public int function(int type, int locals, Code code) {
    Code declarations = new Code();
    if (locals == 0) {
      declarations.put(0);
    } else {
      declarations.put(1).putUnsigned(locals).put(Op.I64);
    }
    return add(type, declarations, code);
  }

  /** Adds the function {@code run}, which transactions can call, with the locals named above. */
  public WasmModule run(Code code) {
    Code declarations = new Code().putUnsigned(RUN_LOCALS.length);
    for (int local : RUN_LOCALS) {
      declarations.put(1, local);
    }
    int function = add(type(new int[0]), declarations, code);
    return export("run", function);
  }

  /** Exports a function by a name. */
  public WasmModule export(String name, int function) {
    exports.add(text(name).put(0).putUnsigned(function));
    return this;
  }

  private int add(int type, Code declarations, Code code) {
    functionTypes.add(new Code().putUnsigned(type));
    bodies.add(new Code().putSized(declarations.putAll(code).put(Op.END).toBytes()));
    return imports.size() + functionTypes.size() - 1;
  }

  /** Adds a table with the given functions from its first entry on. */
  public WasmModule table(int entries, int... functions) {
    tableEntries = entries;
    Code element = new Code().put(0).i32(0).put(Op.END).putUnsigned(functions.length);
    for (int function : functions) {
      element.putUnsigned(function);
    }
    elements.add(element);
    return this;
  }

  /** Adds a data segment. */
  public WasmModule data(int offset, byte[] content) {
    data.add(new Code().put(0).i32(offset).put(Op.END).putSized(content));
    return this;
  }

  /** The module. */
  public byte[] build() {
    Code module = new Code().put(0, 'a', 's', 'm', 1, 0, 0, 0);
    section(module, 1, types);
    section(module, 2, imports);
    section(module, 3, functionTypes);
    if (tableEntries > 0) {
      section(module, 4, List.of(new Code().put(0x70, 0).putUnsigned(tableEntries)));
    }
    section(module, 5, List.of(new Code().put(0).putUnsigned(pages)));
    section(module, 7, exports);
    section(module, 9, elements);
    section(module, 10, bodies);
    section(module, 11, data);
    return module.toBytes();
  }

  private static void section(Code module, int id, List<Code> entries) {
    if (!entries.isEmpty()) {
      Code content = new Code().putUnsigned(entries.size());
      entries.forEach(content::putAll);
      module.put(id).putSized(content.toBytes());
    }
  }

  private static Code text(String text) {
    return new Code().putSized(text.getBytes(StandardCharsets.UTF_8));
  }
}
