package io.stretto.wasm;

import static io.stretto.wasm.TestModule.I32;
import static io.stretto.wasm.TestModule.I64;
import static io.stretto.wasm.TestModule.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.gas.GasSchedule;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ContractAnalyzerTest {

  private final ContractAnalyzer analyzer = new ContractAnalyzer(GasSchedule.VERSION_1);

  @Test
  void boundsAreNumbersWithoutLoopsAndRecursionAlone() throws Exception {
    byte[] code = TestLedger.module("compute");
    Map<String, ContractAnalysis.Function> functions = analyzer.analyze(code).functions();
    assertThat(functions.get("nothing").gasBound()).isEqualTo(OptionalLong.of(8_000));
    assertThat(functions.get("forever").gasBound()).isEmpty();
    assertThat(functions.get("fib").gasBound()).isEmpty();
    assertThat(functions.get("endless_recursion").gasBound()).isEmpty();
    assertThat(functions.get("indirect").gasBound()).isEmpty(); // the table holds a recursive one
    assertThat(functions.get("f64_add").gasBound()).isPresent();
    assertThat(functions.get("f64_add").costsBySize()).isTrue();
    assertThat(functions.get("f64_add").hostFunctions())
        .containsExactly("env.input", "env.read_register", "env.value_return");
  }

  @Test
  void noExecutionPassesTheBound() throws Exception {
    // if (input given) { 3 loads } else { 1 load }, without host functions that cost by size
    TestModule module = new TestModule().memory(1);
    int callable = module.type(new int[0]);
    byte[] load = bytes(0x41, 0, 0x29, 0, 0, 0x1a);
    byte[] code = bytes(0x41, 1, 0x04, 0x40, TestModule.repeat(3, load), 0x05, load, 0x0b, load);
    module.export("f", module.function(callable, code));
    long bound = analyzer.analyze(module.build()).functions().get("f").gasBound().orElseThrow();
    ExecutionResult result =
        new TestLedger(EngineMode.COMPILED).with("c", module.build()).call("c", "f");
    assertThat(result.gasUsed()).isEqualTo(bound);
  }

  @Test
  void constantKeysAndReachableHostFunctionsAreSeen() throws Exception {
    ContractAnalysis analysis = analyzer.analyze(TestLedger.module("constants"));
    ContractAnalysis.Function bump = analysis.functions().get("bump");
    assertThat(bump.constantKeys()).containsExactly("636f756e746572"); // "counter"
    assertThat(bump.hostFunctions()).containsExactly("stretto.get_storage", "stretto.set_storage");
    assertThat(analysis.functions().get("near_style").constantKeys()).containsExactly("636f756e74");
    assertThat(analysis.memoryPages()).isEqualTo(1);
    assertThat(analysis.memoryPagesMaximum()).isEqualTo(1024);
  }

  @Test
  void keysAreFollowedThroughFunctionsThatPassThemOn() throws Exception {
    TestModule module = new TestModule().memory(1).data(16, "counter");
    int callable = module.type(new int[0]);
    int taking = module.type(new int[] {I32, I64});
    module.importFunction("env", "storage_has_key", module.type(new int[] {I64, I64}, I64));
    byte[] has = bytes(0x20, 1, 0x20, 0, 0xad, 0x10, 0, 0x1a);
    int direct = module.function(taking, has);
    int farther = module.function(taking, bytes(0x20, 0, 0x20, 1, 0x10, direct));
    byte[] changes = bytes(0x41, 17, 0x21, 0, 0x20, 0, 0x20, 1, 0x10, direct);
    int changing = module.function(taking, changes);
    for (int through : new int[] {direct, farther, changing}) {
      byte[] code = bytes(0x41, 16, 0x42, 7, 0x10, through);
      module.export("f" + through, module.function(callable, code));
    }
    Map<String, ContractAnalysis.Function> functions = analyzer.analyze(module.build()).functions();
    assertThat(functions.get("f" + direct).constantKeys()).containsExactly("636f756e746572");
    assertThat(functions.get("f" + farther).constantKeys()).containsExactly("636f756e746572");
    assertThat(functions.get("f" + changing).constantKeys()).as("another pointer").isEmpty();
  }
}
