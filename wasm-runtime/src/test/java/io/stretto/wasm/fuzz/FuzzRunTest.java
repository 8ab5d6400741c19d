package io.stretto.wasm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FuzzRunTest {

  private static final int BYTES = 20;

  @Test
  void aFailureTellsItsSeedTheCommandAndTheSmallestModule() {
    assertThatThrownBy(
            () ->
                FuzzRun.run(
                    "FuzzRunTest",
                    10,
                    FuzzRunTest::failUnlessZero,
                    choices -> choices.bytes(BYTES)))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching(
            "(?s)seed (\\d+); replay with: mvn verify -pl wasm-runtime -am -Dtest=FuzzRunTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dstretto.fuzz.seeds=1"
                + " -Dstretto.fuzz.firstSeed=\\1\nmodule, made smaller: .*FuzzRunTest-\\1.wasm\n"
                + "(00)*(?!00)[0-9a-f]{2}(00)*")
        .hasRootCauseMessage("not zero: found");
  }

  private static void failUnlessZero(Choices choices) {
    for (byte next : choices.bytes(BYTES)) {
      if (next != 0) {
        throw new AssertionError("not zero: found");
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameModule() {
    byte[] module = ModuleGenerator.generate(Choices.ofSeed(7)).toBytes();
    assertThat(ModuleGenerator.generate(Choices.ofSeed(7)).toBytes()).isEqualTo(module);
    Choices choices = Choices.ofSeed(7);
    ModuleGenerator.generate(choices);
    assertThat(ModuleGenerator.generate(Choices.ofBytes(choices.taken())).toBytes())
        .isEqualTo(module);
  }
}
