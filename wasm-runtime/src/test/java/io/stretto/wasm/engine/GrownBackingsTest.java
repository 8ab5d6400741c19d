package io.stretto.wasm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GrownBackingsTest {

  private static final int PAGE_BYTES = 1 << 16;
  private static final int LIMIT_PAGES = 1_024;
  private static final long KEPT_BYTES = 16L << 20;

  /** All sizes up to the limit together are 32 GiB: a cluster died of one cheap call. */
  @Test
  void memoryThatGrowsPageByPageDoesNotKeepEverySizeThatItHad() {
    FlatMemory memory = new FlatMemory(1, LIMIT_PAGES, new byte[0]);
    long mostRetained = 0;
    while (memory.grow(1) >= 0) {
      mostRetained = Math.max(mostRetained, memory.retainedBytes());
    }
    assertThat(memory.pages()).isEqualTo(LIMIT_PAGES);
    assertThat(mostRetained).isLessThanOrEqualTo(KEPT_BYTES + PAGE_BYTES);
  }

  @Test
  void contentMovesAlongAndIsGoneAfterAReset() {
    FlatMemory memory = new FlatMemory(1, LIMIT_PAGES, new byte[] {5});
    for (int run = 0; run < 2; run++) {
      memory.reset();
      assertThat(memory.pages()).isEqualTo(1);
      memory.writeByte(7, (byte) 1);
      for (int page = 1; page < 20; page++) {
        assertThat(memory.grow(1)).isEqualTo(page);
        assertThat(memory.read(page * PAGE_BYTES + 7)).isZero();
        memory.writeByte(page * PAGE_BYTES + 7, (byte) 1);
        assertThat(memory.read(7)).isEqualTo((byte) 1);
      }
    }
  }
}
