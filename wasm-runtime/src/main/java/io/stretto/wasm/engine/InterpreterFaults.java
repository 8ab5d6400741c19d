package io.stretto.wasm.engine;

import com.dylibso.chicory.runtime.ExecutionListener;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.types.Instruction;

/**
 * Makes up for two faults of the engine's interpreter, which asks here before each instruction;
 * compiled code never does.
 *
 * <ul>
 *   <li>Its {@code i32.store8}, {@code i64.store8} and {@code i64.store32} add address and offset
 *       in 32 bits, so an address beyond 2 GiB with an offset comes out within memory, where
 *       compiled code traps.
 *   <li>Its {@code i32.mul} leaves a product of 64 bits, of which conditions then see all: a
 *       product whose lower half is zero counts as true, where compiled code takes it for false.
 * </ul>
 */
final class InterpreterFaults implements ExecutionListener {

  @Override
  public void onExecution(Instruction instruction, MStack stack) {
    switch (instruction.opcode()) {
      case I32_STORE8, I64_STORE8, I64_STORE32 -> {
        int address = (int) stack.array()[stack.size() - 2];
        if (address < 0) {
          throw new TrapException("out of bounds memory access");
        }
      }
      case I32_MUL -> {
        long[] values = stack.array();
        int top = stack.size() - 1;
        int product = (int) values[top - 1] * (int) values[top];
        values[top - 1] = product; // what the interpreter then multiplies by one
        values[top] = 1;
      }
      default -> {}
    }
  }
}
