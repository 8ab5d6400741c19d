package io.stretto.bench.gas;

import static io.stretto.bench.code.WasmModule.ADDRESS;
import static io.stretto.bench.code.WasmModule.COUNTER;

import io.stretto.bench.code.Code;
import io.stretto.bench.code.Op;
import io.stretto.bench.code.WasmModule;
import io.stretto.wasm.RuntimeSettings;

/** Bulk instructions, growth, and the memory that a call begins with. */
final class MemoryScenarios {

  private static final int PAGE_BYTES = 1 << 16;
  private static final int BLOCK_BYTES = 1 << 12;
  private static final int LARGEST_INITIAL_PAGES = 256;

  private MemoryScenarios() {}

  static void addTo(Scenarios scenarios) {
    addBulk(scenarios, "8 bytes", 8, 1_000);
    addBulk(scenarios, "64 KiB", PAGE_BYTES, 100);
    addBulk(scenarios, "8 MiB", 8 << 20, 1);
    addGrowth(scenarios);
    addCalls(scenarios);
  }

  private static void addBulk(Scenarios scenarios, String size, int sizeBytes, int times) {
    Code fill = new Code().i32(0).i32(7).i32(sizeBytes).put(Op.PREFIX, Op.MEMORY_FILL, 0);
    Code copy = new Code().i32(8 << 20).i32(0).i32(sizeBytes).put(Op.PREFIX, Op.MEMORY_COPY, 0, 0);
    scenarios.addCall(
        "memory.fill of " + size, LARGEST_INITIAL_PAGES, new Code().repeat(times, COUNTER, fill));
    scenarios.addCall(
        "memory.copy of " + size, LARGEST_INITIAL_PAGES, new Code().repeat(times, COUNTER, copy));
  }

  private static void addGrowth(Scenarios scenarios) {
    scenarios.addCall(
        "memory.grow by 1, 17 to 50 pages", 17, new Code().repeat(33, COUNTER, grow(1)));
    scenarios.addCall(
        "memory.grow by 1, 1 to 64 pages", 1, new Code().repeat(63, COUNTER, grow(1)));
    scenarios.addCall(
        "memory.grow by 1, 1 to 1,024 pages", 1, new Code().repeat(1_023, COUNTER, grow(1)));
    Code fillLast = new Code().put(Op.MEMORY_SIZE, 0).i32(1).put(Op.I32_SUB).i32(16);
    fillLast.put(Op.I32_SHL).i32(1).i32(PAGE_BYTES).put(Op.PREFIX, Op.MEMORY_FILL, 0);
    scenarios.addCall(
        "the same, all of it written",
        1,
        new Code().repeat(1_023, COUNTER, grow(1).putAll(fillLast)));
    scenarios.addCall("memory.grow from 1 to 1,024 pages", 1, grow(1_023));
    scenarios.addCall(
        "memory.grow that is refused", 1, new Code().repeat(1_000, COUNTER, grow(1_024)));
    scenarios.addCall("memory.grow by 0", 1, new Code().repeat(1_000, COUNTER, grow(0)));
  }

  private static Code grow(int pages) {
    return new Code().i32(pages).put(Op.MEMORY_GROW, 0, Op.DROP);
  }

  private static void addCalls(Scenarios scenarios) {
    for (int pages : new int[] {1, 17, LARGEST_INITIAL_PAGES}) {
      String memory = pages == 1 ? "1 page" : pages + " pages";
      scenarios.addCall("call of nothing, " + memory, pages, new Code());
      scenarios.addCall("call that writes everywhere, " + memory, pages, writeEverywhere(pages));
      scenarios.add(
          "call on a new instance, " + memory,
          () -> onNewInstance(new WasmModule(pages).run(new Code()).build()));
    }
    WasmModule segments = new WasmModule(1).run(new Code());
    for (int i = 0; i < 10_000; i++) {
      segments.data(i, new byte[] {1});
    }
    scenarios.add(
        "call on a new instance, 10,000 data segments", () -> onNewInstance(segments.build()));
    scenarios.add(
        "call on a new instance, 16,384 table entries",
        () -> onNewInstance(new WasmModule(1).table(16_384).run(new Code()).build()));
  }

  /** Writes a byte into each block that a reset restores at once. */
  private static Code writeEverywhere(int pages) {
    Code write = new Code().get(ADDRESS).get(COUNTER).memory(Op.I32_STORE8, 0);
    write.increase(ADDRESS, BLOCK_BYTES);
    return new Code().repeat(pages * PAGE_BYTES / BLOCK_BYTES, COUNTER, write);
  }

  /** Calls two contracts in turn, of whose instances only one is kept. */
  private static Scenario onNewInstance(byte[] code) {
    RuntimeSettings defaults = RuntimeSettings.DEFAULT;
    RuntimeSettings settings =
        new RuntimeSettings(
            defaults.engineMode(),
            defaults.schedule(),
            defaults.cachedModules(),
            defaults.cachedModuleBytes(),
            1,
            defaults.cachedInstanceBytes(),
            defaults.freshInstanceCheckInterval());
    ContractCalls calls = new ContractCalls(settings).deploy("one", code).deploy("other", code);
    Scenario one = calls.call("one");
    Scenario other = calls.call("other");
    return () -> one.run() + other.run();
  }
}
