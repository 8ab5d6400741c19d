package io.stretto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Task;
import io.stretto.protocol.TaskEntry;
import io.stretto.protocol.TaskKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.Write;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints what a transaction costs in each record that it travels in; it asserts no figures. */
@Tag("slow")
class ThroughputTest {

  private static final int BATCH = 500;
  private static final int ACCOUNTS = 300;
  private static final int WARM_UPS = 5;
  private static final int ROUNDS = 10;
  private static final long TRANSACTIONS_PER_ROUND = 200_000;

  private static final Digest DIGEST = Digest.sha256(new byte[] {7});
  private static final StateKey RECORD = StateKey.contractRecord("bank");

  private volatile Object last;

  @Test
  void transaction() {
    TransactionCodec codec = new TransactionCodec();
    byte[] bytes = codec.encode(payment(1));
    Transaction transaction = payment(1);
    print("Transaction encode, " + bytes.length + " bytes", 1, () -> codec.encode(transaction));
    print("Transaction decode", 1, () -> codec.decode(bytes));
    assertThat(last).isNotNull();
  }

  @Test
  void task() {
    TransactionCodec transactions = new TransactionCodec();
    List<TaskKey> keys =
        IntStream.range(0, ACCOUNTS).mapToObj(i -> new TaskKey(account(i), 6)).toList();
    List<TaskEntry> entries =
        IntStream.range(0, BATCH)
            .mapToObj(
                i ->
                    new TaskEntry(
                        i,
                        1_000_000L + i,
                        transactions.encode(payment(i)),
                        new int[] {},
                        new int[] {i % ACCOUNTS, (i + 1) % ACCOUNTS},
                        List.of()))
            .toList();
    Task task = new Task(new BlockContext(0, 7, DIGEST, 1_700_000_000_000L), 3, keys, entries);
    TaskCodec codec = new TaskCodec();
    byte[] bytes = codec.encode(task);
    print("Task encode, " + bytes.length / BATCH + " bytes", BATCH, () -> codec.encode(task));
    print("Task decode", BATCH, () -> codec.decode(bytes));
    assertThat(last).isNotNull();
  }

  @Test
  void resultBatch() {
    List<Result> results = IntStream.range(0, BATCH).mapToObj(ThroughputTest::result).toList();
    ResultBatch batch = new ResultBatch(0, 7, DIGEST, 3, results);
    ResultBatchCodec codec = new ResultBatchCodec();
    byte[] bytes = codec.encode(batch);
    print(
        "ResultBatch encode, " + bytes.length / BATCH + " bytes", BATCH, () -> codec.encode(batch));
    print("ResultBatch decode", BATCH, () -> codec.decode(bytes));
    assertThat(last).isNotNull();
  }

  private static Result result(int i) {
    byte[] balance = new byte[16];
    List<Observation> observations =
        List.of(
            new Observation.Exact(RECORD, Fingerprint.of(DIGEST.toBytes())),
            new Observation.Exact(account(i), Fingerprint.of(balance)),
            new Observation.Exact(account(i + 1), Fingerprint.of(balance)));
    return new Result(
        i,
        0,
        "order-0000-" + i,
        true,
        new ExecutionResult(
            ReceiptStatus.SUCCEEDED,
            ErrorCode.NONE,
            "",
            123_456,
            new byte[0],
            List.of(),
            observations,
            List.of(new Write(account(i), balance), new Write(account(i + 1), balance))));
  }

  private static Transaction payment(int i) {
    return new Transaction(
        "order-0000-" + i,
        "alice.near",
        TransactionKind.CALL,
        "bank",
        "transfer",
        new byte[64],
        TransactionCodec.DEFAULT_GAS_LIMIT,
        0,
        List.of(
            new AccessEntry(account(i), AccessMode.WRITE),
            new AccessEntry(account(i + 1), AccessMode.WRITE)));
  }

  private static StateKey account(int i) {
    String name = "account-0000000-" + i % ACCOUNTS;
    return StateKey.storage("bank", name.getBytes(StandardCharsets.UTF_8));
  }

  private void print(String what, int transactions, Supplier<Object> operation) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
      long operations = TRANSACTIONS_PER_ROUND / transactions;
      long start = System.nanoTime();
      for (long i = 0; i < operations; i++) {
        last = operation.get();
      }
      double nanos = (double) (System.nanoTime() - start) / (operations * transactions);
      best = round < WARM_UPS ? best : Math.min(best, nanos);
    }
    System.out.printf(Locale.ROOT, "%-36s %7.1f ns a transaction%n", what, best);
  }
}
