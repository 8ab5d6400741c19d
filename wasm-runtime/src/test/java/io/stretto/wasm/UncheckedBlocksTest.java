package io.stretto.wasm;

import static io.stretto.wasm.TestModule.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.engine.EngineMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gas that runs out in a block which does not look is found where it would have been. */
class UncheckedBlocksTest {

  private static final int NOP = 0x01;
  private static final int UNREACHABLE = 0x00;

  /** A chain of blocks that only compute, and then an instruction. */
  private static byte[] module(int last) {
    byte[] branch = bytes(0x41, 1, 0x04, 0x40, 0x41, 5, 0x1a, 0x0b);
    TestModule module = new TestModule();
    int run = module.function(module.type(new int[0]), bytes(branch, branch, last));
    return module.export("run", run).build();
  }

  @ParameterizedTest
  @EnumSource
  void aFunctionThatEndsInOneNeedsAllOfItsGas(EngineMode mode) {
    TestLedger ledger = new TestLedger(mode).with("contract", module(NOP));
    long used = execute(ledger, TestLedger.GAS).gasUsed();

    assertThat(execute(ledger, used).errorCode()).isEqualTo(ErrorCode.NONE);
    assertThat(execute(ledger, used).gasUsed()).isEqualTo(used);
    for (long missing = 1; missing <= 8; missing++) {
      ExecutionResult result = execute(ledger, used - missing);
      assertThat(result.errorCode()).isEqualTo(ErrorCode.OUT_OF_GAS);
      assertThat(result.gasUsed()).isEqualTo(used - missing);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTrapBehindOneIsATrapOnlyWhereTheGasLastsUntilThere(EngineMode mode) {
    TestLedger ledger = new TestLedger(mode).with("contract", module(UNREACHABLE));
    long used =
        execute(new TestLedger(mode).with("contract", module(NOP)), TestLedger.GAS).gasUsed();

    assertThat(execute(ledger, used).errorCode()).isEqualTo(ErrorCode.TRAP);
    for (long missing = 1; missing <= 8; missing++) {
      assertThat(execute(ledger, used - missing).errorCode()).isEqualTo(ErrorCode.OUT_OF_GAS);
    }
  }

  private static ExecutionResult execute(TestLedger ledger, long gas) {
    return ledger.execute(TestLedger.call("contract", "run", new byte[0], gas));
  }
}
