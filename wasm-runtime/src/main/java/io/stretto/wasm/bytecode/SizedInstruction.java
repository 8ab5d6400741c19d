package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.Cost;

/** An instruction that costs by the size that it works on. */
public enum SizedInstruction {
  /** Growth of memory. */
  MEMORY_GROW("memory.grow", Opcodes.MEMORY_GROW, Cost.MEMORY_PAGE, "page that would result"),
  /** Copies from a data segment. */
  MEMORY_INIT("memory.init", Opcodes.MEMORY_INIT, Cost.BULK_8_BYTES, "8 bytes"),
  /** Copies inside of memory. */
  MEMORY_COPY("memory.copy", Opcodes.MEMORY_COPY, Cost.BULK_8_BYTES, "8 bytes"),
  /** Fills of memory. */
  MEMORY_FILL("memory.fill", Opcodes.MEMORY_FILL, Cost.BULK_8_BYTES, "8 bytes");

  private final String text;
  private final int opcode;
  private final Cost cost;
  private final String unit;

  SizedInstruction(String text, int opcode, Cost cost, String unit) {
    this.text = text;
    this.opcode = opcode;
    this.cost = cost;
    this.unit = unit;
  }

  /** The instruction's name in WebAssembly's text form. */
  public String text() {
    return text;
  }

  /** What it costs for each unit. */
  public Cost cost() {
    return cost;
  }

  /** What it costs for, in words. */
  public String unit() {
    return unit;
  }

  /** The instruction of an opcode, or {@code null} where that does not cost by size. */
  static SizedInstruction of(int opcode) {
    for (SizedInstruction instruction : values()) {
      if (instruction.opcode == opcode) {
        return instruction;
      }
    }
    return null;
  }
}
