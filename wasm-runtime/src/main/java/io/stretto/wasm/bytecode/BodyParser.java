package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import java.util.ArrayList;
import java.util.List;

/** Reads the bodies of a module's functions: locals, nesting, white list and limits. */
final class BodyParser {

  private final GasSchedule schedule;
  private final List<FunctionSignature> signatures;
  private final int importCount;

  BodyParser(GasSchedule schedule, List<FunctionSignature> signatures, int importCount) {
    this.schedule = schedule;
    this.signatures = signatures;
    this.importCount = importCount;
  }

  List<ContractModule.Body> parse(ByteReader reader) throws InvalidCodeException {
    int count = reader.readCount(schedule.limit(Limit.FUNCTIONS), Limit.FUNCTIONS.description());
    if (count != signatures.size()) {
      throw InvalidCodeException.malformed("functions and bodies differ in number");
    }
    List<ContractModule.Body> bodies = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int size =
          reader.readCount(
              schedule.limit(Limit.FUNCTION_BYTES),
              Limit.FUNCTION_BYTES.description() + " (function " + (importCount + i) + ")");
      bodies.add(parseBody(reader.slice(size), signatures.get(i).parameters().size()));
    }
    return List.copyOf(bodies);
  }

  private ContractModule.Body parseBody(ByteReader reader, int parameters)
      throws InvalidCodeException {
    int localsStart = reader.position();
    long groups = reader.readU32();
    long locals = 0;
    for (long group = 0; group < groups; group++) {
      locals += reader.readU32();
      reader.readValueType();
      if (parameters + locals > schedule.limit(Limit.LOCALS)) {
        throw InvalidCodeException.tooLarge(
            Limit.LOCALS.description() + ", at most " + schedule.limit(Limit.LOCALS));
      }
    }
    int start = reader.position();
    boolean callsOwnFunctions = checkInstructions(new InstructionCursor(reader, schedule));
    return new ContractModule.Body(
        localsStart, start, reader.position(), (int) locals, callsOwnFunctions);
  }

  private boolean checkInstructions(InstructionCursor cursor) throws InvalidCodeException {
    int depth = 1;
    boolean callsOwnFunctions = false;
    while (cursor.next()) {
      if (depth == 0) {
        throw InvalidCodeException.malformed("instructions after a function's end");
      }
      switch (cursor.opcode()) {
        case Opcodes.BLOCK, Opcodes.LOOP, Opcodes.IF -> depth++;
        case Opcodes.END -> depth--;
        case Opcodes.CALL -> callsOwnFunctions |= cursor.immediate() >= importCount;
        case Opcodes.CALL_INDIRECT -> callsOwnFunctions = true;
        default -> {}
      }
      if (depth > schedule.limit(Limit.BLOCK_DEPTH)) {
        throw InvalidCodeException.tooLarge(
            Limit.BLOCK_DEPTH.description() + ", at most " + schedule.limit(Limit.BLOCK_DEPTH));
      }
    }
    if (depth != 0) {
      throw InvalidCodeException.malformed("a function without end");
    }
    return callsOwnFunctions;
  }
}
