package io.stretto.wasm;

import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.fuzz.Calls.Call;
import io.stretto.wasm.host.HostFunctions;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every host function with all combinations of arguments at the edges: nothing but clean endings.
 */
class HostArgumentsTest {

  private static final int COMBINATIONS_LIMIT = 8_000;

  /** What does nothing but fail looks at no argument. */
  private static final int COMBINATIONS_OF_ABSENT = 32;

  private static final int INTERPRETED_EACH = 11;
  private static final long GAS = 1_000_000_000_000L;

  /** The most telling come first: functions with many parameters get only those. */
  private static final long[] EDGES = {
    0,
    -1,
    Long.MAX_VALUE,
    65_536,
    8,
    1L << 32,
    65_535,
    Long.MIN_VALUE,
    0xffff_ffffL,
    2049,
    2048,
    0x8000_0000L,
    65_537,
    1,
    (1L << 20) + 1,
    -8,
    1L << 20,
    0x7fff_ffffL,
    16_380,
    16_381,
    -2,
    (32L << 20) + 1,
    16,
    -65_536
  };

  @Test
  void everyCombinationEndsAsTheDocumentSays() {
    FuzzedContract contract = new FuzzedContract(HostArguments.everyHostFunction());
    FuzzedContract.require("refused", contract.isAccepted(), contract.deployment);
    long count = 0;
    for (String name : new TreeMap<>(HostFunctions.signatures()).keySet()) {
      int parameters = HostFunctions.signatures().get(name).parameters().size();
      int edges = EDGES.length;
      boolean absent = HostFunctions.absent().contains(name);
      while (Math.pow(edges, parameters) > (absent ? COMBINATIONS_OF_ABSENT : COMBINATIONS_LIMIT)) {
        edges--;
      }
      long combinations = Math.round(Math.pow(edges, parameters));
      for (long number = 0; number < combinations; number++) {
        check(contract, name, arguments(number, edges, parameters), ++count);
      }
    }
    System.out.printf("%d combinations of arguments of host functions%n", count);
  }

  private static long[] arguments(long number, int edges, int parameters) {
    long[] arguments = new long[parameters];
    long rest = number;
    for (int i = 0; i < parameters; i++) {
      arguments[i] = EDGES[(int) (rest % edges)];
      rest /= edges;
    }
    return arguments;
  }

  private static void check(FuzzedContract contract, String name, long[] arguments, long count) {
    Call call = new Call(name, TestLedger.longs(arguments));
    ExecutionResult result = contract.reused(EngineMode.COMPILED, call, GAS);
    FuzzedContract.require(
        "another ending than expected",
        HostArguments.expected(name, arguments).contains(result.errorCode()),
        name + java.util.Arrays.toString(arguments) + " " + Results.describe(result));
    if (count % INTERPRETED_EACH == 0) {
      ExecutionResult interpreted = contract.reused(EngineMode.INTERPRETED, call, GAS);
      FuzzedContract.requireEqual("engines differ", call, GAS, interpreted, result);
    }
  }
}
