package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Adds loads, stores, bulk instructions and growth, within the memory and at its edges. */
final class MemoryGenerator {

  /** The types of the loads and then the stores, in the order of their opcodes. */
  private static final String TYPES = "ilfdiiiillllllilfdiilll";

  /** How many bytes each moves. */
  private static final String WIDTHS = "48481122112244" + "484812124";

  private final FunctionBuilder f;

  MemoryGenerator(FunctionBuilder function) {
    this.f = function;
  }

  private static ValueType typeOf(int opcode) {
    return switch (TYPES.charAt(opcode - Op.FIRST_LOAD)) {
      case 'i' -> ValueType.I32;
      case 'l' -> ValueType.I64;
      case 'f' -> ValueType.F32;
      default -> ValueType.F64;
    };
  }

  private static int width(int opcode) {
    return WIDTHS.charAt(opcode - Op.FIRST_LOAD) - '0';
  }

  void load(ValueType type) {
    if (f.module.memoryPages < 0) {
      f.values.leaf(type);
      return;
    }
    if (type == ValueType.I32 && f.choices.oneIn(8)) {
      f.emit(Op.MEMORY_SIZE);
      return;
    }
    List<Integer> fitting = new ArrayList<>();
    for (int opcode = Op.FIRST_LOAD; opcode < Op.FIRST_STORE; opcode++) {
      if (typeOf(opcode) == type) {
        fitting.add(opcode);
      }
    }
    int opcode = f.choices.pick(fitting);
    access(opcode, addressed(width(opcode)));
  }

  void store() {
    if (f.module.memoryPages < 0) {
      return;
    }
    List<Integer> fitting = new ArrayList<>();
    for (int opcode = Op.FIRST_STORE; opcode <= Op.LAST_STORE; opcode++) {
      if (f.features.types().contains(typeOf(opcode))) {
        fitting.add(opcode);
      }
    }
    int opcode = f.choices.pick(fitting);
    long offset = addressed(width(opcode));
    f.values.value(typeOf(opcode));
    access(opcode, offset);
  }

  private void access(int opcode, long offset) {
    int natural = Integer.numberOfTrailingZeros(width(opcode));
    f.emit(Instruction.access(opcode, f.choices.below(natural + 1), offset));
  }

  /** Adds an address and returns the offset that belongs to it. */
  private long addressed(int width) {
    long size = (long) f.module.memoryPages << 16;
    int kind = f.choices.below(8);
    if (f.features.trapsNow(f.choices)) {
      f.constant(ValueType.I32, f.choices.pick(size, size - 1, size - width + 1, -1, -8, 1L << 31));
      return f.choices.pick(0, 1, 8, size, Integer.MAX_VALUE, Integer.MAX_VALUE - 8);
    }
    if (kind == 0 && size > 0) {
      // The last place that fits, by address or by offset, and the last one in a block.
      long last = f.choices.pick(size - width, 4096L - width + f.choices.below(width));
      boolean byOffset = f.choices.oneIn(2);
      f.constant(ValueType.I32, byOffset ? 0 : last);
      return byOffset ? last : 0;
    }
    if (kind == 1) {
      f.values.value(ValueType.I32);
      if (!f.features.trapsNow(f.choices)) {
        f.constant(ValueType.I32, f.choices.pick(0xfff, 0x7fff, 0xf8));
        f.emit(Op.I32_AND);
      }
    } else {
      f.constant(ValueType.I32, f.choices.below(8) * 8L);
    }
    return f.choices.pick(0, 1, 3, 8, 2048, 4090, 0x7ff0);
  }

  void bulk() {
    if (f.module.memoryPages < 0) {
      return;
    }
    int kind = f.choices.below(3);
    if (kind == 2 && !f.module.data.isEmpty()) {
      int segment = f.choices.below(f.module.data.size());
      GeneratedModule.Data data = f.module.data.get(segment);
      int length = data.passive() ? data.content().length : 0;
      address();
      int from = f.choices.below(length + 1);
      bound(from);
      bound(f.choices.below(length - from + 1));
      f.emit(Op.MEMORY_INIT, segment);
    } else {
      address();
      if (kind == 0) {
        f.values.value(ValueType.I32);
      } else {
        address();
      }
      bound(f.choices.pick(0, 1, 7, 8, 9, 300, 4096, 5000));
      f.emit(kind == 0 ? Op.MEMORY_FILL : Op.MEMORY_COPY);
    }
  }

  private void address() {
    f.constant(ValueType.I32, f.choices.pick(0, 1, 100, 4090, 4096, 8191, 30_000));
    edge();
  }

  private void bound(long value) {
    f.constant(ValueType.I32, value);
    edge();
  }

  /** Rarely puts something else in place of what is on the stack. */
  private void edge() {
    if (f.features.trapsNow(f.choices)) {
      f.emit(Op.DROP);
      long size = (long) f.module.memoryPages << 16;
      f.constant(
          ValueType.I32,
          f.choices.pick(size, size + 1, size - 1, 1L << 31, Integer.MAX_VALUE, -1, -2, -4096));
    }
  }

  void grow() {
    if (f.module.memoryPages < 0 || !f.features.growth()) {
      return;
    }
    f.constant(ValueType.I32, f.choices.pick(0, 1, 1, 2, 3));
    if (f.features.trapsNow(f.choices)) {
      f.emit(Op.DROP);
      f.constant(ValueType.I32, f.choices.pick(17, 1024, 65_535, 65_536, 1L << 31, -1));
    }
    f.emit(Op.MEMORY_GROW);
    f.emit(Op.LOCAL_SET, f.localOf(ValueType.I32));
  }
}
