package io.stretto.wasm.host;

import io.stretto.protocol.StateKey;
import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.engine.GuestMemory;

/**
 * What belongs to one call of a contract's function alone, while it runs. Used for one call after
 * the other, by one thread.
 */
public final class Frame {

  private static final byte[] NOTHING = {};

  final Registers registers = new Registers();
  final PromiseList promises = new PromiseList();

  Call call;
  ContractFacts facts;
  EngineInstance instance;
  GuestMemory memory;

  /** What {@link ContractFacts} says, at hand: each storage access asks for it. */
  byte[] storagePrefix = NOTHING;

  StateKey usageKey;
  byte[] returnValue = NOTHING;

  /** What the last contract called by this one returned, or the message with which it failed. */
  byte[] callResult = NOTHING;

  /** Whether this is a call at the end of a transaction, which can make no promises. */
  boolean isFinaliser;

  Frame() {}

  /** What host functions need to know of the contract that runs. */
  public interface ContractFacts {

    /** The bytes that all of its storage keys begin with. */
    byte[] storagePrefix();

    /** Where the bytes that its storage takes are counted; {@code null} where they are not. */
    StateKey usageKey();

    /** The length of its code in bytes. */
    int codeBytes();
  }

  void begin(Call newCall, ContractFacts newFacts, EngineInstance newInstance, boolean isLast) {
    call = newCall;
    facts = newFacts;
    storagePrefix = newFacts.storagePrefix();
    usageKey = newFacts.usageKey();
    instance = newInstance;
    memory = newInstance.memory();
    isFinaliser = isLast;
    registers.clear();
    promises.clear();
    returnValue = NOTHING;
    callResult = NOTHING;
  }

  /** What the contract returned. */
  public byte[] returnValue() {
    return returnValue;
  }

  /** The promises that the contract has made. */
  public PromiseList promises() {
    return promises;
  }
}
