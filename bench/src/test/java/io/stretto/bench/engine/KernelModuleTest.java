package io.stretto.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.wasm.engine.EngineMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelModuleTest {

  @ParameterizedTest
  @EnumSource
  void everyFormOfAKernelFindsTheSameChecksum(Kernel kernel) throws Exception {
    long checksum = KernelModule.metered(EngineMode.COMPILED).run(kernel, 1);
    assertThat(checksum).isNotZero();
    assertThat(KernelModule.unmetered().run(kernel, 1)).isEqualTo(checksum);
    assertThat(KernelModule.metered(EngineMode.INTERPRETED).run(kernel, 1)).isEqualTo(checksum);
  }
}
