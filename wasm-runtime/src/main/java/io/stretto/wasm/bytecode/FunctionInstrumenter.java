package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;

/**
 * Builds metering into one function after the other. What becomes of a function:
 *
 * <pre>
 * depth -= units; if depth &lt; 0: unreachable      (only where it calls own functions)
 * gas (local) = gas (global)
 * block $exhausted
 *   block $body                                    (its result is the function's)
 *     ... each basic block: gas -= cost; mostly: branch to $exhausted if gas &lt; 0 ...
 *   end
 *   if there is a block that does not look: branch to $exhausted if gas &lt; 0
 *   gas (global) = gas (local); depth += units; return
 * end
 * gas (global) = gas (local); unreachable
 * </pre>
 *
 * A block that can neither trap nor call need not look whether gas ran out: nothing can be seen of
 * what happens between it and the next block that does. The first one of a loop always looks, so
 * none goes round without.
 *
 * <p>A {@code return} becomes a branch to {@code $body}. Functions that call no own function need
 * no depth: they add one frame at most, for which the stack has room beyond the metered limit.
 */
final class FunctionInstrumenter {

  private static final int NO_RESULT = 0x40;

  private final ContractModule module;
  private final GasSchedule schedule;
  private final InstructionCosts costs;
  private final int gasGlobal;
  private final int depthGlobal;
  private final ByteWriter out = new ByteWriter();
  private final ByteWriter segment = new ByteWriter();
  private final FloatRules floats = new FloatRules(segment);

  private long factor;
  private int gasLocal;
  private int sizeLocal;
  private boolean usesSizeLocal;
  private long segmentCost;
  private int segmentNesting;
  private boolean segmentCanFail;
  private boolean isAtLoopHead;
  private boolean hasUnchecked;
  private int nesting;

  FunctionInstrumenter(
      ContractModule module,
      GasSchedule schedule,
      InstructionCosts costs,
      int gasGlobal,
      int depthGlobal) {
    this.module = module;
    this.schedule = schedule;
    this.costs = costs;
    this.gasGlobal = gasGlobal;
    this.depthGlobal = depthGlobal;
  }

  /** Returns the function's new body, locals included. */
  ByteWriter instrument(int ownFunction) throws InvalidCodeException {
    ContractModule.Body body = module.bodies().get(ownFunction);
    FunctionSignature signature = module.types().get(module.functionTypes()[ownFunction]);
    factor = costs.factor(ownFunction);
    begin(body, signature);
    InstructionCursor cursor =
        new InstructionCursor(new ByteReader(module.code(), body.start(), body.end()), schedule);
    while (cursor.next() && !(cursor.opcode() == Opcodes.END && nesting == 0)) {
      addInstruction(cursor);
    }
    flushSegment();

    ByteWriter result = new ByteWriter();
    writeLocals(result, body);
    int units = body.callsOwnFunctions() ? Instrumenter.depthUnits(module, ownFunction) : 0;
    writePrologue(result, units, signature);
    result.putAll(out);
    writeEpilogue(result, units);
    return result;
  }

  private void begin(ContractModule.Body body, FunctionSignature signature) {
    out.clear();
    segment.clear();
    gasLocal = signature.parameters().size() + body.declaredLocals();
    sizeLocal = gasLocal + 1;
    floats.begin(gasLocal + 2);
    usesSizeLocal = false;
    nesting = 0;
    segmentNesting = 0;
    segmentCanFail = false;
    isAtLoopHead = false;
    hasUnchecked = false;
    segmentCost = body.declaredLocals() * schedule.cost(Cost.LOCAL);
  }

  private void writeLocals(ByteWriter result, ContractModule.Body body)
      throws InvalidCodeException {
    boolean usesMore = usesSizeLocal || floats.areUsed();
    ByteReader reader = new ByteReader(module.code(), body.localsStart(), body.start());
    result.putUnsigned(reader.readU32() + (usesMore ? 4 : 1));
    result.putAll(module.code(), reader.position(), body.start());
    result.put(1).put(ValueType.I64.code());
    if (usesMore) {
      result.put(1).put(ValueType.I32.code());
      result.put(1).put(ValueType.F32.code());
      result.put(1).put(ValueType.F64.code());
    }
  }

  private void writePrologue(ByteWriter result, int units, FunctionSignature signature) {
    if (units > 0) {
      addToDepth(result, Opcodes.I32_SUB, units);
      result.putOp(Opcodes.GLOBAL_GET, depthGlobal);
      result.put(Opcodes.I32_CONST).putSigned(0).put(Opcodes.I32_LT_S);
      result.put(Opcodes.IF).put(NO_RESULT).put(Opcodes.UNREACHABLE).put(Opcodes.END);
    }
    result.putOp(Opcodes.GLOBAL_GET, gasGlobal).putOp(Opcodes.LOCAL_SET, gasLocal);
    int resultType = signature.results().isEmpty() ? NO_RESULT : signature.results().get(0).code();
    result.put(Opcodes.BLOCK).put(NO_RESULT);
    result.put(Opcodes.BLOCK).put(resultType);
  }

  private void writeEpilogue(ByteWriter result, int units) {
    result.put(Opcodes.END);
    if (hasUnchecked) {
      result.putOp(Opcodes.LOCAL_GET, gasLocal);
      check(result, 0);
    }
    spillGas(result);
    if (units > 0) {
      addToDepth(result, Opcodes.I32_ADD, units);
    }
    result.put(Opcodes.RETURN).put(Opcodes.END);
    spillGas(result);
    result.put(Opcodes.UNREACHABLE).put(Opcodes.END);
  }

  private void addToDepth(ByteWriter result, int operation, int units) {
    result.putOp(Opcodes.GLOBAL_GET, depthGlobal);
    result.put(Opcodes.I32_CONST).putSigned(units).put(operation);
    result.putOp(Opcodes.GLOBAL_SET, depthGlobal);
  }

  private void spillGas(ByteWriter result) {
    result.putOp(Opcodes.LOCAL_GET, gasLocal).putOp(Opcodes.GLOBAL_SET, gasGlobal);
  }

  private void addInstruction(InstructionCursor cursor) {
    int opcode = cursor.opcode();
    segmentCost += costs.gas(cursor);
    segmentCanFail |= Opcodes.canFail(opcode);
    switch (opcode) {
      case Opcodes.BLOCK, Opcodes.LOOP, Opcodes.IF -> {
        nesting++;
        copy(cursor);
      }
      case Opcodes.END -> {
        nesting--;
        copy(cursor);
      }
      case Opcodes.RETURN -> segment.putOp(Opcodes.BR, nesting);
      case Opcodes.CALL, Opcodes.CALL_INDIRECT -> {
        spillGas(segment);
        copy(cursor);
        segment.putOp(Opcodes.GLOBAL_GET, gasGlobal).putOp(Opcodes.LOCAL_SET, gasLocal);
      }
      case Opcodes.MEMORY_GROW -> chargeGrowth(cursor);
      case Opcodes.MEMORY_INIT, Opcodes.MEMORY_COPY, Opcodes.MEMORY_FILL -> chargeBulk(cursor);
      default -> {
        if (!floats.replace(opcode)) {
          copy(cursor);
          floats.makeCanonical(opcode);
        }
      }
    }
    if (Opcodes.endsBasicBlock(opcode)) {
      flushSegment();
      isAtLoopHead |= opcode == Opcodes.LOOP;
    }
  }

  private void copy(InstructionCursor cursor) {
    segment.putAll(module.code(), cursor.start(), cursor.end());
  }

  /**
   * Charges for each page of the memory that would result, since growing makes all of it anew. The
   * sum has 33 bits at most, so its product with a price of 31 bits does not overflow.
   */
  private void chargeGrowth(InstructionCursor cursor) {
    beginCharge();
    segment.put(Opcodes.MEMORY_SIZE).put(0).put(Opcodes.I64_EXTEND_I32_U).put(Opcodes.I64_ADD);
    segment.put(Opcodes.I64_CONST).putSigned(schedule.cost(Cost.MEMORY_PAGE)).put(Opcodes.I64_MUL);
    subtractAndCheck(segment, nesting);
    copy(cursor);
  }

  /** Charges for each 8 bytes of the size. */
  private void chargeBulk(InstructionCursor cursor) {
    beginCharge();
    segment.put(Opcodes.I64_CONST).putSigned(schedule.cost(Cost.BULK_8_BYTES));
    segment.put(Opcodes.I64_MUL).put(Opcodes.I64_CONST).putSigned(3).put(Opcodes.I64_SHR_U);
    subtractAndCheck(segment, nesting);
    copy(cursor);
  }

  /** Puts the gas left and the operand on top of the stack, which stays there, above it. */
  private void beginCharge() {
    usesSizeLocal = true;
    segment.putOp(Opcodes.LOCAL_TEE, sizeLocal).putOp(Opcodes.LOCAL_GET, gasLocal);
    segment.putOp(Opcodes.LOCAL_GET, sizeLocal).put(Opcodes.I64_EXTEND_I32_U);
  }

  private void flushSegment() {
    if (segmentCost > 0 || (segmentCanFail && hasUnchecked)) {
      out.putOp(Opcodes.LOCAL_GET, gasLocal);
      out.put(Opcodes.I64_CONST).putSigned(segmentCost * factor);
      if (segmentCanFail || isAtLoopHead) {
        subtractAndCheck(out, segmentNesting);
      } else {
        out.put(Opcodes.I64_SUB).putOp(Opcodes.LOCAL_SET, gasLocal);
        hasUnchecked = true;
      }
      isAtLoopHead = false;
    }
    out.putAll(segment);
    segment.clear();
    segmentCost = 0;
    segmentCanFail = false;
    segmentNesting = nesting;
  }

  private void subtractAndCheck(ByteWriter target, int nestingThere) {
    target.put(Opcodes.I64_SUB).putOp(Opcodes.LOCAL_TEE, gasLocal);
    check(target, nestingThere + 1);
  }

  /** Branches out of so many blocks where the number on top of the stack is negative. */
  private static void check(ByteWriter target, int label) {
    target.put(Opcodes.I64_CONST).putSigned(0).put(Opcodes.I64_LT_S);
    target.putOp(Opcodes.BR_IF, label);
  }
}
