package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.NearGas;
import io.stretto.wasm.host.HostFunctions;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Endings, logs, results, gas, and what NEAR has and Stretto has not. */
class MiscConformanceTest {

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  @Test
  void theLastReturnedValueCounts() {
    HostScript script = new HostScript();
    script.put("onetwo");
    ExecutionResult result = script.call("value_return", 3, 0).call("value_return", 2, 3).run();
    assertThat(result.returnValue()).isEqualTo("tw".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void logsAreKeptInTheirOrderInBothEncodings() {
    HostScript script = new HostScript();
    long eight = script.put("grün\0");
    long sixteen = script.put(utf16("grün\0"));
    ExecutionResult result =
        script
            .call("log_utf8", 5, eight)
            .call("log_utf8", -1, eight)
            .call("log_utf16", 8, sixteen)
            .call("log_utf16", -1, sixteen)
            .call("log_utf8", 0, 0)
            .run();
    assertThat(result.logs()).containsExactly("grün", "grün", "grün", "grün", "");
  }

  @Test
  void textsThatAreNotWellFormedTrap() {
    byte[] half = {(byte) 0xc3};
    for (String function : new String[] {"log_utf8", "panic_utf8"}) {
      HostScript script = new HostScript();
      script.put(half);
      assertThat(script.call(function, 1, 0).run().errorCode()).isEqualTo(ErrorCode.TRAP);
    }
    HostScript surrogate = new HostScript();
    surrogate.put(new byte[] {0, (byte) 0xd8});
    assertThat(surrogate.call("log_utf16", 2, 0).run().errorCode()).isEqualTo(ErrorCode.TRAP);
  }

  @Test
  void logsAreLimitedAsInNear() {
    HostScript lines = new HostScript();
    for (int i = 0; i < 100; i++) {
      lines.call("log_utf8", 0, 0);
    }
    assertThat(lines.run().logs()).hasSize(100);
    assertThat(lines.call("log_utf8", 0, 0).run().errorCode()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    HostScript bytes = new HostScript();
    bytes.put("a".repeat(16_384));
    assertThat(bytes.call("log_utf8", 16_384, 0).run().errorCode()).isEqualTo(ErrorCode.NONE);
    assertThat(bytes.call("log_utf8", 1, 0).run().errorCode()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void aPanicEndsTheCallWithItsMessageAndWithoutItsLogs() {
    HostScript script = new HostScript();
    script.put("no funds\0");
    ExecutionResult result = script.call("log_utf8", 2, 0).call("panic_utf8", -1, 0).run();
    assertThat(result.errorCode()).isEqualTo(ErrorCode.PANIC);
    assertThat(result.errorMessage()).isEqualTo("no funds");
    assertThat(result.logs()).isEmpty();
    assertThat(new HostScript().call("panic").run().errorMessage()).isEqualTo("explicit panic");
  }

  @Test
  void abortSaysWhereItStruck() {
    HostScript script = new HostScript();
    long message = script.put(new byte[] {4, 0, 0, 0}) + 4;
    script.put(utf16("oh"));
    long file = script.put(new byte[] {8, 0, 0, 0}) + 4;
    script.put(utf16("a.ts"));
    ExecutionResult result = script.call("abort", message, file, 7, -1).run();
    assertThat(result.errorCode()).isEqualTo(ErrorCode.PANIC);
    assertThat(result.errorMessage()).isEqualTo("oh, filename: \"a.ts\" line: 7 col: 4294967295");
  }

  @Test
  void gasIsToldInNearsUnit() {
    long[] gas = new HostScript().call("prepaid_gas").call("used_gas").call("used_gas").results();
    long transaction = GasSchedule.VERSION_1.cost(Cost.TRANSACTION);
    assertThat(gas[0]).isEqualTo((TestLedger.GAS - transaction) * 1_000_000);
    assertThat(gas[1]).isBetween(3_000L * 1_000_000, 1_000_000L * 1_000_000);
    assertThat(gas[2]).isGreaterThan(gas[1]);
    assertThat(gas[2] % NearGas.UNITS_PER_GAS).isZero();
  }

  /** As factories do, which give a key to the account that they make. */
  @Test
  void keysOfAccountsCanBeGivenAndDoNothing() {
    HostScript script = new HostScript();
    long name = script.put("some-account");
    ExecutionResult result =
        script
            .call("promise_batch_create", 12, name)
            .call("promise_batch_action_add_key_with_full_access", 0, 12, name, 0)
            .call(
                "promise_batch_action_add_key_with_function_call",
                0,
                12,
                name,
                0,
                name,
                12,
                name,
                12,
                name)
            .call("promise_batch_action_delete_key", 0, 12, name)
            .call("promise_return", 0)
            .run();
    assertThat(result.errorCode()).isEqualTo(ErrorCode.NONE);
    assertThat(result.writes()).isEmpty();
  }

  @Test
  void sendersHaveNoKeysAndNothingIsLocked() {
    byte[] key = new HostScript().call("signer_account_pk", 1).register(1);
    assertThat(key).isEqualTo(new byte[33]);
    HostScript script = new HostScript();
    script.put("x".repeat(16));
    byte[] locked =
        script.call("account_locked_balance", 0).call("write_register", 1, 16, 0).register(1);
    assertThat(locked).isEqualTo(new byte[16]);
  }

  @Test
  void refundsGoToThePredecessor() {
    byte[] account = new HostScript().call("refund_to_account_id", 1).register(1);
    assertThat(new String(account, StandardCharsets.UTF_8)).isEqualTo("alice");
  }

  @Test
  void theSeedIsTheSameWheneverItIsAskedFor() {
    byte[] first = new HostScript().call("random_seed", 1).register(1);
    byte[] second = new HostScript().call("random_seed", 2).call("random_seed", 1).register(1);
    assertThat(first).hasSize(32).isEqualTo(second);
  }

  @Test
  void whatIsAbsentCanBeImportedAndSaysWhyItFails() {
    assertThat(HostFunctions.absent()).contains("env.validator_stake", "env.storage_iter_next");
    for (String name : new TreeSet<>(HostFunctions.absent())) {
      FunctionSignature signature = HostFunctions.signatures().get(name);
      long[] arguments = new long[signature.parameters().size()];
      ExecutionResult result =
          new HostScript().call(name.substring("env.".length()), arguments).run();
      assertThat(result.errorCode()).as(name).isEqualTo(ErrorCode.TRAP);
      assertThat(result.errorMessage()).startsWith(name + ": ").hasSizeLessThan(120);
      assertThat(result.gasUsed()).isEqualTo(TestLedger.GAS);
    }
  }
}
