package io.stretto.wasm;

import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.host.StorageOverlay;
import java.util.Arrays;

/**
 * What an executor keeps of one contract from execution to execution: the record as it was last
 * read, with its observation, and the instance that belongs to it.
 */
final class ContractSlot {

  final StateKey recordKey;
  final byte[] storagePrefix;

  private byte[] recordBytes;
  private Observation.Exact observation;
  private ContractRecord contractRecord;

  LoadedContract contract;
  EngineInstance instance;
  long accountedBytes;

  ContractSlot(String name) {
    this.recordKey = StateKey.contractRecord(name);
    this.storagePrefix = StateKey.storagePrefix(name);
  }

  /** About how many bytes the slot keeps: of the instance, and of the contract's compiled form. */
  long retainedBytes() {
    return (instance == null ? 0 : instance.retainedBytes())
        + (contract == null ? 0 : contract.compiledBytes());
  }

  /** Reads the record, which makes an observation; returns null where there is no contract. */
  ContractRecord observe(StorageOverlay storage, StateView view) {
    byte[] bytes = view.read(recordKey);
    if (observation == null || !Arrays.equals(bytes, recordBytes)) {
      recordBytes = bytes;
      observation = new Observation.Exact(recordKey, Fingerprint.of(bytes));
      contractRecord = bytes == null ? null : ContractRecord.decode(bytes);
      contract = null;
      instance = null;
    }
    storage.enterRead(observation, bytes);
    return contractRecord;
  }
}
