package io.stretto.wasm;

import static io.stretto.wasm.TestModule.I64;
import static io.stretto.wasm.TestModule.bytes;
import static io.stretto.wasm.TestModule.unsigned;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.gas.GasSchedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What contracts may not contain is refused, by name. */
class WhiteListTest {

  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};

  private static void assertRefused(byte[] code, String message) {
    ExecutionResult result =
        new TestLedger(EngineMode.COMPILED).execute(TestLedger.deployment("a", "c", code));
    assertThat(result.errorCode()).as(message).isEqualTo(ErrorCode.INVALID_CODE);
    assertThat(result.errorMessage()).isEqualTo(message);
  }

  private static byte[] section(int id, byte[] content) {
    return bytes(id, unsigned(content.length), content);
  }

  @Test
  void instructionsOutsideOfTheWhiteList() {
    Map<String, byte[]> refused = new LinkedHashMap<>();
    refused.put("0x06", bytes(0x06, 0x40)); // try
    refused.put("0x12", bytes(0x12, 0)); // return_call
    refused.put("0x25", bytes(0x25, 0)); // table.get
    refused.put("0x26", bytes(0x26, 0)); // table.set
    refused.put("0xd0", bytes(0xd0, 0x70)); // ref.null
    refused.put("0xd2", bytes(0xd2, 0)); // ref.func
    refused.put("0xfb", bytes(0xfb, 0)); // garbage collection
    refused.put("0xfd", bytes(0xfd, 0)); // SIMD
    refused.put("0xfe", bytes(0xfe, 0)); // threads
    refused.put("0xfc 9", bytes(0xfc, 9, 0)); // data.drop
    refused.put("0xfc 12", bytes(0xfc, 12, 0, 0)); // table.init
    refused.put("0xfc 13", bytes(0xfc, 13, 0)); // elem.drop
    refused.put("0xfc 14", bytes(0xfc, 14, 0, 0)); // table.copy
    refused.put("0xfc 15", bytes(0xfc, 15, 0)); // table.grow
    refused.put("0xfc 17", bytes(0xfc, 17, 0)); // table.fill
    refused.forEach(
        (name, instruction) -> {
          TestModule module = new TestModule().memory(1).table(1);
          module.function(module.type(new int[0]), instruction);
          assertRefused(module.build(), "not allowed: instruction " + name);
        });
  }

  @Test
  void sectionsAndKinds() {
    byte[] type = section(1, bytes(1, 0x60, 0, 0));
    assertRefused(
        bytes(HEADER, section(2, bytes(1, "env", "memory", 2, 0, 1))),
        "not allowed: imported memory env.memory: a contract must define its own");
    assertRefused(
        bytes(HEADER, section(2, bytes(1, "env", "table", 1, 0x70, 0, 1))),
        "not allowed: imported table env.table");
    assertRefused(
        bytes(HEADER, section(2, bytes(1, "env", "g", 3, I64, 0))),
        "not allowed: imported global env.g");
    assertRefused(
        bytes(HEADER, type, section(3, bytes(1, 0)), section(8, bytes(0))),
        "not allowed: a start function");
    assertRefused(
        bytes(HEADER, section(5, bytes(1, 3, 1, 1))),
        "not allowed: a memory that is shared or has 64-bit addresses");
    assertRefused(bytes(HEADER, section(5, bytes(2, 0, 1, 0, 1))), "not allowed: several memories");
    assertRefused(
        bytes(HEADER, section(1, bytes(1, 0x60, 0, 2, I64, I64))),
        "not allowed: a function type with several results");
    assertRefused(bytes(HEADER, section(13, bytes(0))), "not allowed: exceptions");
    assertRefused(
        bytes(HEADER, section(5, bytes(1, 0, 1)), section(11, bytes(1, 0, 0x41, 0, 0x0b, 2, 1))),
        "malformed: unexpected end");
    assertRefused(
        bytes(
            HEADER,
            section(5, bytes(1, 0, 1)),
            section(11, bytes(1, 0, 0x41, unsigned(65_535), 0x0b, 2, 1, 1))),
        "invalid: a data segment is outside of the initial memory");
    assertRefused(
        bytes(
            HEADER,
            section(5, bytes(1, 0, 1)),
            section(11, bytes(1, 0, 0x41, 0x7f, 0x0b, 2, 1, 1))),
        "invalid: a data segment is outside of the initial memory");
  }

  @Test
  void reservedNamesDoNotExistSoNoExportClashes() {
    TestModule module = new TestModule();
    int callable = module.type(new int[0]);
    module.export("gas", module.function(callable, new byte[0]));
    module.export("depth", 0).export("_start", 0);
    TestLedger ledger = new TestLedger(EngineMode.COMPILED).with("c", module.build());
    for (String name : List.of("gas", "depth", "_start")) {
      assertThat(ledger.call("c", name).errorCode()).isEqualTo(ErrorCode.NONE);
    }
  }

  @Test
  void codeThatTheJvmRefusesIsInterpreted() throws Exception {
    byte[] code = TestLedger.module("compute");
    LoadedContract contract = LoadedContract.load(code, GasSchedule.VERSION_1, EngineMode.COMPILED);
    var before = contract.engineModule();
    assertThat(contract.interpretFromNowOn()).isTrue();
    assertThat(contract.engineModule()).isNotSameAs(before);
    assertThat(contract.interpretFromNowOn()).isFalse();
  }
}
