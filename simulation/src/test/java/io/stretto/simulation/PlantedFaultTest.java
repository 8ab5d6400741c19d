package io.stretto.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Observation;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.RemoteState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Proves that the simulation can fail: each fault planted here is found by one of the first seeds.
 * And that it is the same run each time a seed is given.
 */
class PlantedFaultTest {

  private static final int SEEDS = 60;
  private static final int TRANSACTIONS = 200;

  @Test
  void theSameSeedIsTheSameRun() {
    for (long seed = 1; seed <= 20; seed++) {
      SimulatedCluster one = new SimulatedCluster(seed, TRANSACTIONS);
      SimulatedCluster other = new SimulatedCluster(seed, TRANSACTIONS);
      assertThat(one.run()).as("seed %d", seed).isEqualTo(other.run());
      assertThat(one.trace()).as("seed %d", seed).isEqualTo(other.trace());
      assertThat(one.trace()).isNotEqualTo(new SimulatedCluster(seed, TRANSACTIONS).trace());
    }
  }

  @Test
  void aForgottenObservationIsFound() {
    assertFound(
        result -> {
          List<Observation> observations = new ArrayList<>(result.observations());
          observations.remove(observations.size() - 1);
          return with(result, observations, result.writes());
        });
  }

  @Test
  void aValueTakenForItsPresenceIsFound() {
    assertFound(
        result -> {
          List<Observation> weaker = new ArrayList<>();
          for (Observation observation : result.observations()) {
            weaker.add(
                observation instanceof Observation.Exact exact
                    ? new Observation.Presence(exact.key(), exact.fingerprint().isPresent())
                    : observation);
          }
          return with(result, weaker, result.writes());
        });
  }

  @Test
  void aForgottenWriteIsFound() {
    assertFound(
        result -> {
          List<Write> writes = result.writes();
          return with(
              result, result.observations(), writes.subList(0, Math.max(0, writes.size() - 1)));
        });
  }

  /**
   * A worker may read what it likes: the committer finds it out, and asks with the right values.
   */
  @Test
  void staleReadsCostTimeAndNothingElse() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed);
      SimulatedCluster cluster =
          new SimulatedCluster(
              seed, TRANSACTIONS, executor -> executor, remote -> stale(remote, random));
      assertThat(cluster.run().difference()).as("seed %d", seed).isEmpty();
    }
  }

  private static RemoteState stale(RemoteState remote, Random random) {
    return new RemoteState() {
      @Override
      public Values read(int ledger, List<StateKey> keys, boolean atHead) {
        Values values = remote.read(ledger, keys, atHead);
        boolean isStale = !atHead && random.nextInt(4) == 0;
        return isStale
            ? new Values(values.height(), new ArrayList<>(Collections.nCopies(keys.size(), null)))
            : values;
      }

      @Override
      public Entries scan(int ledger, StateRange range, int limit, boolean atHead) {
        Entries entries = remote.scan(ledger, range, limit, atHead);
        boolean isStale = !atHead && random.nextInt(4) == 0;
        return isStale ? new Entries(entries.height(), List.of()) : entries;
      }
    };
  }

  /** Spoils one execution in ten of those that observed something, and expects to be found out. */
  private static void assertFound(UnaryOperator<ExecutionResult> fault) {
    int found = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed);
      SimulatedCluster cluster =
          new SimulatedCluster(
              seed, TRANSACTIONS, executor -> spoil(executor, fault, random), remote -> remote);
      found += isFound(cluster) ? 1 : 0;
    }
    assertThat(found).as("seeds of %d that find the fault", SEEDS).isGreaterThan(SEEDS / 4);
  }

  private static boolean isFound(SimulatedCluster cluster) {
    return cluster.run().difference().isPresent();
  }

  private static Executor spoil(
      Executor executor, UnaryOperator<ExecutionResult> fault, Random random) {
    return (payload, block, index, view) -> {
      Executor.Execution execution = executor.execute(payload, block, index, view);
      boolean isSpoilt = !execution.result().observations().isEmpty() && random.nextInt(10) == 0;
      return isSpoilt
          ? new Executor.Execution(execution.transactionId(), fault.apply(execution.result()))
          : execution;
    };
  }

  private static ExecutionResult with(
      ExecutionResult result, List<Observation> observations, List<Write> writes) {
    return new ExecutionResult(
        result.status(),
        result.errorCode(),
        result.errorMessage(),
        result.gasUsed(),
        result.returnValue(),
        result.logs(),
        observations,
        writes);
  }
}
