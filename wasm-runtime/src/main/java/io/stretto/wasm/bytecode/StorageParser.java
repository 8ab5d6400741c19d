package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the sections of a module that say what it stores: table, memory, globals, segments. */
final class StorageParser {

  private final GasSchedule schedule;
  boolean hasTable;
  int tableEntries;
  boolean hasMemory;
  int memoryPages;
  int memoryPagesMaximum;
  int dataSegments;
  final List<ContractModule.Global> globals = new ArrayList<>();
  final Set<Integer> tableFunctions = new HashSet<>();
  final List<ContractModule.Data> data = new ArrayList<>();

  StorageParser(GasSchedule schedule) {
    this.schedule = schedule;
  }

  private int readCount(ByteReader reader, Limit limit) throws InvalidCodeException {
    return reader.readCount(schedule.limit(limit), limit.description());
  }

  void readTable(ByteReader reader) throws InvalidCodeException {
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

  void readMemory(ByteReader reader) throws InvalidCodeException {
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

  void readGlobals(ByteReader reader) throws InvalidCodeException {
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

  void readElements(ByteReader reader, int functions) throws InvalidCodeException {
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
        if (function >= functions) {
          throw InvalidCodeException.invalid("an element is no function");
        }
        tableFunctions.add(function);
      }
    }
  }

  void readData(ByteReader reader) throws InvalidCodeException {
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
