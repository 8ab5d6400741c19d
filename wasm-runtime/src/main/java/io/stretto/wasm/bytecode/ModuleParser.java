package io.stretto.wasm.bytecode;

import io.stretto.wasm.bytecode.ContractModule.Section;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a contract's module and refuses what contracts may not have: the module's structure,
 * imports, limits and instructions, and whether these fit together.
 *
 * <p>Nothing that a module says about itself is believed: every size is checked before memory is
 * set aside for it. Not safe for use by several threads; one is used for one module.
 */
public final class ModuleParser {

  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};

  private final byte[] code;
  private final GasSchedule schedule;
  private final Map<String, FunctionSignature> hostFunctions;
  private final List<Section> sections = new ArrayList<>();
  private final List<FunctionSignature> types = new ArrayList<>();
  private final StorageParser storage;
  private final List<ContractModule.Import> imports = new ArrayList<>();
  private int[] functionTypes = {};
  private final List<ContractModule.Export> exports = new ArrayList<>();
  private List<ContractModule.Body> bodies = List.of();
  private int declaredDataSegments = -1;

  private ModuleParser(
      byte[] code, GasSchedule schedule, Map<String, FunctionSignature> hostFunctions) {
    this.code = code;
    this.schedule = schedule;
    this.hostFunctions = hostFunctions;
    this.storage = new StorageParser(schedule);
  }

  /**
   * Reads a module.
   *
   * @param hostFunctions what may be imported, by {@code module.name}
   */
  public static ContractModule parse(
      byte[] code, GasSchedule schedule, Map<String, FunctionSignature> hostFunctions)
      throws InvalidCodeException {
    return new ModuleParser(code, schedule, hostFunctions).parse();
  }

  private ContractModule parse() throws InvalidCodeException {
    if (code.length > schedule.limit(Limit.CODE_BYTES)) {
      throw tooMany(Limit.CODE_BYTES, code.length);
    }
    ByteReader reader = new ByteReader(code, 0, code.length);
    for (byte expected : HEADER) {
      if (!reader.hasMore() || reader.readByte() != expected) {
        throw InvalidCodeException.malformed("not a WebAssembly module of version 1");
      }
    }
    int lastOrder = 0;
    while (reader.hasMore()) {
      lastOrder = readSection(reader, lastOrder);
    }
    if (bodies.size() != functionTypes.length) {
      throw InvalidCodeException.malformed("functions and bodies differ in number");
    }
    if (declaredDataSegments >= 0 && declaredDataSegments != storage.dataSegments) {
      throw InvalidCodeException.malformed("data segments and their count differ");
    }
    return checked(
        new ContractModule(
            code,
            List.copyOf(sections),
            List.copyOf(types),
            List.copyOf(imports),
            functionTypes,
            storage.hasTable,
            storage.tableEntries,
            storage.hasMemory,
            storage.memoryPages,
            storage.memoryPagesMaximum,
            List.copyOf(storage.globals),
            List.copyOf(exports),
            declaredDataSegments,
            Set.copyOf(storage.tableFunctions),
            List.copyOf(storage.data),
            bodies,
            new int[bodies.size()],
            new long[bodies.size()]));
  }

  private ContractModule checked(ContractModule module) throws InvalidCodeException {
    TypeChecker checker = new TypeChecker(module, schedule);
    long frameValues = 0;
    for (int i = 0; i < bodies.size(); i++) {
      module.compiledSizes()[i] = checker.check(i);
      module.frameValues()[i] = checker.frameValues();
      frameValues += checker.frameValues();
      if (frameValues > schedule.limit(Limit.FRAME_VALUES)) {
        throw InvalidCodeException.tooLarge(
            Limit.FRAME_VALUES.description() + ", at most " + schedule.limit(Limit.FRAME_VALUES));
      }
    }
    long compiledBytes = module.compiledBytes(schedule);
    if (compiledBytes > schedule.limit(Limit.COMPILED_BYTES)) {
      throw tooMany(Limit.COMPILED_BYTES, compiledBytes);
    }
    return module;
  }

  private int readSection(ByteReader reader, int lastOrder) throws InvalidCodeException {
    int id = reader.readByte();
    long size = reader.readU32();
    int start = reader.position();
    ByteReader content = reader.slice(size);
    sections.add(new Section(id, start, reader.position()));
    if (id == SectionId.CUSTOM) {
      content.readName(code.length);
      return lastOrder;
    }
    int order = SectionId.order(id);
    if (order <= lastOrder) {
      throw InvalidCodeException.malformed("unexpected section " + id);
    }
    readContent(id, content);
    content.expectEnd("section " + id);
    return order;
  }

  private void readContent(int id, ByteReader reader) throws InvalidCodeException {
    switch (id) {
      case SectionId.TYPE -> readTypes(reader);
      case SectionId.IMPORT -> readImports(reader);
      case SectionId.FUNCTION -> readFunctions(reader);
      case SectionId.TABLE -> storage.readTable(reader);
      case SectionId.MEMORY -> storage.readMemory(reader);
      case SectionId.GLOBAL -> storage.readGlobals(reader);
      case SectionId.EXPORT -> readExports(reader);
      case SectionId.START -> throw InvalidCodeException.notAllowed("a start function");
      case SectionId.ELEMENT -> storage.readElements(reader, imports.size() + functionTypes.length);
      case SectionId.DATA_COUNT -> declaredDataSegments = reader.readIndex();
      case SectionId.CODE ->
          bodies = new BodyParser(schedule, typesOfFunctions(), imports.size()).parse(reader);
      case SectionId.DATA -> storage.readData(reader);
      default -> throw InvalidCodeException.malformed("unknown section " + id);
    }
  }

  private InvalidCodeException tooMany(Limit limit, long count) {
    return InvalidCodeException.tooLarge(
        limit.description() + ": " + count + ", at most " + schedule.limit(limit));
  }

  private int readCount(ByteReader reader, Limit limit) throws InvalidCodeException {
    return reader.readCount(schedule.limit(limit), limit.description());
  }

  private void readTypes(ByteReader reader) throws InvalidCodeException {
    int count = readCount(reader, Limit.TYPES);
    for (int i = 0; i < count; i++) {
      if (reader.readByte() != 0x60) {
        throw InvalidCodeException.notAllowed("a type that is no function type");
      }
      List<ValueType> parameters = readValueTypes(reader, readCount(reader, Limit.PARAMETERS));
      long results = reader.readU32();
      if (results > 1) {
        throw InvalidCodeException.notAllowed("a function type with several results");
      }
      types.add(new FunctionSignature(parameters, readValueTypes(reader, (int) results)));
    }
  }

  private static List<ValueType> readValueTypes(ByteReader reader, int count)
      throws InvalidCodeException {
    List<ValueType> valueTypes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      valueTypes.add(reader.readValueType());
    }
    return List.copyOf(valueTypes);
  }

  private FunctionSignature type(int index) throws InvalidCodeException {
    if (index >= types.size()) {
      throw InvalidCodeException.invalid("unknown type");
    }
    return types.get(index);
  }

  private void readImports(ByteReader reader) throws InvalidCodeException {
    int count = readCount(reader, Limit.IMPORTS);
    for (int i = 0; i < count; i++) {
      String module = reader.readName(schedule.limit(Limit.NAME_BYTES));
      String name = reader.readName(schedule.limit(Limit.NAME_BYTES));
      String fullName = module + "." + name;
      switch (reader.readByte()) {
        case 0 ->
            imports.add(
                new ContractModule.Import(
                    module, name, checked(fullName, type(reader.readIndex()))));
        case 1 -> throw InvalidCodeException.notAllowed("imported table " + fullName);
        case 2 ->
            throw InvalidCodeException.notAllowed(
                "imported memory " + fullName + ": a contract must define its own");
        case 3 -> throw InvalidCodeException.notAllowed("imported global " + fullName);
        default -> throw InvalidCodeException.malformed("unknown kind of import");
      }
    }
  }

  private FunctionSignature checked(String fullName, FunctionSignature signature)
      throws InvalidCodeException {
    FunctionSignature provided = hostFunctions.get(fullName);
    if (provided == null) {
      throw InvalidCodeException.unlinkable("no host function " + fullName);
    }
    if (!provided.equals(signature)) {
      throw InvalidCodeException.unlinkable(
          fullName + " has " + provided + ", imported as " + signature);
    }
    return signature;
  }

  private void readFunctions(ByteReader reader) throws InvalidCodeException {
    functionTypes = new int[readCount(reader, Limit.FUNCTIONS)];
    for (int i = 0; i < functionTypes.length; i++) {
      functionTypes[i] = reader.readIndex();
      type(functionTypes[i]);
    }
  }

  private List<FunctionSignature> typesOfFunctions() {
    List<FunctionSignature> signatures = new ArrayList<>(functionTypes.length);
    for (int type : functionTypes) {
      signatures.add(types.get(type));
    }
    return signatures;
  }

  private void readExports(ByteReader reader) throws InvalidCodeException {
    int count = readCount(reader, Limit.EXPORTS);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String name = reader.readName(schedule.limit(Limit.NAME_BYTES));
      int kind = reader.readByte();
      int index = reader.readIndex();
      if (!names.add(name)) {
        throw InvalidCodeException.invalid("two exports have the same name");
      }
      if (index >= countOfKind(kind)) {
        throw InvalidCodeException.invalid("an export of what is not there");
      }
      exports.add(new ContractModule.Export(name, kind, index));
    }
  }

  private int countOfKind(int kind) throws InvalidCodeException {
    return switch (kind) {
      case 0 -> imports.size() + functionTypes.length;
      case 1 -> storage.hasTable ? 1 : 0;
      case 2 -> storage.hasMemory ? 1 : 0;
      case 3 -> storage.globals.size();
      default -> throw InvalidCodeException.malformed("unknown kind of export");
    };
  }
}
