package io.stretto.bench.engine;

import io.stretto.bench.code.Code;
import io.stretto.bench.code.Op;
import io.stretto.bench.code.WasmModule;
import java.util.SplittableRandom;

/**
 * A large module as compilers make them: functions of many sizes that load, store, compute, branch,
 * go round in loops and call each other. The same number gives the same module.
 */
final class LargeModule {

  private static final int PAGES = 17;
  private static final int LOCALS = 6;
  private static final int STEPS_MAXIMUM = 100;
  private static final int ADDRESS_MASK = 0xffff8;
  private static final int CALLEES = 16;

  private final SplittableRandom random;
  private final WasmModule module = new WasmModule(PAGES);
  private final int type = module.type(new int[] {Op.I32}, Op.I32);
  private int functions;

  private LargeModule(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Makes a module of about so many bytes, whose function {@code run} calls the first of them. */
  static byte[] make(long seed, int bytes) {
    return new LargeModule(seed).make(bytes);
  }

  private byte[] make(int bytes) {
    int size = 0;
    while (size < bytes) {
      Code body = body();
      size += body.toBytes().length;
      module.function(type, LOCALS, body);
      functions++;
    }
    return module.run(new Code().i32(8).call(0).put(Op.DROP)).build();
  }

  private Code body() {
    Code code = new Code();
    int steps = 1 + random.nextInt(STEPS_MAXIMUM);
    for (int step = 0; step < steps; step++) {
      add(code);
    }
    return code.get(0);
  }

  private void add(Code code) {
    int local = 1 + random.nextInt(LOCALS);
    int offset = 8 * random.nextInt(64);
    switch (random.nextInt(8)) {
      case 0, 1 -> address(code).memory(Op.I64_LOAD, offset).get(local).put(Op.I64_ADD).set(local);
      case 2, 3 -> address(code).get(local).memory(Op.I64_STORE, offset);
      case 4 -> code.get(local).i64(random.nextLong()).put(Op.I64_XOR).set(local);
      case 5 -> {
        code.get(0).i32(random.nextInt(1000)).put(Op.I32_GT_U, Op.IF, Op.NO_RESULT);
        code.increase(0, random.nextInt(100)).put(Op.ELSE).increase(0, 1).put(Op.END);
      }
      case 6 -> {
        code.put(Op.LOOP, Op.NO_RESULT).random(local).get(0).i32(1).put(Op.I32_SUB);
        code.tee(0).i32(0x7fff_fff0).put(Op.I32_LT_U, Op.IF, Op.NO_RESULT, Op.END, Op.END);
      }
      default -> {
        if (functions > CALLEES) {
          // Of no great depth: a function calls ones that were made long before it.
          code.get(0).call(random.nextInt(functions / 2)).set(0);
        }
      }
    }
  }

  private static Code address(Code code) {
    return code.get(0).i32(ADDRESS_MASK).put(Op.I32_AND);
  }
}
