package io.stretto.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Task;
import io.stretto.protocol.TaskEntry;
import io.stretto.schemas.TaskCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A task fits into a Kafka record, whatever was submitted and predicted. */
class TaskSizeTest {

  private static final int RECORD_LIMIT_BYTES = 16 << 20;
  private static final int KEY_BYTES = 2_048;
  private static final int KEYS = 64;

  private final CoordinatorUnderTest.Draft draft = new CoordinatorUnderTest.Draft();

  private CoordinatorUnderTest ledger() {
    draft.lanes = 1;
    draft.blockBytes = 64 << 20;
    return CoordinatorUnderTest.born(draft);
  }

  private static List<Task> tasks(CoordinatorUnderTest ledger) {
    List<Task> tasks = ledger.coordinator.tasks(ledger.blocks.get(0));
    TaskCodec codec = new TaskCodec();
    assertThat(tasks)
        .allSatisfy(
            task -> assertThat(codec.encode(task)).hasSizeLessThan(RECORD_LIMIT_BYTES - 100_000));
    return tasks;
  }

  private static List<Integer> indexes(List<Task> tasks) {
    return tasks.stream().flatMap(task -> task.entries().stream()).map(TaskEntry::index).toList();
  }

  /** As many keys as are predicted, each as long as can be, and no two the same. */
  private static List<AccessEntry> longKeys(int number) {
    List<AccessEntry> keys = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      byte[] key = ByteBuffer.allocate(KEY_BYTES).putInt(number).putInt(i).array();
      keys.add(new AccessEntry(StateKey.storage("token", key), AccessMode.WRITE));
    }
    return keys;
  }

  @Test
  void manyLargeRecordsOfOneLaneAreSeveralTasks() {
    CoordinatorUnderTest ledger = ledger();
    Arrival[] arrivals = new Arrival[10];
    for (int i = 0; i < arrivals.length; i++) {
      arrivals[i] = CoordinatorUnderTest.arrival(i, 0, 4 << 20, List.of());
    }
    ledger.arrive(arrivals);
    assertThat(tasks(ledger)).hasSize(4);
    assertThat(indexes(tasks(ledger))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void manyLongPredictedKeysAreSeveralTasks() {
    draft.blockTransactions = 200;
    CoordinatorUnderTest ledger = ledger();
    Arrival[] arrivals = new Arrival[200];
    for (int i = 0; i < arrivals.length; i++) {
      arrivals[i] = CoordinatorUnderTest.arrival(i, 0, 20, longKeys(i));
    }
    ledger.arrive(arrivals);
    assertThat(tasks(ledger)).hasSize(2);
    assertThat(indexes(tasks(ledger))).isSorted().hasSize(200);
  }

  @Test
  void theLargestTransactionIsInATask() {
    CoordinatorUnderTest ledger = ledger();
    int largest = (4 << 20) + 4_096 * (KEY_BYTES + 2 + 64 + 16);
    ledger.arrive(CoordinatorUnderTest.arrival(0, 0, largest, longKeys(0)));
    assertThat(indexes(tasks(ledger))).containsExactly(0);
  }

  /** The committer asks for it, and a worker reads it from the log. */
  @Test
  void aRecordTooLargeForATaskIsLeftOut() {
    CoordinatorUnderTest ledger = ledger();
    ledger.arrive(
        CoordinatorUnderTest.malformed(0, new byte[RECORD_LIMIT_BYTES - 100]),
        CoordinatorUnderTest.transfer(1));
    assertThat(ledger.blockSizes()).containsExactly(2);
    assertThat(indexes(tasks(ledger))).containsExactly(1);
  }
}
