package io.stretto.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.cli.console.Bytes;
import io.stretto.client.TransactionRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class WorkloadTest {

  private static final int BLOCK = 200;
  private static final int BLOCKS = 300;

  private static List<TransactionRequest> take(long seed, int count) {
    Workload workload = new Workload(seed);
    List<TransactionRequest> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(workload.next().request());
    }
    return taken;
  }

  @Test
  void contentionIsThatOfOrdinaryBlocksOfTheRealChain() {
    List<TransactionRequest> all = take(1, BLOCK * BLOCKS);
    List<Contention.Figures> figures = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      figures.add(Contention.of(all.subList(block * BLOCK, (block + 1) * BLOCK)));
    }
    double conflicting = Contention.median(figures.stream().map(Contention.Figures::conflicting));
    double chain = Contention.median(figures.stream().map(Contention.Figures::longestChain));
    System.out.printf(
        "workload, blocks of %d: %.1f %% conflict with an earlier one, longest chain %.1f %%%n",
        BLOCK, 100 * conflicting, 100 * chain);
    assertThat(conflicting).isCloseTo(0.31, Offset.offset(0.03));
    assertThat(chain).isCloseTo(0.11, Offset.offset(0.015));
  }

  @Test
  void theKindsHaveTheirShares() {
    Map<String, Integer> counts = new HashMap<>();
    int total = 50_000;
    for (TransactionRequest request : take(2, total)) {
      boolean isCoin = request.contract().equals(Workload.COIN);
      counts.merge(isCoin ? "coin" : request.function(), 1, Integer::sum);
    }
    assertThat(counts.get("coin") / (double) total).isBetween(0.61, 0.65);
    assertThat(counts.get("transfer") / (double) total).isBetween(0.15, 0.21);
    assertThat(counts).containsKeys("approve", "transfer_from", "swap", "mint", "increment");
  }

  @Test
  void theSameSeedGivesTheSameTransactions() {
    assertThat(describe(take(7, 2_000))).isEqualTo(describe(take(7, 2_000)));
    assertThat(describe(take(7, 2_000))).isNotEqualTo(describe(take(8, 2_000)));
  }

  private static List<String> describe(List<TransactionRequest> requests) {
    return requests.stream()
        .map(r -> r.sender() + r.contract() + r.function() + Bytes.toReadable(r.arguments()))
        .toList();
  }
}
