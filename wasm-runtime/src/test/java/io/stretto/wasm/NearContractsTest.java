package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stretto.protocol.ErrorCode;
import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.fuzz.Calls.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compiled contracts as others have published them, read from a directory that {@code
 * -Dstretto.near.contracts} names: each is deployed, and each of its functions is called, compiled
 * and interpreted alike. None of them is part of this project.
 */
class NearContractsTest {

  private static final String DIRECTORY = "stretto.near.contracts";
  private static final long GAS = 3_000_000;
  private static final List<byte[]> INPUTS =
      List.of(new byte[0], "{}".getBytes(StandardCharsets.UTF_8));

  /** What is no module, imports what NEAR never had or brings no memory is told and no fault. */
  @Test
  void noRuleOfOursRefusesAPublishedContract() throws IOException {
    Map<String, String> refusals = new TreeMap<>();
    List<Path> contracts = contracts();
    for (Path contract : contracts) {
      String refusal = refusal(Files.readAllBytes(contract));
      if (!refusal.isEmpty()) {
        refusals.put(contract.getFileName().toString(), refusal);
        System.out.printf("%s: %s%n", contract.getFileName(), refusal);
      }
    }
    System.out.printf(
        "%d contracts, %d accepted%n", contracts.size(), contracts.size() - refusals.size());
    assertThat(refusals.values()).noneMatch(refusal -> refusal.matches("(too large|invalid): .*"));
  }

  @Test
  void publishedContractsRunAlikeInBothEngines() throws IOException {
    Map<ErrorCode, Integer> endings = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    int run = 0;
    for (Path path : contracts()) {
      long start = System.nanoTime();
      byte[] code = Files.readAllBytes(path);
      FuzzedContract contract = new FuzzedContract(code);
      long deployed = System.nanoTime();
      if (!contract.isAccepted()) {
        continue;
      }
      try {
        runEveryFunction(contract, endings);
        run++;
      } catch (InvalidCodeException | RuntimeException | Error e) {
        failures.add(path.getFileName() + ": " + e);
      }
      System.out.printf(
          "%s: %,d bytes, deployed in %d ms, run in %d ms%n",
          path.getFileName(), code.length, millis(start, deployed), millis(deployed));
    }
    System.out.printf("%d contracts run, calls by ending: %s%n", run, endings);
    assertThat(failures).isEmpty();
  }

  private static void runEveryFunction(FuzzedContract contract, Map<ErrorCode, Integer> endings)
      throws InvalidCodeException {
    ContractModule module = TestLedger.parsed(contract.code);
    for (String function : new TreeSet<>(LoadedContract.callableFunctions(module).keySet())) {
      for (byte[] input : INPUTS) {
        Call call = new Call(function, input);
        endings.merge(EngineEqualityCheck.check(contract, call, GAS).errorCode(), 1, Integer::sum);
      }
    }
  }

  private static String refusal(byte[] code) {
    try {
      TestLedger.parsed(code);
      return "";
    } catch (InvalidCodeException e) {
      return e.getMessage();
    }
  }

  private static List<Path> contracts() throws IOException {
    String directory = System.getProperty(DIRECTORY);
    assumeTrue(
        directory != null,
        "-D" + DIRECTORY + "=<directory of compiled NEAR contracts> is not given: nothing is run");
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      return files.filter(file -> file.toString().endsWith(".wasm")).sorted().toList();
    }
  }

  private static long millis(long start) {
    return millis(start, System.nanoTime());
  }

  private static long millis(long start, long end) {
    return (end - start) / 1_000_000;
  }
}
