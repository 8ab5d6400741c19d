package io.stretto.wasm.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

class RegistersTest {

  private final Registers registers = new Registers();

  @Test
  void valuesAreCountedAndReplaced() {
    registers.set(3, new byte[5]);
    registers.set(99, new byte[7]);
    registers.set(-1, new byte[1]);
    registers.set(3, new byte[2]);
    assertThat(registers.count()).isEqualTo(3);
    assertThat(registers.totalBytes()).isEqualTo(10);
    registers.clear();
    assertThat(registers.count()).isZero();
    assertThat(registers.totalBytes()).isZero();
  }

  /** A stack that ends between the value and its count left a value for the run that followed. */
  @Test
  void clearingAlsoTakesWhatWasNotCounted() throws Exception {
    registers.set(3, new byte[5]);
    registers.set(99, new byte[7]);
    Field count = Registers.class.getDeclaredField("count");
    count.setAccessible(true);
    count.setInt(registers, 0);
    registers.clear();
    assertThat(registers.get(3)).isNull();
    assertThat(registers.get(99)).isNull();
  }
}
