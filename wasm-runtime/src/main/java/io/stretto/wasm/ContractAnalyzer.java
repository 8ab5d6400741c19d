package io.stretto.wasm;

import io.stretto.wasm.bytecode.CodeAnalysis;
import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.bytecode.ModuleParser;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.host.HostFunctions;
import java.util.BitSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Analyses contracts' code before it runs. Safe for use by several threads. */
public final class ContractAnalyzer {

  private final GasSchedule schedule;

  /** Makes an analyzer that counts by the given schedule. */
  public ContractAnalyzer(GasSchedule schedule) {
    this.schedule = schedule;
  }

  /**
   * Analyses code.
   *
   * @throws InvalidCodeException when it would be refused as a contract
   */
  public ContractAnalysis analyze(byte[] code) throws InvalidCodeException {
    ContractModule module = ModuleParser.parse(code, schedule, HostFunctions.signatures());
    CodeAnalysis analysis =
        new CodeAnalysis(module, schedule, host -> HostFunctions.baseGas(fullName(host), schedule));
    Map<String, ContractAnalysis.Function> functions = new TreeMap<>();
    for (var entry : new TreeMap<>(LoadedContract.callableFunctions(module)).entrySet()) {
      functions.put(entry.getKey(), analyze(module, analysis, entry.getValue()));
    }
    return new ContractAnalysis(
        code.length,
        module.memoryPages(),
        module.memoryPagesMaximum(),
        module.imports().stream().map(ContractAnalyzer::fullName).toList(),
        functions);
  }

  private ContractAnalysis.Function analyze(
      ContractModule module, CodeAnalysis analysis, int function) throws InvalidCodeException {
    BitSet reachable = analysis.reachable(function);
    Set<String> hostFunctions = new TreeSet<>();
    reachable.stream()
        .filter(index -> index < module.imports().size())
        .forEach(index -> hostFunctions.add(fullName(module.imports().get(index))));
    OptionalLong bound = analysis.gasBound(function);
    boolean costsBySize =
        analysis.chargesBySize(reachable)
            || hostFunctions.stream().anyMatch(HostFunctions::costsBySize);
    return new ContractAnalysis.Function(
        bound.isPresent()
            ? OptionalLong.of(
                bound.getAsLong()
                    + schedule.cost(Cost.TRANSACTION)
                    + schedule.cost(Cost.INITIAL_PAGE) * module.memoryPages())
            : bound,
        costsBySize,
        hostFunctions,
        analysis.constantKeys(reachable));
  }

  private static String fullName(ContractModule.Import imported) {
    return imported.module() + "." + imported.name();
  }
}
