package io.stretto.wasm;

import static io.stretto.wasm.TestLedger.longs;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Transaction;
import io.stretto.wasm.engine.EngineMode;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Prints what a transfer costs end to end in {@code execute}: two reads and two writes over a map.
 * A figure to look at, not a check.
 */
@Tag("slow")
class TransferTimeTest {

  private static final int ACCOUNTS = 1024;
  private static final int CALLS = 500_000;

  @Test
  void printsTheTimeOfATransfer() throws Exception {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              measure("transfer, plain storage", "transfer");
              measure("transfer, NEAR registers", "near_transfer");
              return null;
            });
    ContractThreads.factory("benchmark").newThread(task).start();
    task.get();
  }

  private static void measure(String title, String module) {
    TestLedger ledger = new TestLedger(EngineMode.COMPILED).with("coin", TestLedger.module(module));
    for (int i = 0; i < ACCOUNTS; i++) {
      ledger.call("coin", "mint", i, 0, 1_000_000_000L);
    }
    Transaction[] transactions = new Transaction[4096];
    for (int i = 0; i < transactions.length; i++) {
      transactions[i] =
          TestLedger.call(
              "coin", "transfer", longs(i * 7 % ACCOUNTS, i * 13 % ACCOUNTS, 1), 1_000_000);
    }
    double[] micros = new double[10];
    long gas = 0;
    for (int round = 0; round < micros.length; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        var result = ledger.execute(transactions[i & 4095]);
        if (result.errorCode() != ErrorCode.NONE) {
          throw new AssertionError(result);
        }
        gas = result.gasUsed();
      }
      micros[round] = (System.nanoTime() - start) / 1e3 / CALLS;
    }
    Arrays.sort(micros, 3, micros.length);
    System.out.printf(
        "%s: median %.2f us, best %.2f us, gas %d%n", title, micros[6], micros[3], gas);
  }
}
