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
  private final List<ContractModule.Import> imports = new ArrayList<>();
  private int[] functionTypes = {};
  private int tableEntries;
  private int memoryPages;
  private int memoryPagesMaximum;
  private boolean hasMemory;
  private boolean hasTable;
  private final List<ContractModule.Global> globals = new ArrayList<>();
  private final List<ContractModule.Export> exports = new ArrayList<>();
  private List<ContractModule.Body> bodies = List.of();
  private int declaredDataSegments = -1;
  private int dataSegments;
  private final Set<Integer> tableFunctions = new HashSet<>();
  private final List<ContractModule.Data> data = new ArrayList<>();

  private ModuleParser(
      byte[] code, GasSchedule schedule, Map<String, FunctionSignature> hostFunctions) {
    this.code = code;
    this.schedule = schedule;
    this.hostFunctions = hostFunctions;
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
    if (declaredDataSegments >= 0 && declaredDataSegments != dataSegments) {
      throw InvalidCodeException.malformed("data segments and their count differ");
    }
    return checked(
        new ContractModule(
            code,
            List.copyOf(sections),
            List.copyOf(types),
            List.copyOf(imports),
            functionTypes,
            hasTable,
            tableEntries,
            hasMemory,
            memoryPages,
            memoryPagesMaximum,
            List.copyOf(globals),
            List.copyOf(exports),
            declaredDataSegments,
            Set.copyOf(tableFunctions),
            List.copyOf(data),
            bodies,
            new int[bodies.size()]));
  }

  private ContractModule checked(ContractModule module) throws InvalidCodeException {
    TypeChecker checker = new TypeChecker(module, schedule);
    for (int i = 0; i < bodies.size(); i++) {
      module.compiledSizes()[i] = checker.check(i);
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
      case SectionId.TABLE -> readTable(reader);
      case SectionId.MEMORY -> readMemory(reader);
      case SectionId.GLOBAL -> readGlobals(reader);
      case SectionId.EXPORT -> readExports(reader);
      case SectionId.START -> throw InvalidCodeException.notAllowed("a start function");
      case SectionId.ELEMENT -> readElements(reader);
      case SectionId.DATA_COUNT -> declaredDataSegments = reader.readIndex();
      case SectionId.CODE ->
          bodies = new BodyParser(schedule, typesOfFunctions(), imports.size()).parse(reader);
      case SectionId.DATA -> readData(reader);
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

  private void readTable(ByteReader reader) throws InvalidCodeException {
    long count = reader.readU32();
    if (count > 1) {
      throw InvalidCodeException.notAllowed("several tables");
    }
    if (count == 1) {
      if (reader.readByte() != 0x70) {
        throw InvalidCodeException.notAllowed("a table of other than functions");
      }
      int flags = reader.readByte();
      if (flags > 1) {
        throw InvalidCodeException.notAllowed("a table of an unknown kind");
      }
      tableEntries = readCount(reader, Limit.TABLE_ENTRIES);
      if (flags == 1 && reader.readU32() < tableEntries) {
        throw InvalidCodeException.invalid("the table's maximum is below its minimum");
      }
      hasTable = true;
    }
  }

  private void readMemory(ByteReader reader) throws InvalidCodeException {
    long count = reader.readU32();
    if (count > 1) {
      throw InvalidCodeException.notAllowed("several memories");
    }
    if (count == 1) {
      int flags = reader.readByte();
      if (flags > 1) {
        throw InvalidCodeException.notAllowed("a memory that is shared or has 64-bit addresses");
      }
      memoryPages = readCount(reader, Limit.INITIAL_MEMORY_PAGES);
      long limit = schedule.limit(Limit.MEMORY_PAGES);
      long maximum = flags == 1 ? reader.readU32() : limit;
      if (maximum < memoryPages || maximum > 65_536) {
        throw InvalidCodeException.invalid("the memory's maximum is out of range");
      }
      memoryPagesMaximum = (int) Math.min(limit, maximum);
      hasMemory = true;
    }
  }

  private void readGlobals(ByteReader reader) throws InvalidCodeException {
    int count = readCount(reader, Limit.GLOBALS);
    for (int i = 0; i < count; i++) {
      ValueType type = reader.readValueType();
      int mutable = reader.readByte();
      if (mutable > 1) {
        throw InvalidCodeException.malformed("mutability of a global");
      }
      readConstant(reader, type);
      globals.add(new ContractModule.Global(type, mutable == 1));
    }
  }

  /** Reads the initial value of a global, or an offset: one constant instruction. */
  private static long readConstant(ByteReader reader, ValueType type) throws InvalidCodeException {
    int opcode = reader.readByte();
    int expected =
        switch (type) {
          case I32 -> Opcodes.I32_CONST;
          case I64 -> Opcodes.I64_CONST;
          case F32 -> Opcodes.F32_CONST;
          case F64 -> Opcodes.F64_CONST;
        };
    if (opcode != expected) {
      throw InvalidCodeException.notAllowed("an initial value that is no constant of its type");
    }
    long value = 0;
    switch (type) {
      case I32 -> value = reader.readSigned(32);
      case I64 -> value = reader.readSigned(64);
      case F32 -> reader.skip(4);
      case F64 -> reader.skip(8);
    }
    if (reader.readByte() != Opcodes.END) {
      throw InvalidCodeException.notAllowed("an initial value of several instructions");
    }
    return value;
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
      case 1 -> hasTable ? 1 : 0;
      case 2 -> hasMemory ? 1 : 0;
      case 3 -> globals.size();
      default -> throw InvalidCodeException.malformed("unknown kind of export");
    };
  }

  private void readElements(ByteReader reader) throws InvalidCodeException {
    int count = readCount(reader, Limit.ELEMENT_SEGMENTS);
    for (int i = 0; i < count; i++) {
      if (reader.readU32() != 0) {
        throw InvalidCodeException.notAllowed("an element segment that is not plain and active");
      }
      long offset = readConstant(reader, ValueType.I32) & 0xffff_ffffL;
      int entries = readCount(reader, Limit.TABLE_ENTRIES);
      if (!hasTable || offset + entries > tableEntries) {
        throw InvalidCodeException.invalid("an element segment is outside of the table");
      }
      for (int entry = 0; entry < entries; entry++) {
        int function = reader.readIndex();
        if (function >= imports.size() + functionTypes.length) {
          throw InvalidCodeException.invalid("an element is no function");
        }
        tableFunctions.add(function);
      }
    }
  }

  private void readData(ByteReader reader) throws InvalidCodeException {
    dataSegments = readCount(reader, Limit.DATA_SEGMENTS);
    for (int i = 0; i < dataSegments; i++) {
      long flags = reader.readU32();
      if (flags > 2) {
        throw InvalidCodeException.malformed("unknown kind of data segment");
      }
      if (flags == 2 && reader.readU32() != 0) {
        throw InvalidCodeException.notAllowed("a second memory");
      }
      boolean passive = flags == 1;
      long offset = passive ? 0 : readConstant(reader, ValueType.I32) & 0xffff_ffffL;
      long size = reader.readU32();
      int start = reader.position();
      reader.skip(size);
      if (!hasMemory) {
        throw InvalidCodeException.invalid("a data segment without memory");
      }
      if (!passive && offset + size > (long) memoryPages << 16) {
        throw InvalidCodeException.invalid("a data segment is outside of the initial memory");
      }
      if (!passive) {
        data.add(new ContractModule.Data(offset, start, reader.position()));
      }
    }
  }
}
