package io.stretto.bench.gas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads and writes of distinct keys. The state is a map on the heap: what is measured is the
 * execution, not the wait for a state store.
 */
final class StorageScenarios {

  private static final int KEY = HostScenarios.KEY;
  private static final int VALUE = 65_536;

  private StorageScenarios() {}

  static void addTo(Scenarios scenarios) {
    addAll(scenarios, 8, 8, 1_000);
    addAll(scenarios, 2_048, 8, 1_000);
    addAll(scenarios, 8, 100_000, 30);
    add(
        scenarios,
        "stretto.storage_add",
        true,
        new Shape(8, 16, 1_000),
        KEY,
        8,
        VALUE,
        VALUE,
        VALUE);
    addList(scenarios, new Shape(8, 8, 1_000), 1, 1_000);
    addList(scenarios, new Shape(8, 8, 2_000), 1_000, 10);
    addList(scenarios, new Shape(8, 4_000, 1_000), 500, 10);
  }

  /** Lists of so many entries, so many times, from one of the first keys on. */
  private static void addList(Scenarios scenarios, Shape shape, int limit, int times) {
    scenarios.add(
        "storage_scan, %,d keys of %,d and values of %,d bytes"
            .formatted(limit, shape.key, shape.value),
        () -> {
          ContractCalls calls = new ContractCalls();
          for (int i = 1; i <= shape.count; i++) {
            calls.store("contract", key(i, shape.key), new byte[shape.value]);
          }
          long[] arguments = {KEY, shape.key, 0, 0, limit, VALUE, VALUE};
          byte[] code = HostScenarios.module("stretto.storage_scan", times, arguments).build();
          return calls.deploy("contract", code).call("contract");
        });
  }

  private static void addAll(Scenarios scenarios, int key, int value, int count) {
    Shape shape = new Shape(key, value, count);
    add(scenarios, "env.storage_read", true, shape, key, KEY, 1);
    add(scenarios, "env.storage_has_key", true, shape, key, KEY);
    add(scenarios, "env.storage_write", false, shape, key, KEY, value, VALUE, 1);
    add(scenarios, "env.storage_write", true, shape, key, KEY, value, VALUE, 1);
    add(scenarios, "env.storage_remove", true, shape, key, KEY, 1);
    add(scenarios, "stretto.get_storage", true, shape, KEY, key, VALUE, value);
    add(scenarios, "stretto.set_storage", false, shape, KEY, key, VALUE, value);
    add(scenarios, "stretto.remove_storage", true, shape, KEY, key);
  }

  /** How large keys and values are, in bytes, and how many an execution touches. */
  private record Shape(int key, int value, int count) {}

  private static void add(
      Scenarios scenarios, String function, boolean isPresent, Shape shape, long... arguments) {
    String name = function.substring(function.indexOf('.') + 1);
    String overwritten = isPresent && name.equals("storage_write") ? " over another" : "";
    scenarios.add(
        "%s, key of %,d and value of %,d bytes%s"
            .formatted(name, shape.key, shape.value, overwritten),
        () -> {
          ContractCalls calls = new ContractCalls();
          for (int i = 1; isPresent && i <= shape.count; i++) {
            calls.store("contract", key(i, shape.key), new byte[shape.value]);
          }
          byte[] code = HostScenarios.module(function, shape.count, arguments).build();
          return calls.deploy("contract", code).call("contract");
        });
  }

  private static byte[] key(int number, int sizeBytes) {
    return ByteBuffer.allocate(sizeBytes).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }
}
