package io.stretto.wasm;

import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.InstructionGas;
import io.stretto.wasm.bytecode.Instrumenter;
import io.stretto.wasm.bytecode.MeteredModule;
import io.stretto.wasm.bytecode.SymbolicBound;
import io.stretto.wasm.engine.ChicoryEngine;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.engine.EngineModule;
import io.stretto.wasm.engine.ReferenceInstance;
import io.stretto.wasm.fuzz.Calls.Call;
import io.stretto.wasm.fuzz.GeneratedModule;
import io.stretto.wasm.fuzz.ReferenceForm;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Metering changes nothing but the gas: what a call comes to, its effects and the memory at its end
 * are those of the same module without metering on the bare engine, unless gas or depth ran out.
 * And the gas is the sum of the costs of the instructions that the bare engine executed, which pass
 * no bound that the analysis says.
 */
final class MeteringCheck {

  private static final int CALL = 0x10;
  private static final int CALL_INDIRECT = 0x11;

  private MeteringCheck() {}

  static void check(GeneratedModule generated, TestLedger ledger, List<Call> calls)
      throws Exception {
    byte[] code = generated.toBytes();
    ContractModule module = TestLedger.parsed(code);
    MeteredModule metered = Instrumenter.instrument(module, GasSchedule.VERSION_1);
    byte[] reference = ReferenceForm.of(generated).toBytes();
    ContractAnalysis analysis = new ContractAnalyzer(GasSchedule.VERSION_1).analyze(code);
    for (EngineMode mode : EngineMode.values()) {
      EngineModule engineModule = ChicoryEngine.prepare(metered, mode);
      for (Call call : calls) {
        int function = LoadedContract.callableFunctions(module).get(call.function());
        DirectRun with = DirectRun.of(engineModule::instantiate, function, call, ledger);
        if (!with.ranOut()) {
          Counter counter = new Counter(generated, function);
          DirectRun without =
              DirectRun.of(
                  imports -> new ReferenceInstance(reference, imports, counter),
                  function,
                  call,
                  ledger);
          requireEqual(mode + " " + call.function(), with, without);
          requireBounded(call.function(), analysis, counter);
          if (with.ending().equals("RETURNED") && !generated.usesFloats()) {
            requireGas(call.function(), with.gasUsed(), without.gasUsed(), counter);
          }
        }
      }
    }
  }

  private static void requireEqual(String what, DirectRun with, DirectRun without) {
    FuzzedContract.require(
        "metering changes the ending",
        with.ending().equals(without.ending()),
        what + " " + with.ending() + " without " + without.ending());
    FuzzedContract.require(
        "metering changes the effects",
        with.effects().equals(without.effects()),
        what + "\n" + with.effects() + "\n" + without.effects());
    FuzzedContract.require(
        "metering changes the memory",
        Arrays.equals(with.memory(), without.memory()),
        what + " at " + Arrays.mismatch(with.memory(), without.memory()));
  }

  /** Of calls that trap as well: the bound is for every way, as far as it goes. */
  private static void requireBounded(String what, ContractAnalysis analysis, Counter counter) {
    SymbolicBound bound = analysis.functions().get(what).gas();
    FuzzedContract.require(
        "the gas passes its bound",
        !bound.isFixed() || counter.gas <= bound.fixed(),
        what + " " + counter.gas + " > " + bound);
  }

  private static void requireGas(String what, long metered, long ofHost, Counter counter) {
    long sum = ofHost + counter.gas;
    FuzzedContract.require(
        "the gas is not the sum of the costs",
        counter.bySize ? metered >= sum : metered == sum,
        what + " metered " + metered + ", executed " + sum);
  }

  /** Adds up what instructions and locals cost. */
  private static final class Counter implements ReferenceInstance.Listener {
    private final GeneratedModule module;
    private long gas;
    private boolean bySize;

    Counter(GeneratedModule module, int function) {
      this.module = module;
      enter(function);
    }

    private void enter(int function) {
      gas += GasSchedule.VERSION_1.cost(Cost.LOCAL) * module.localsOf(function);
    }

    @Override
    public void executes(int opcode, long immediate, LongSupplier top) {
      gas += InstructionGas.of(opcode, GasSchedule.VERSION_1);
      bySize |= InstructionGas.isBySize(opcode);
      if (opcode == CALL) {
        enter((int) immediate);
      } else if (opcode == CALL_INDIRECT) {
        int[] table = module.table();
        int entry = (int) top.getAsLong();
        if (entry >= 0 && entry < table.length && table[entry] >= 0) {
          enter(table[entry]);
        }
      }
    }
  }
}
