package io.stretto.worker.kafka;

import io.stretto.worker.speculate.SpeculativeState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The multi-version views of a process, one a ledger. Safe for use by several threads. */
final class Speculations {

  private final int cacheKeys;
  private final Map<Integer, SpeculativeState> byLedger = new ConcurrentHashMap<>();

  Speculations(int cacheKeys) {
    this.cacheKeys = cacheKeys;
  }

  SpeculativeState of(int ledger) {
    return byLedger.computeIfAbsent(ledger, same -> new SpeculativeState(cacheKeys));
  }

  void forgetCommitted() {
    byLedger.values().forEach(SpeculativeState::forgetCommitted);
  }
}
