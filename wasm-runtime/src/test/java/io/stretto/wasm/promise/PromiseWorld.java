package io.stretto.wasm.promise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a transaction can change, in the model. Copied before whatever may fail. */
public final class PromiseWorld {

  private static final int ENTRY_BYTES = 40;

  /** A contract's code and who owns it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Deployed(byte[] code, String owner) {}

  /** Values of storage, by contract and key. */
  public final Map<String, Map<String, byte[]>> storage = new TreeMap<>();

  public final Map<String, Long> balances = new TreeMap<>();
  public final Map<String, Deployed> contracts = new TreeMap<>();
  public final List<String> logs = new ArrayList<>();

  /** A copy that shares nothing that changes. */
  public PromiseWorld copy() {
    PromiseWorld copy = new PromiseWorld();
    storage.forEach((contract, values) -> copy.storage.put(contract, new TreeMap<>(values)));
    copy.balances.putAll(balances);
    copy.contracts.putAll(contracts);
    copy.logs.addAll(logs);
    return copy;
  }

  /** A contract's storage. */
  Map<String, byte[]> storageOf(String contract) {
    return storage.computeIfAbsent(contract, name -> new TreeMap<>());
  }

  /** What the entries of a contract's storage count. */
  public long entryBytes(String contract) {
    long bytes = 0;
    for (Map.Entry<String, byte[]> entry : storageOf(contract).entrySet()) {
      bytes += entry.getKey().length() + entry.getValue().length + ENTRY_BYTES;
    }
    return bytes;
  }

  public long balance(String account) {
    return balances.getOrDefault(account, 0L);
  }

  /** Adds to a balance, which is not to become less than nothing. */
  public void add(String account, long amount) {
    if (balances.merge(account, amount, Long::sum) < 0) {
      throw new AssertionError("a balance below zero: " + account);
    }
  }
}
