package io.stretto.bench.gas;

import static io.stretto.bench.code.WasmModule.ADDRESS;
import static io.stretto.bench.code.WasmModule.COUNTER;
import static io.stretto.bench.code.WasmModule.NUMBER;
import static io.stretto.bench.code.WasmModule.OTHER;
import static io.stretto.bench.code.WasmModule.SUM;

import io.stretto.bench.code.Code;
import io.stretto.bench.code.Op;
import io.stretto.bench.code.WasmModule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Loops over numbers and memory. */
final class InstructionScenarios {

  /** Plain integer code, of whose rate the norm is a third. */
  static final String REFERENCE = "integer code: a sort of 4,096 numbers";

  private static final int SORTED_COUNT = 4_096;
  private static final int[] SORT_GAPS = {1750, 701, 301, 132, 57, 23, 10, 4, 1};
  private static final int TIMES = 10_000;
  private static final int UNROLLED = 16;
  private static final int NUMBERS_BYTES = 8_192;

  private InstructionScenarios() {}

  static void addTo(Scenarios scenarios) {
    scenarios.addCall(REFERENCE, 1, sort());
    scenarios.addCall("arithmetic on locals", 1, seed().repeat(10 * TIMES, COUNTER, next()));
    Code copy = new Code().get(ADDRESS).get(ADDRESS).memory(Op.I32_LOAD8_U, 1_000);
    copy.memory(Op.I32_STORE8, 33_000).get(ADDRESS).i32(1).put(Op.I32_ADD).i32(0x3fff);
    copy.put(Op.I32_AND).set(ADDRESS);
    scenarios.addCall("copy byte by byte", 1, new Code().repeat(10 * TIMES, COUNTER, copy));
    addOperation(scenarios, "i64.div_s", 0, Op.I64_LOAD, new Code().i64(12_345).put(Op.I64_DIV_S));
    addFloats(scenarios);
  }

  private static Code seed() {
    return new Code().i64(88_172_645_463_325_252L).set(NUMBER);
  }

  private static Code next() {
    return new Code().random(NUMBER);
  }

  /** Shell's sort of pseudo-random numbers: loads, stores, comparisons, branches. */
  private static Code sort() {
    Code number = next().get(ADDRESS).get(NUMBER).memory(Op.I64_STORE, 0).increase(ADDRESS, 8);
    Code code = seed().repeat(SORTED_COUNT, COUNTER, number);
    for (int gap : SORT_GAPS) {
      code.putAll(sortByInsertion(gap * 8));
    }
    return code;
  }

  private static Code sortByInsertion(int gapBytes) {
    Code move = new Code().get(OTHER).i32(gapBytes).put(Op.I32_LT_U, Op.BR_IF, 1);
    move.get(OTHER).i32(gapBytes).put(Op.I32_SUB).memory(Op.I64_LOAD, 0).tee(SUM);
    move.get(NUMBER).put(Op.I64_LE_U, Op.BR_IF, 1);
    move.get(OTHER).get(SUM).memory(Op.I64_STORE, 0).increase(OTHER, -gapBytes).put(Op.BR, 0);
    Code insert = new Code().get(ADDRESS).memory(Op.I64_LOAD, 0).set(NUMBER);
    insert.get(ADDRESS).set(OTHER).put(Op.BLOCK, Op.NO_RESULT, Op.LOOP, Op.NO_RESULT);
    insert.putAll(move).put(Op.END, Op.END).get(OTHER).get(NUMBER).memory(Op.I64_STORE, 0);
    insert.increase(ADDRESS, 8);
    return new Code()
        .i32(gapBytes)
        .set(ADDRESS)
        .repeat(SORTED_COUNT - gapBytes / 8, COUNTER, insert);
  }

  private static void addFloats(Scenarios scenarios) {
    Code twice = new Code().get(ADDRESS).memory(Op.F64_LOAD, 4_096);
    Code bits = new Code().put(Op.I64_REINTERPRET_F64);
    for (int operation : new int[] {Op.F64_ADD, Op.F64_DIV}) {
      String name = operation == Op.F64_ADD ? "f64.add" : "f64.div";
      Code code = new Code().putAll(twice).put(operation).putAll(bits);
      addOperation(scenarios, name, 1, Op.F64_LOAD, code);
      addOperation(scenarios, name + " of denormal numbers", 2, Op.F64_LOAD, code);
    }
    addOperation(
        scenarios,
        "f64.sqrt of denormal numbers",
        2,
        Op.F64_LOAD,
        bitsOf(new Code().put(Op.F64_SQRT)));
    addOperation(scenarios, "f64.nearest", 1, Op.F64_LOAD, bitsOf(new Code().put(Op.F64_NEAREST)));
    addOperation(scenarios, "i64.trunc_f64_s", 1, Op.F64_LOAD, new Code().put(Op.I64_TRUNC_F64_S));
    addOperation(
        scenarios,
        "i64.trunc_sat_f64_u",
        1,
        Op.F64_LOAD,
        new Code().put(Op.PREFIX, Op.I64_TRUNC_SAT_F64_U));
  }

  private static Code bitsOf(Code code) {
    return code.put(Op.I64_REINTERPRET_F64);
  }

  /**
   * Adds loops over numbers in memory, each of which is loaded and then made an i64 by the code.
   */
  private static void addOperation(
      Scenarios scenarios, String name, int numbers, int load, Code code) {
    Code body = new Code().get(COUNTER).i32(0x7f8).put(Op.I32_AND).set(ADDRESS);
    for (int i = 0; i < UNROLLED; i++) {
      body.get(SUM).get(ADDRESS).memory(load, 8 * i).putAll(code).put(Op.I64_XOR).set(SUM);
    }
    scenarios.addCall(
        name,
        new WasmModule(1).data(0, numbers(numbers)).run(new Code().repeat(TIMES, COUNTER, body)));
  }

  /** Whole numbers (0), fractions (1), fractions too small for the usual form (2). */
  private static byte[] numbers(int kind) {
    Random random = new Random(kind);
    ByteBuffer buffer = ByteBuffer.allocate(NUMBERS_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      switch (kind) {
        case 0 -> buffer.putLong(random.nextLong());
        case 1 -> buffer.putDouble(random.nextDouble() * 1e6);
        default -> buffer.putDouble(Double.MIN_VALUE * (1 + random.nextInt(1_000)));
      }
    }
    return buffer.array();
  }
}
