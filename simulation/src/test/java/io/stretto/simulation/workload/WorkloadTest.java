package io.stretto.simulation.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Operation;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.script.RecordText;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the seeds draw. */
class WorkloadTest {

  @Test
  void bundlesOfEveryKindAreDrawn() {
    Set<TransactionKind> kinds = EnumSet.noneOf(TransactionKind.class);
    int bundles = 0;
    int mayFail = 0;
    int limited = 0;
    int deposits = 0;
    for (long seed = 1; seed <= 20; seed++) {
      Workload workload = new Workload(new Dice(seed), true);
      for (int i = 0; i < 200; i++) {
        Transaction transaction = RecordText.decode(workload.next()).transaction();
        if (transaction == null) {
          continue;
        }
        bundles += transaction.isBundle() ? 1 : 0;
        for (Operation operation : transaction.operations()) {
          kinds.add(operation.kind());
          mayFail += operation.mayFail() ? 1 : 0;
          limited += operation.gasLimit() > 0 ? 1 : 0;
          deposits += operation.deposit().signum();
        }
      }
    }
    assertThat(kinds).isEqualTo(EnumSet.allOf(TransactionKind.class));
    assertThat(Arrays.asList(bundles, mayFail, limited, deposits))
        .allSatisfy(count -> assertThat(count).isGreaterThan(50));
  }
}
