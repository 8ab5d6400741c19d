package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites a module so that an engine without our rules gives what contracts are promised: a NaN
 * that arithmetic makes is canonical, and signs of floats are changed by integers. It is done by
 * calls of helper functions behind the module's own, unlike the metering's way. No gas is counted.
 */
public final class ReferenceForm {

  private static final long F32_NAN = 0x7fc0_0000L;
  private static final long F64_NAN = 0x7ff8_0000_0000_0000L;
  private static final long F32_SIGN = 0x8000_0000L;
  private static final long F64_SIGN = 0x8000_0000_0000_0000L;

  private final GeneratedModule reference = new GeneratedModule();
  private final int firstHelper;

  private ReferenceForm(GeneratedModule module) {
    this.firstHelper = module.imports.size() + module.functions.size();
    reference.types.addAll(module.types);
    reference.imports.addAll(module.imports);
    reference.globals.addAll(module.globals);
    reference.exports.addAll(module.exports);
    reference.elements.addAll(module.elements);
    reference.data.addAll(module.data);
    reference.tableEntries = module.tableEntries;
    reference.memoryPages = module.memoryPages;
    reference.memoryPagesMaximum = module.memoryPagesMaximum;
    for (GeneratedModule.Function function : module.functions) {
      reference.functions.add(
          new GeneratedModule.Function(
              function.type(), function.locals(), rewritten(function.code())));
    }
    addHelpers();
  }

  /** Returns the rewritten module; indexes of types, functions and globals stay as they are. */
  public static GeneratedModule of(GeneratedModule module) {
    return new ReferenceForm(module).reference;
  }

  /** The helpers, in the order in which they stand behind the module's functions. */
  private enum Helper {
    CANONICAL_F32,
    CANONICAL_F64,
    ABS_F32,
    ABS_F64,
    NEG_F32,
    NEG_F64,
    COPYSIGN_F32,
    COPYSIGN_F64
  }

  private List<Instruction> rewritten(List<Instruction> code) {
    List<Instruction> result = new ArrayList<>();
    for (Instruction instruction : code) {
      Helper replacement = replacement(instruction.opcode());
      if (replacement != null) {
        result.add(call(replacement));
      } else {
        result.add(instruction);
        if (Operations.makesNan(instruction.opcode())) {
          boolean isF32 =
              instruction.opcode() < Op.F64_ABS || instruction.opcode() == Op.F32_DEMOTE_F64;
          result.add(call(isF32 ? Helper.CANONICAL_F32 : Helper.CANONICAL_F64));
        }
      }
    }
    return result;
  }

  private Instruction call(Helper helper) {
    return Instruction.of(Op.CALL, firstHelper + List.of(Helper.values()).indexOf(helper));
  }

  private static Helper replacement(int opcode) {
    return switch (opcode) {
      case Op.F32_ABS -> Helper.ABS_F32;
      case Op.F64_ABS -> Helper.ABS_F64;
      case Op.F32_NEG -> Helper.NEG_F32;
      case Op.F64_NEG -> Helper.NEG_F64;
      case Op.F32_COPYSIGN -> Helper.COPYSIGN_F32;
      case Op.F64_COPYSIGN -> Helper.COPYSIGN_F64;
      default -> null;
    };
  }

  private void addHelpers() {
    addCanonical(ValueType.F32, Op.F32_CONST, F32_NAN, Op.F32_NE);
    addCanonical(ValueType.F64, Op.F64_CONST, F64_NAN, Op.F64_NE);
    add32(1, bits32(~F32_SIGN, Op.I32_AND));
    add64(1, bits64(~F64_SIGN, Op.I64_AND));
    add32(1, bits32(F32_SIGN, Op.I32_XOR));
    add64(1, bits64(F64_SIGN, Op.I64_XOR));
    add32(2, copySign32());
    add64(2, copySign64());
  }

  private void addCanonical(ValueType type, int constant, long nan, int notEqual) {
    add(
        type,
        1,
        List.of(
            Instruction.of(Op.LOCAL_GET),
            Instruction.of(Op.LOCAL_GET),
            Instruction.of(notEqual),
            Instruction.of(Op.IF, type.code()),
            Instruction.of(constant, nan),
            Instruction.of(Op.ELSE),
            Instruction.of(Op.LOCAL_GET),
            Instruction.of(Op.END)));
  }

  private static List<Instruction> bits32(long mask, int operation) {
    return List.of(
        Instruction.of(Op.LOCAL_GET),
        Instruction.of(Op.I32_REINTERPRET_F32),
        Instruction.of(Op.I32_CONST, mask),
        Instruction.of(operation),
        Instruction.of(Op.F32_REINTERPRET_I32));
  }

  private static List<Instruction> bits64(long mask, int operation) {
    return List.of(
        Instruction.of(Op.LOCAL_GET),
        Instruction.of(Op.I64_REINTERPRET_F64),
        Instruction.of(Op.I64_CONST, mask),
        Instruction.of(operation),
        Instruction.of(Op.F64_REINTERPRET_I64));
  }

  private static List<Instruction> copySign32() {
    return List.of(
        Instruction.of(Op.LOCAL_GET),
        Instruction.of(Op.I32_REINTERPRET_F32),
        Instruction.of(Op.I32_CONST, ~F32_SIGN),
        Instruction.of(Op.I32_AND),
        Instruction.of(Op.LOCAL_GET, 1),
        Instruction.of(Op.I32_REINTERPRET_F32),
        Instruction.of(Op.I32_CONST, F32_SIGN),
        Instruction.of(Op.I32_AND),
        Instruction.of(Op.I32_OR),
        Instruction.of(Op.F32_REINTERPRET_I32));
  }

  private static List<Instruction> copySign64() {
    return List.of(
        Instruction.of(Op.LOCAL_GET),
        Instruction.of(Op.I64_REINTERPRET_F64),
        Instruction.of(Op.I64_CONST, ~F64_SIGN),
        Instruction.of(Op.I64_AND),
        Instruction.of(Op.LOCAL_GET, 1),
        Instruction.of(Op.I64_REINTERPRET_F64),
        Instruction.of(Op.I64_CONST, F64_SIGN),
        Instruction.of(Op.I64_AND),
        Instruction.of(Op.I64_OR),
        Instruction.of(Op.F64_REINTERPRET_I64));
  }

  private void add32(int parameters, List<Instruction> code) {
    add(ValueType.F32, parameters, code);
  }

  private void add64(int parameters, List<Instruction> code) {
    add(ValueType.F64, parameters, code);
  }

  private void add(ValueType type, int parameters, List<Instruction> code) {
    List<ValueType> taken = parameters == 1 ? List.of(type) : List.of(type, type);
    int signature = reference.typeOf(new FunctionSignature(taken, List.of(type)));
    reference.functions.add(new GeneratedModule.Function(signature, List.of(), code));
  }
}
