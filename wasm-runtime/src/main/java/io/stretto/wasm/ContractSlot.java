package io.stretto.wasm;

import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.host.Frame;
import io.stretto.wasm.host.StorageOverlay;
import java.util.Arrays;

/**
 * What an executor keeps of one contract from execution to execution: the record as it was last
 * read, with its observation, and the instance that belongs to it.
 */
final class ContractSlot implements Frame.ContractFacts {

  final String name;
  final StateKey recordKey;
  private final byte[] storagePrefix;
  private final StateKey usageKey;

  private byte[] recordBytes;
  private Observation.Exact observation;
  private ContractRecord contractRecord;

  LoadedContract contract;

  /** Ready for the next call; {@code null} where there is none, or where it is in use. */
  EngineInstance instance;

  /** How many calls of the contract are going on. */
  int calls;

  /** Whether it takes part in the present transaction with memory that lives on. */
  boolean isLive;

  /** Whether the present transaction has come to it. */
  boolean isTouched;

  long accountedBytes;

  ContractSlot(String name) {
    this.name = name;
    this.recordKey = StateKey.contractRecord(name);
    this.storagePrefix = StateKey.storagePrefix(name);
    this.usageKey = StateKey.storageUsage(name);
  }

  @Override
  public byte[] storagePrefix() {
    return storagePrefix;
  }

  @Override
  public StateKey usageKey() {
    return contract.countsStorage() ? usageKey : null;
  }

  @Override
  public int codeBytes() {
    return contract.codeBytes();
  }

  /** Whether it must stay at hand until the end of the transaction. */
  boolean isInUse() {
    return calls > 0 || isLive;
  }

  /** Lets go of all that takes memory. */
  void release() {
    instance = null;
    contract = null;
    observation = null;
  }

  /** About how many bytes the slot keeps: of the instance, and of the contract's compiled form. */
  long retainedBytes() {
    return (instance == null ? 0 : instance.retainedBytes())
        + (contract == null ? 0 : contract.compiledBytes());
  }

  /** Reads the record, which makes an observation; returns null where there is no contract. */
  ContractRecord observe(StorageOverlay storage, StateView view) {
    boolean isFirst = !storage.isTouched(recordKey);
    byte[] bytes = isFirst ? view.read(recordKey) : storage.read(recordKey);
    if (observation == null || !Arrays.equals(bytes, recordBytes)) {
      recordBytes = bytes;
      observation = new Observation.Exact(recordKey, Fingerprint.of(bytes));
      contractRecord = bytes == null ? null : ContractRecord.decode(bytes);
      contract = null;
      instance = null;
    }
    if (isFirst) {
      storage.enterRead(observation, bytes);
    }
    return contractRecord;
  }
}
