package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.ValueType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The numeric instructions with their types, from the specification's tables. */
final class Operations {

  private static final Map<ValueType, List<Operation>> BY_RESULT = new EnumMap<>(ValueType.class);

  /** A numeric instruction. */
  record Operation(int opcode, ValueType operand, int operandCount) {}

  static {
    for (ValueType type : ValueType.values()) {
      BY_RESULT.put(type, new ArrayList<>());
    }
    integers();
    floats();
    conversions();
  }

  private Operations() {}

  private static void integers() {
    add(0x45, 0x45, ValueType.I32, 1, ValueType.I32);
    add(0x46, 0x4f, ValueType.I32, 2, ValueType.I32);
    add(0x50, 0x50, ValueType.I64, 1, ValueType.I32);
    add(0x51, 0x5a, ValueType.I64, 2, ValueType.I32);
    add(0x67, 0x69, ValueType.I32, 1, ValueType.I32);
    add(0x6a, 0x78, ValueType.I32, 2, ValueType.I32);
    add(0x79, 0x7b, ValueType.I64, 1, ValueType.I64);
    add(0x7c, 0x8a, ValueType.I64, 2, ValueType.I64);
    add(0xa7, 0xa7, ValueType.I64, 1, ValueType.I32);
    add(0xac, 0xad, ValueType.I32, 1, ValueType.I64);
    add(0xc0, 0xc1, ValueType.I32, 1, ValueType.I32);
    add(0xc2, 0xc4, ValueType.I64, 1, ValueType.I64);
  }

  private static void floats() {
    add(0x5b, 0x60, ValueType.F32, 2, ValueType.I32);
    add(0x61, 0x66, ValueType.F64, 2, ValueType.I32);
    add(0x8b, 0x91, ValueType.F32, 1, ValueType.F32);
    add(0x92, 0x98, ValueType.F32, 2, ValueType.F32);
    add(0x99, 0x9f, ValueType.F64, 1, ValueType.F64);
    add(0xa0, 0xa6, ValueType.F64, 2, ValueType.F64);
  }

  private static void conversions() {
    add(0xa8, 0xa9, ValueType.F32, 1, ValueType.I32);
    add(0xaa, 0xab, ValueType.F64, 1, ValueType.I32);
    add(0xae, 0xaf, ValueType.F32, 1, ValueType.I64);
    add(0xb0, 0xb1, ValueType.F64, 1, ValueType.I64);
    add(0xb2, 0xb3, ValueType.I32, 1, ValueType.F32);
    add(0xb4, 0xb5, ValueType.I64, 1, ValueType.F32);
    add(0xb6, 0xb6, ValueType.F64, 1, ValueType.F32);
    add(0xb7, 0xb8, ValueType.I32, 1, ValueType.F64);
    add(0xb9, 0xba, ValueType.I64, 1, ValueType.F64);
    add(0xbb, 0xbb, ValueType.F32, 1, ValueType.F64);
    add(0xbc, 0xbc, ValueType.F32, 1, ValueType.I32);
    add(0xbd, 0xbd, ValueType.F64, 1, ValueType.I64);
    add(0xbe, 0xbe, ValueType.I32, 1, ValueType.F32);
    add(0xbf, 0xbf, ValueType.I64, 1, ValueType.F64);
    add(Op.PREFIXED, Op.PREFIXED + 1, ValueType.F32, 1, ValueType.I32);
    add(Op.PREFIXED + 2, Op.PREFIXED + 3, ValueType.F64, 1, ValueType.I32);
    add(Op.PREFIXED + 4, Op.PREFIXED + 5, ValueType.F32, 1, ValueType.I64);
    add(Op.PREFIXED + 6, Op.PREFIXED + 7, ValueType.F64, 1, ValueType.I64);
  }

  private static void add(int first, int last, ValueType operand, int count, ValueType result) {
    for (int opcode = first; opcode <= last; opcode++) {
      BY_RESULT.get(result).add(new Operation(opcode, operand, count));
    }
  }

  /** All instructions that give a type; with or without those that touch floating-point numbers. */
  static List<Operation> giving(ValueType result, boolean withFloats) {
    return BY_RESULT.get(result).stream()
        .filter(operation -> withFloats || isInteger(operation.operand()))
        .toList();
  }

  static boolean isInteger(ValueType type) {
    return type == ValueType.I32 || type == ValueType.I64;
  }

  /** Whether a number is divided by another, which must not be zero. */
  static boolean isDivision(int opcode) {
    return (opcode >= 0x6d && opcode <= 0x70) || (opcode >= 0x7f && opcode <= 0x82);
  }

  /** Whether a float becomes an integer, for which it must not be too large. */
  static boolean isTruncation(int opcode) {
    return (opcode >= 0xa8 && opcode <= 0xab) || (opcode >= 0xae && opcode <= 0xb1);
  }

  /** Whether the result may be a NaN of arithmetic. */
  static boolean makesNan(int opcode) {
    return (opcode >= 0x8d && opcode <= 0x97)
        || (opcode >= 0x9b && opcode <= 0xa5)
        || opcode == Op.F32_DEMOTE_F64
        || opcode == Op.F64_PROMOTE_F32;
  }

  /** Whether the reference form has another instruction in place, or more than the one. */
  static boolean makesNanOrSign(int opcode) {
    return makesNan(opcode)
        || switch (opcode) {
          case Op.F32_ABS, Op.F32_NEG, Op.F32_COPYSIGN -> true;
          case Op.F64_ABS, Op.F64_NEG, Op.F64_COPYSIGN -> true;
          default -> false;
        };
  }

  static int constant(ValueType type) {
    return switch (type) {
      case I32 -> Op.I32_CONST;
      case I64 -> Op.I64_CONST;
      case F32 -> Op.F32_CONST;
      case F64 -> Op.F64_CONST;
    };
  }
}
