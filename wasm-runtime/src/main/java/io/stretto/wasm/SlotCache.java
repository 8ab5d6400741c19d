package io.stretto.wasm;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The slots of one executor, least recently used ones dropped by count and by memory. */
final class SlotCache {

  private final Map<String, ContractSlot> slots = new LinkedHashMap<>(64, 0.75f, true);
  private final int maximumCount;
  private final long maximumBytes;
  private long totalBytes;
  private String lastName = "";
  private ContractSlot lastSlot;

  SlotCache(RuntimeSettings settings) {
    this.maximumCount = settings.cachedInstances();
    this.maximumBytes = settings.cachedInstanceBytes();
  }

  ContractSlot slot(String name) {
    if (lastSlot != null && lastName.equals(name)) {
      return lastSlot;
    }
    ContractSlot slot = slots.get(name);
    if (slot == null) {
      slot = new ContractSlot(name);
      slots.put(name, slot);
      if (slots.size() > maximumCount) {
        dropEldest(slot);
      }
    }
    lastName = name;
    lastSlot = slot;
    return slot;
  }

  /** Counts anew what a slot keeps and drops others where it has become too much. */
  void account(ContractSlot slot) {
    if (slots.get(slot.name) != slot) {
      return; // dropped: it keeps nothing that counts
    }
    long bytes = slot.retainedBytes();
    totalBytes += bytes - slot.accountedBytes;
    slot.accountedBytes = bytes;
    if (totalBytes > maximumBytes || slots.size() > maximumCount) {
      dropEldest(slot);
    }
  }

  private void dropEldest(ContractSlot kept) {
    Iterator<ContractSlot> eldestFirst = slots.values().iterator();
    while (eldestFirst.hasNext() && (totalBytes > maximumBytes || slots.size() > maximumCount)) {
      ContractSlot slot = eldestFirst.next();
      if (slot != kept && !slot.isInUse()) {
        totalBytes -= slot.accountedBytes;
        slot.release(); // the transaction that goes on may know it still
        eldestFirst.remove();
      }
    }
    lastSlot = null;
  }
}
