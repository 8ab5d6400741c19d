package io.stretto.cli.analyze;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.cli.console.Json;
import io.stretto.wasm.ContractAnalysis;
import io.stretto.wasm.bytecode.SymbolicBound;
import io.stretto.wasm.host.SizePrices.SizePrice;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** An analysis as JSON; field names never change. */
public final class AnalysisJson {

  private AnalysisJson() {}

  /**
   * Renders an analysis.
   *
   * @param gasSchedule the version of the schedule by which it was made
   */
  public static ObjectNode of(ContractAnalysis analysis, int gasSchedule) {
    ObjectNode json = Json.object();
    json.put("codeBytes", analysis.codeBytes());
    json.put("gasSchedule", gasSchedule);
    json.put("memoryPages", analysis.memoryPages());
    json.put("memoryPagesMaximum", analysis.memoryPagesMaximum());
    json.put("argumentByteGas", analysis.argumentByteGas());
    addAll(json.putArray("imports"), analysis.imports());
    ObjectNode functions = json.putObject("functions");
    analysis
        .functions()
        .forEach((name, function) -> addFunction(functions.putObject(name), function, analysis));
    ArrayNode loops = json.putArray("loops");
    analysis.loops().forEach(loop -> addLoop(loops.addObject(), loop));
    ArrayNode recursions = json.putArray("recursions");
    analysis.recursions().forEach(recursion -> addRecursion(recursions.addObject(), recursion));
    addPrices(json.putObject("sizePrices"), analysis.sizePrices());
    return json;
  }

  private static void addFunction(
      ObjectNode json, ContractAnalysis.Function function, ContractAnalysis analysis) {
    SymbolicBound gas = function.gas();
    if (gas.isFixed()) {
      json.put("gasBound", gas.fixed());
    } else {
      json.putNull("gasBound");
    }
    json.put("gasFormula", gas.toText(analysis::nameOf));
    addBound(json.putObject("gas"), gas, analysis);
    json.put("loops", function.loops());
    addAll(json.putArray("recursions"), function.recursions());
    json.put("growsMemory", function.growsMemory());
    json.put("memoryPagesMaximum", function.memoryPagesMaximum());
    json.put("costsBySize", function.costsBySize());
    addAll(json.putArray("sized"), function.sized());
    addAll(json.putArray("hostFunctions"), function.hostFunctions());
    addAll(json.putArray("constantKeysHex"), function.constantKeys());
  }

  private static void addBound(ObjectNode json, SymbolicBound bound, ContractAnalysis analysis) {
    if (bound.isExceeded()) {
      json.put("unbounded", bound.excess().name());
      return;
    }
    json.put("fixed", bound.fixed());
    ArrayNode terms = json.putArray("terms");
    for (SymbolicBound.Term term : bound.terms()) {
      ObjectNode added = terms.addObject();
      added.put("times", analysis.nameOf(term.repetition()));
      addBound(added.putObject("each"), term.each(), analysis);
    }
  }

  private static void addLoop(ObjectNode json, ContractAnalysis.Loop loop) {
    json.put("name", loop.name());
    json.put("function", loop.functionName());
    json.put("functionIndex", loop.place().function());
    json.put("ordinal", loop.place().ordinal());
    json.put("offset", loop.place().offset());
  }

  private static void addRecursion(ObjectNode json, ContractAnalysis.Recursion recursion) {
    json.put("name", recursion.name());
    addAll(json.putArray("functions"), recursion.functionNames());
    ArrayNode indexes = json.putArray("functionIndexes");
    recursion.functions().forEach(indexes::add);
  }

  private static void addPrices(ObjectNode json, Map<String, List<SizePrice>> prices) {
    prices.forEach(
        (name, list) -> {
          ArrayNode array = json.putArray(name);
          for (SizePrice price : list) {
            array.addObject().put("unit", price.unit()).put("gas", price.gas());
          }
        });
  }

  private static void addAll(ArrayNode array, Collection<String> words) {
    words.forEach(array::add);
  }
}
