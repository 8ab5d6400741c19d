package io.stretto.wasm.engine;

import com.dylibso.chicory.runtime.ExecutionListener;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.types.Instruction;

/**
 * Makes up for a fault of the engine's interpreter: its {@code i32.store8}, {@code i64.store8} and
 * {@code i64.store32} add address and offset in 32 bits, so an address beyond 2 GiB with an offset
 * comes out within memory, where compiled code traps. The interpreter asks here before each
 * instruction; compiled code never does.
 */
final class WrappingStores implements ExecutionListener {

  @Override
  public void onExecution(Instruction instruction, MStack stack) {
    switch (instruction.opcode()) {
      case I32_STORE8, I64_STORE8, I64_STORE32 -> {
        int address = (int) stack.array()[stack.size() - 2];
        if (address < 0) {
          throw new TrapException("out of bounds memory access");
        }
      }
      default -> {}
    }
  }
}
