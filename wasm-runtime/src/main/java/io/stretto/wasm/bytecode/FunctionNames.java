package io.stretto.wasm.bytecode;

import java.util.HashMap;
import java.util.Map;

/**
 * Names of functions for people: from the custom section "name" where a module has one, else from
 * exports, else {@code function 12}. A name section that is malformed is as none: it is not a part
 * of what is executed.
 */
public final class FunctionNames {

  private static final int FUNCTION_NAMES = 1;
  private static final int NAME_LIMIT_BYTES = 512;

  private final ContractModule module;
  private final Map<Integer, String> names = new HashMap<>();

  /** Reads the names of a module. */
  public FunctionNames(ContractModule module) {
    this.module = module;
    for (ContractModule.Section section : module.sections()) {
      if (section.id() == SectionId.CUSTOM) {
        readSection(new ByteReader(module.code(), section.start(), section.end()));
      }
    }
    for (ContractModule.Export export : module.exports()) {
      if (export.kind() == ContractModule.FUNCTION_KIND) {
        names.putIfAbsent(export.index(), export.name());
      }
    }
  }

  /** The name of a function by its index, of an imported one {@code module.name}. */
  public String of(int function) {
    if (function < module.imports().size()) {
      ContractModule.Import imported = module.imports().get(function);
      return imported.module() + "." + imported.name();
    }
    return names.getOrDefault(function, "function " + function);
  }

  private void readSection(ByteReader reader) {
    Map<Integer, String> found = new HashMap<>();
    try {
      if (!reader.readName(module.code().length).equals("name")) {
        return;
      }
      while (reader.hasMore()) {
        int id = reader.readByte();
        ByteReader content = reader.slice(reader.readU32());
        if (id == FUNCTION_NAMES) {
          readNames(content, found);
        }
      }
    } catch (InvalidCodeException e) {
      return;
    }
    names.putAll(found);
  }

  private static void readNames(ByteReader reader, Map<Integer, String> found)
      throws InvalidCodeException {
    long count = reader.readU32();
    for (long i = 0; i < count; i++) {
      int function = reader.readIndex();
      String name = reader.readName(NAME_LIMIT_BYTES);
      if (!name.isEmpty()) {
        found.put(function, name);
      }
    }
  }
}
