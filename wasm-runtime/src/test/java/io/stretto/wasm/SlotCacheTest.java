package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.gas.GasSchedule;
import org.junit.jupiter.api.Test;

/** What an executor keeps of contracts is bounded, within a transaction too. */
class SlotCacheTest {

  private static final LoadedContract CONTRACT = contract();

  /** Room for one contract, and not for two. */
  private final SlotCache cache =
      new SlotCache(
          new RuntimeSettings(
              EngineMode.COMPILED,
              GasSchedule.VERSION_1,
              8,
              1 << 20,
              8,
              CONTRACT.compiledBytes() * 3 / 2,
              0));

  private static LoadedContract contract() {
    try {
      return LoadedContract.load(PromiseLedger.CODE, GasSchedule.VERSION_1, EngineMode.COMPILED);
    } catch (io.stretto.wasm.bytecode.InvalidCodeException e) {
      throw new AssertionError(e);
    }
  }

  private ContractSlot used(String name) {
    ContractSlot slot = cache.slot(name);
    slot.contract = CONTRACT;
    cache.account(slot);
    return slot;
  }

  @Test
  void whatIsDroppedKeepsNothing() {
    ContractSlot first = used("a");
    ContractSlot second = used("b");
    assertThat(first.retainedBytes()).isZero();
    assertThat(second.contract).isSameAs(CONTRACT);
    assertThat(cache.slot("a")).isNotSameAs(first);
  }

  @Test
  void whatWasDroppedDoesNotCountWhenTheTransactionEnds() {
    ContractSlot first = used("a");
    ContractSlot second = used("b");
    first.contract = CONTRACT;
    cache.account(first);
    cache.account(second);
    assertThat(cache.slot("b")).isSameAs(second);
    assertThat(second.contract).isSameAs(CONTRACT);
  }

  @Test
  void whatIsInUseIsKept() {
    ContractSlot first = cache.slot("a");
    first.calls = 1;
    first.contract = CONTRACT;
    cache.account(first);
    used("b");
    assertThat(cache.slot("a")).isSameAs(first);
    assertThat(first.contract).isSameAs(CONTRACT);
  }
}
