package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;

/** What single instructions cost, for tests that add up what was executed. */
public final class InstructionGas {

  private static final int PREFIX = 0xfc00;

  private InstructionGas() {}

  /**
   * The gas of one execution, sizes aside.
   *
   * @param opcode the opcode; those behind the prefix 0xFC have it in front
   */
  public static long of(int opcode, GasSchedule schedule) {
    Cost cost = Opcodes.cost(opcode >= PREFIX ? opcode - PREFIX + Opcodes.PREFIXED : opcode);
    return cost == null ? 0 : schedule.cost(cost);
  }

  /** Whether an instruction costs by size on top. */
  public static boolean isBySize(int opcode) {
    return opcode == Opcodes.MEMORY_GROW || opcode >= PREFIX + 8;
  }
}
