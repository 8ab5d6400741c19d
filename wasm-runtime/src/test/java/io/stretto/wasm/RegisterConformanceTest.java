package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Registers, and which of them the functions of storage fill, as NEAR's specification says. */
class RegisterConformanceTest {

  private static final long KEY = 0;
  private static final long ONE = 1;
  private static final long TWO = 4;
  private static final long BEFORE = 7;

  /** Memory: "k" at 0, "one" at 1, "two" at 4, "before" at 7, 64 bytes that are free from 13 on. */
  private static HostScript script() {
    HostScript script = new HostScript();
    script.put("konetwobefore");
    script.put(new byte[64]);
    return script;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void aRegisterIsNotSetAtFirstAndEmptyOnlyWhereItWasSetToNothing() {
    assertThat(
            script()
                .call("register_len", 1)
                .call("write_register", 1, 0, 0)
                .call("register_len", 1)
                .call("write_register", 1, 3, ONE)
                .call("register_len", 1)
                .call("register_len", Long.MAX_VALUE)
                .results())
        .containsExactly(-1, 0, 3, -1);
  }

  @Test
  void readingARegisterThatIsNotSetTraps() {
    assertThat(script().call("read_register", 3, 20).run().errorCode()).isEqualTo(ErrorCode.TRAP);
    assertThat(script().call("write_register", 1, -1, 3).run().errorCode())
        .isEqualTo(ErrorCode.TRAP);
  }

  @Test
  void aRegisterIsReadToMemoryAndCopiedToOthers() {
    byte[] copied =
        script()
            .call("write_register", 1, 3, ONE)
            .call("read_register", 1, 20)
            .call("write_register", 2, 3, 20)
            .call("write_register", -5, HostScript.REGISTER, 2)
            .register(-5);
    assertThat(text(copied)).isEqualTo("one");
  }

  @Test
  void readingWhatIsNotThereReturnsZeroAndLeavesTheRegister() {
    for (String function : new String[] {"storage_read", "storage_remove"}) {
      HostScript script =
          script()
              .call("write_register", 1, 6, BEFORE)
              .call(function, 1, KEY, 1)
              .call("register_len", 1)
              .call(function, 1, KEY, 2)
              .call("register_len", 2);
      assertThat(script.results()).as(function).containsExactly(0, 6, 0, -1);
    }
  }

  @Test
  void writingANewKeyReturnsZeroAndLeavesTheRegister() {
    assertThat(
            script()
                .call("write_register", 1, 6, BEFORE)
                .call("storage_write", 1, KEY, 3, ONE, 1)
                .call("register_len", 1)
                .results())
        .containsExactly(0, 6);
  }

  @Test
  void writingOverAValueReturnsOneAndTheValueThatWasThere() {
    HostScript script =
        script().call("storage_write", 1, KEY, 3, ONE, 1).call("storage_write", 1, KEY, 3, TWO, 1);
    assertThat(text(script.register(1))).isEqualTo("one");
    assertThat(
            script()
                .call("storage_write", 1, KEY, 3, ONE, 1)
                .call("storage_write", 1, KEY, 3, TWO, 1)
                .results())
        .containsExactly(0, 1);
  }

  @Test
  void aValueOfNothingIsAValue() {
    assertThat(
            script()
                .call("storage_write", 1, KEY, 0, 0, 1)
                .call("storage_has_key", 1, KEY)
                .call("storage_read", 1, KEY, 1)
                .call("register_len", 1)
                .call("storage_write", 1, KEY, 3, ONE, 2)
                .call("register_len", 2)
                .results())
        .containsExactly(0, 1, 1, 0, 1, 0);
  }

  @Test
  void removingReturnsWhatWasThereAndThenNothingIs() {
    HostScript script =
        script()
            .call("storage_write", 1, KEY, 3, ONE, 1)
            .call("storage_remove", 1, KEY, 2)
            .call("storage_has_key", 1, KEY)
            .call("storage_read", 1, KEY, 3)
            .call("register_len", 3)
            .call("storage_write", 1, KEY, 3, TWO, 3);
    assertThat(text(script.register(2))).isEqualTo("one");
    assertThat(
            script()
                .call("storage_write", 1, KEY, 3, ONE, 1)
                .call("storage_remove", 1, KEY, 2)
                .call("storage_has_key", 1, KEY)
                .call("storage_read", 1, KEY, 3)
                .call("register_len", 3)
                .call("storage_write", 1, KEY, 3, TWO, 3)
                .results())
        .containsExactly(0, 1, 0, 0, -1, 0);
  }

  @Test
  void keyAndValueMayStandInRegisters() {
    byte[] read =
        script()
            .call("write_register", 1, 3, ONE)
            .call("write_register", 2, 3, TWO)
            .call("storage_write", -1, 1, -1, 2, 9)
            .call("storage_read", 3, ONE, 5)
            .register(5);
    assertThat(text(read)).isEqualTo("two");
  }

  @Test
  void theKeyOfNothingIsAKey() {
    byte[] read =
        script().call("storage_write", 0, 0, 3, TWO, 1).call("storage_read", 0, 0, 1).register(1);
    assertThat(text(read)).isEqualTo("two");
  }

  @Test
  void writesOfAFailedCallAreNotKept() {
    ExecutionResult result = script().call("storage_write", 1, KEY, 3, ONE, 1).call("panic").run();
    assertThat(result.errorCode()).isEqualTo(ErrorCode.PANIC);
    assertThat(result.writes()).isEmpty();
  }
}
