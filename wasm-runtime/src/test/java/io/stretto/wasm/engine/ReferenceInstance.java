package io.stretto.wasm.engine;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.ValType;
import io.stretto.wasm.bytecode.ValueType;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A module as the engine by itself runs it: interpreted, without metering, on the engine's own
 * memory. Gas is what host functions take; depth is not counted.
 */
public final class ReferenceInstance implements EngineInstance, GuestMemory {

  private static final long INSTRUCTION_LIMIT = 50_000_000;

  /** The faults of the bare interpreter that are made up for here as well. */
  private static final InterpreterFaults INTERPRETER_FAULTS = new InterpreterFaults();

  private final Instance instance;
  private Memory memory;
  private byte[] copy = {};
  private long gas;
  private long instructions;

  /** What is told of each instruction before it is executed. */
  @FunctionalInterface
  public interface Listener {
    /**
     * An instruction is about to be executed.
     *
     * @param opcode its number; those behind a prefix have that in front
     * @param immediate its first immediate, 0 where there is none
     * @param top the value on top of the stack
     */
    void executes(int opcode, long immediate, LongSupplier top);
  }

  /** Instantiates a module, whose imports must all be there. */
  public ReferenceInstance(byte[] code, List<HostFunction> hostFunctions, Listener listener) {
    ImportValues.Builder imports = ImportValues.builder();
    hostFunctions.forEach(function -> imports.addFunction(adapt(function)));
    this.instance =
        Instance.builder(Parser.parse(code))
            .withImportValues(imports.build())
            .withMemoryFactory(limits -> memory = new ByteArrayMemory(limits))
            .withUnsafeExecutionListener(
                (instruction, stack) -> {
                  if (++instructions > INSTRUCTION_LIMIT) {
                    throw new AssertionError("the reference does not come to an end");
                  }
                  INTERPRETER_FAULTS.onExecution(instruction, stack);
                  listener.executes(
                      instruction.opcode().opcode(), immediate(instruction), stack::peek);
                })
            .withStart(false)
            .build();
  }

  private static long immediate(Instruction instruction) {
    return instruction.operandCount() == 0 ? 0 : instruction.operand(0);
  }

  private static com.dylibso.chicory.runtime.HostFunction adapt(HostFunction function) {
    List<ValType> results =
        function.signature().results().stream().map(ReferenceInstance::type).toList();
    return new com.dylibso.chicory.runtime.HostFunction(
        function.module(),
        function.name(),
        FunctionType.of(
            function.signature().parameters().stream().map(ReferenceInstance::type).toList(),
            results),
        (caller, arguments) -> {
          long result = function.body().call(arguments);
          return results.isEmpty() ? new long[0] : new long[] {result};
        });
  }

  private static ValType type(ValueType type) {
    return switch (type) {
      case I32 -> ValType.I32;
      case I64 -> ValType.I64;
      case F32 -> ValType.F32;
      case F64 -> ValType.F64;
    };
  }

  @Override
  public Ending run(int function) {
    try {
      instance.getMachine().call(function, new long[0]);
      return Ending.RETURNED;
    } catch (HostExit e) {
      throw e;
    } catch (RuntimeException e) {
      if (e.getCause() instanceof StackOverflowError) {
        throw new AssertionError("the reference needs more stack", e);
      }
      return Ending.TRAPPED;
    }
  }

  @Override
  public boolean isOf(EngineModule module) {
    return false;
  }

  @Override
  public GuestMemory memory() {
    return this;
  }

  @Override
  public byte[] bytes() {
    copy = memory == null ? new byte[0] : memory.readBytes(0, memory.pages() << 16);
    return copy;
  }

  @Override
  public void markWritten(int offset, int length) {
    memory.write(offset, copy, offset, length);
  }

  @Override
  public long pagesGrownTo() {
    return 0;
  }

  @Override
  public long gasLeft() {
    return gas;
  }

  @Override
  public void setGasLeft(long value) {
    gas = value;
  }

  @Override
  public long depthLeft() {
    return 0;
  }

  @Override
  public void setDepthLeft(int depth) {}

  @Override
  public void reset() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int writtenBlocks() {
    throw new UnsupportedOperationException();
  }

  @Override
  public InstanceImage image() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void restore(InstanceImage image) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean survivesFailure() {
    return false;
  }

  @Override
  public long retainedBytes() {
    return 0;
  }
}
