package io.stretto.wasm.bytecode;

import io.stretto.wasm.bytecode.OperandStack.Frame;
import io.stretto.wasm.gas.GasSchedule;
import java.util.List;

/**
 * Checks that the instructions of functions fit together, by the algorithm of the WebAssembly
 * specification, and estimates on the way how large the functions become on the JVM. So whether
 * code is accepted does not hang on the engine, its version or its switches.
 */
final class TypeChecker {

  private static final byte I32 = (byte) ValueType.I32.code();

  private final ContractModule module;
  private final GasSchedule schedule;
  private final OperandStack stack = new OperandStack();
  private final CompiledSize size = new CompiledSize();
  private byte[] locals = {};
  private byte functionResult;
  private long frameValues;

  TypeChecker(ContractModule module, GasSchedule schedule) {
    this.module = module;
    this.schedule = schedule;
  }

  /** Checks one function; returns the estimate of its size on the JVM in bytes. */
  int check(int ownFunction) throws InvalidCodeException {
    ContractModule.Body body = module.bodies().get(ownFunction);
    FunctionSignature signature = module.types().get(module.functionTypes()[ownFunction]);
    locals = readLocals(body, signature);
    functionResult = resultOf(signature);
    size.begin(locals.length);
    frameValues = locals.length;
    stack.clear();
    stack.open(Opcodes.BLOCK, functionResult);
    InstructionCursor cursor =
        new InstructionCursor(new ByteReader(module.code(), body.start(), body.end()), schedule);
    while (cursor.next()) {
      stack.top();
      size.add(cursor.opcode());
      check(cursor);
      if (Opcodes.endsBasicBlock(cursor.opcode())) {
        frameValues += locals.length + stack.size();
      }
    }
    return size.estimate();
  }

  /**
   * The locals and operands of the function checked last, counted at its beginning and again at
   * each end of a basic block.
   */
  long frameValues() {
    return frameValues;
  }

  private byte[] readLocals(ContractModule.Body body, FunctionSignature signature)
      throws InvalidCodeException {
    byte[] types = new byte[signature.parameters().size() + body.declaredLocals()];
    int count = 0;
    for (ValueType parameter : signature.parameters()) {
      types[count++] = (byte) parameter.code();
    }
    ByteReader reader = new ByteReader(module.code(), body.localsStart(), body.start());
    long groups = reader.readU32();
    for (long group = 0; group < groups; group++) {
      long length = reader.readU32();
      byte type = (byte) reader.readValueType().code();
      for (long i = 0; i < length; i++) {
        types[count++] = type;
      }
    }
    return types;
  }

  private static byte resultOf(FunctionSignature signature) {
    List<ValueType> results = signature.results();
    return results.isEmpty() ? OperandTypes.NONE : (byte) results.get(0).code();
  }

  private static byte blockResult(long blockType) {
    return blockType == 0x40 ? OperandTypes.NONE : (byte) blockType;
  }

  private void check(InstructionCursor cursor) throws InvalidCodeException {
    int opcode = cursor.opcode();
    long immediate = cursor.immediate();
    switch (opcode) {
      case Opcodes.UNREACHABLE -> stack.setUnreachable();
      case Opcodes.NOP -> {}
      case Opcodes.BLOCK, Opcodes.LOOP -> stack.open(opcode, blockResult(immediate));
      case Opcodes.IF -> {
        stack.pop(I32);
        stack.open(opcode, blockResult(immediate));
      }
      case Opcodes.ELSE -> checkElse();
      case Opcodes.END -> checkEnd();
      case Opcodes.BR -> {
        branch(immediate);
        stack.setUnreachable();
      }
      case Opcodes.BR_IF -> {
        stack.pop(I32);
        stack.push(branch(immediate));
      }
      case Opcodes.BR_TABLE -> checkBranchTable(cursor.labels());
      case Opcodes.RETURN -> {
        stack.pop(functionResult);
        stack.setUnreachable();
      }
      case Opcodes.CALL -> checkCall(immediate);
      case Opcodes.CALL_INDIRECT -> checkCallIndirect(immediate);
      case Opcodes.DROP -> stack.pop();
      case Opcodes.SELECT -> {
        stack.pop(I32);
        stack.push(stack.popEqualPair());
      }
      case Opcodes.SELECT_TYPED -> {
        stack.pop(I32);
        stack.pop((byte) immediate);
        stack.pop((byte) immediate);
        stack.push((byte) immediate);
      }
      case Opcodes.LOCAL_GET -> stack.push(local(immediate));
      case Opcodes.LOCAL_SET -> stack.pop(local(immediate));
      case Opcodes.LOCAL_TEE -> {
        stack.pop(local(immediate));
        stack.push(local(immediate));
      }
      case Opcodes.GLOBAL_GET -> stack.push((byte) global(immediate).type().code());
      case Opcodes.GLOBAL_SET -> checkGlobalSet(immediate);
      case Opcodes.MEMORY_INIT, Opcodes.MEMORY_COPY, Opcodes.MEMORY_FILL ->
          checkBulk(opcode, immediate);
      default -> checkPlain(cursor);
    }
  }

  private void checkPlain(InstructionCursor cursor) throws InvalidCodeException {
    int opcode = cursor.opcode();
    if (opcode >= 0x28 && opcode <= Opcodes.MEMORY_GROW) {
      requireMemory();
      if (cursor.alignment() > OperandTypes.naturalAlignment(opcode)) {
        throw InvalidCodeException.invalid("alignment is larger than natural");
      }
    }
    stack.pop(OperandTypes.second(opcode));
    stack.pop(OperandTypes.first(opcode));
    stack.push(OperandTypes.result(opcode));
  }

  private void checkElse() throws InvalidCodeException {
    Frame frame = stack.close();
    if (frame.opcode != Opcodes.IF) {
      throw InvalidCodeException.malformed("else without if");
    }
    stack.open(Opcodes.ELSE, frame.result);
  }

  private void checkEnd() throws InvalidCodeException {
    Frame frame = stack.close();
    if (frame.opcode == Opcodes.IF && frame.result != OperandTypes.NONE) {
      throw InvalidCodeException.invalid("if with a result but without else");
    }
    stack.push(frame.result);
  }

  /** Checks a branch and takes what it carries off the stack; returns the type of that. */
  private byte branch(long label) throws InvalidCodeException {
    Frame target = stack.target(label);
    byte type = target.branchType();
    stack.pop(type);
    size.addDrops(stack.size() - target.height);
    return type;
  }

  private void checkBranchTable(int[] labels) throws InvalidCodeException {
    stack.pop(I32);
    byte type = stack.target(labels[labels.length - 1]).branchType();
    for (int label : labels) {
      if (stack.target(label).branchType() != type) {
        throw InvalidCodeException.invalid("targets of br_table with different types");
      }
      stack.push(branch(label));
      size.addTarget();
    }
    stack.setUnreachable();
  }

  private void checkCall(long function) throws InvalidCodeException {
    if (function >= module.functionCount()) {
      throw InvalidCodeException.invalid("a call of an unknown function");
    }
    apply(module.signature((int) function));
  }

  private void checkCallIndirect(long type) throws InvalidCodeException {
    if (!module.hasTable()) {
      throw InvalidCodeException.invalid("call_indirect without table");
    }
    if (type >= module.types().size()) {
      throw InvalidCodeException.invalid("unknown type");
    }
    stack.pop(I32);
    apply(module.types().get((int) type));
  }

  private void apply(FunctionSignature signature) throws InvalidCodeException {
    List<ValueType> parameters = signature.parameters();
    for (int i = parameters.size() - 1; i >= 0; i--) {
      stack.pop((byte) parameters.get(i).code());
    }
    stack.push(resultOf(signature));
  }

  private byte local(long index) throws InvalidCodeException {
    if (index >= locals.length) {
      throw InvalidCodeException.invalid("unknown local");
    }
    return locals[(int) index];
  }

  private ContractModule.Global global(long index) throws InvalidCodeException {
    if (index >= module.globals().size()) {
      throw InvalidCodeException.invalid("unknown global");
    }
    return module.globals().get((int) index);
  }

  private void checkGlobalSet(long index) throws InvalidCodeException {
    ContractModule.Global global = global(index);
    if (!global.mutable()) {
      throw InvalidCodeException.invalid("global.set of a constant");
    }
    stack.pop((byte) global.type().code());
  }

  private void checkBulk(int opcode, long segment) throws InvalidCodeException {
    requireMemory();
    if (opcode == Opcodes.MEMORY_INIT && segment >= module.declaredDataSegments()) {
      throw InvalidCodeException.invalid("memory.init of an unknown data segment");
    }
    stack.pop(I32);
    stack.pop(I32);
    stack.pop(I32);
  }

  private void requireMemory() throws InvalidCodeException {
    if (!module.hasMemory()) {
      throw InvalidCodeException.invalid("a memory instruction without memory");
    }
  }
}
