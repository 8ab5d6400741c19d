package io.stretto.schemas;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockContext;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Observation;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Task;
import io.stretto.protocol.TaskEntry;
import io.stretto.protocol.TaskKey;
import io.stretto.protocol.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Records with random content, of every shape that the protocol allows. */
final class RandomRecords {

  private static final int LIST_LIMIT = 5;

  private RandomRecords() {}

  private static OperationOutcome outcome(Random random) {
    return new OperationOutcome(
        any(random, ErrorCode.class), text(random), longNumber(random), bytes(random, 50));
  }

  static Block block(Random random) {
    int count = random.nextInt(20);
    return new Block(
        number(random),
        longNumber(random),
        digest(random),
        longNumber(random),
        longNumber(random),
        longNumber(random),
        longNumber(random),
        any(random, OrderPolicy.class),
        random.nextBoolean() ? null : new Genesis(number(random), number(random)),
        random.ints(count).toArray(),
        random.ints(count, 0, 100).toArray());
  }

  static Task task(Random random) {
    List<TaskKey> keys = list(random, RandomRecords::taskKey);
    return new Task(
        context(random), number(random), keys, list(random, from -> taskEntry(from, keys.size())));
  }

  private static TaskKey taskKey(Random random) {
    return new TaskKey(
        key(random), random.nextBoolean() ? TaskKey.UNKNOWN : position(random).height());
  }

  private static TaskEntry taskEntry(Random random, int keyCount) {
    return new TaskEntry(
        number(random),
        longNumber(random),
        bytes(random, 200),
        indexes(random, keyCount),
        indexes(random, keyCount),
        list(random, RandomRecords::position));
  }

  private static int[] indexes(Random random, int count) {
    return count == 0 ? new int[0] : random.ints(random.nextInt(5), 0, count).toArray();
  }

  static ResultBatch resultBatch(Random random) {
    List<StateKey> keys = new ArrayList<>(list(random, RandomRecords::key));
    keys.add(key(random));
    return new ResultBatch(
        number(random),
        longNumber(random),
        digest(random),
        number(random),
        list(random, from -> result(from, keys)));
  }

  private static Result result(Random random, List<StateKey> keys) {
    return new Result(
        number(random),
        number(random),
        text(random),
        random.nextBoolean(),
        new ExecutionResult(
            any(random, ReceiptStatus.class),
            any(random, ErrorCode.class),
            text(random),
            longNumber(random),
            bytes(random, 50),
            list(random, RandomRecords::text),
            list(random, RandomRecords::outcome),
            list(random, from -> observation(from, pick(from, keys))),
            list(random, from -> resultWrite(from, pick(from, keys)))));
  }

  private static Observation observation(Random random, StateKey key) {
    return switch (random.nextInt(4)) {
      case 0 -> new Observation.Presence(key, random.nextBoolean());
      case 1 -> new Observation.Bound(key, int128(random), int128(random));
      case 2 ->
          new Observation.Scan(
              new StateRange(key, key(random)), random.nextInt(1000), digest(random));
      default -> new Observation.Exact(key, Fingerprint.of(value(random)));
    };
  }

  static ReexecutionRequest reexecutionRequest(Random random) {
    return new ReexecutionRequest(
        number(random),
        number(random),
        any(random, ReexecutionRequest.Reason.class),
        list(random, RandomRecords::context),
        list(
            random,
            from -> new ReexecutionRequest.Entry(position(from), longNumber(from), number(from))),
        position(random),
        list(random, RandomRecords::freshValue));
  }

  private static ReexecutionRequest.FreshValue freshValue(Random random) {
    Write write = write(random);
    return new ReexecutionRequest.FreshValue(write.key(), write.value(), position(random));
  }

  static Commit commit(Random random) {
    return new Commit(
        number(random),
        longNumber(random),
        digest(random),
        longNumber(random),
        new ChainTip(
            longNumber(random),
            digest(random),
            longNumber(random),
            longNumber(random),
            longNumber(random)),
        new Commit.Counts(
            number(random), number(random), number(random), number(random), longNumber(random)),
        digest(random),
        new Commit.Statistics(number(random), number(random), number(random), number(random)));
  }

  static ReceiptBatch receiptBatch(Random random) {
    return new ReceiptBatch(
        number(random), longNumber(random), list(random, RandomRecords::receipt));
  }

  private static Receipt receipt(Random random) {
    return new Receipt(
        text(random),
        position(random),
        longNumber(random),
        any(random, ReceiptStatus.class),
        any(random, ErrorCode.class),
        text(random),
        longNumber(random),
        bytes(random, 50),
        list(random, RandomRecords::text),
        list(random, RandomRecords::outcome),
        random.nextBoolean() ? Optional.empty() : Optional.of(position(random)),
        number(random));
  }

  static BlockDelta blockDelta(Random random) {
    return new BlockDelta(
        commit(random), list(random, RandomRecords::write), list(random, RandomRecords::receipt));
  }

  static RejectedRecord rejectedRecord(Random random) {
    return new RejectedRecord(
        number(random),
        longNumber(random),
        longNumber(random),
        number(random),
        any(random, ErrorCode.class),
        text(random),
        bytes(random, 100));
  }

  static StateReadRequest stateReadRequest(Random random) {
    return new StateReadRequest(
        longNumber(random),
        number(random),
        list(random, RandomRecords::key),
        random.nextBoolean() ? Optional.empty() : Optional.of(scan(random)),
        random.nextBoolean());
  }

  static StateReadResponse stateReadResponse(Random random) {
    return new StateReadResponse(
        longNumber(random),
        any(random, StateReadStatus.class),
        text(random),
        longNumber(random),
        list(random, RandomRecords::value),
        list(random, from -> new StateEntry(key(from), bytes(from, 50))),
        random.nextBoolean());
  }

  private static StateReadRequest.Scan scan(Random random) {
    return new StateReadRequest.Scan(new StateRange(key(random), key(random)), number(random));
  }

  private static BlockContext context(Random random) {
    return new BlockContext(number(random), longNumber(random), digest(random), longNumber(random));
  }

  private static Write write(Random random) {
    return new Write(key(random), value(random));
  }

  private static StateKey key(Random random) {
    return random.nextInt(4) == 0
        ? StateKey.contractRecord(name(random))
        : StateKey.storage(name(random), bytes(random, 40));
  }

  private static byte[] value(Random random) {
    return random.nextInt(4) == 0 ? null : bytes(random, 80);
  }

  private static Position position(Random random) {
    return new Position(longNumber(random) & Long.MAX_VALUE, number(random) & Integer.MAX_VALUE);
  }

  private static Digest digest(Random random) {
    byte[] bytes = new byte[Digest.LENGTH_BYTES];
    random.nextBytes(bytes);
    return Digest.ofBytes(bytes);
  }

  static byte[] bytes(Random random, int limit) {
    byte[] bytes = new byte[random.nextInt(limit)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Numbers of every length. */
  private static long longNumber(Random random) {
    return random.nextLong() >> random.nextInt(Long.SIZE);
  }

  static int number(Random random) {
    return random.nextInt() >> random.nextInt(Integer.SIZE);
  }

  static String name(Random random) {
    String letters = "abcXYZ019._-";
    return random
        .ints(1 + random.nextInt(64), 0, letters.length())
        .mapToObj(letters::charAt)
        .map(String::valueOf)
        .reduce("", String::concat);
  }

  static String text(Random random) {
    int[] characters = {'a', 'z', ' ', 0, 0x7F, 0xE4, 0x7FF, 0x20AC, 0xFFFD, 0x1F600, 0x10FFFF};
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(20);
    int variety = 1 + random.nextInt(characters.length);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(characters[random.nextInt(variety)]);
    }
    return text.toString();
  }

  static <T> List<T> list(Random random, Function<Random, T> item) {
    List<T> list = new ArrayList<>();
    for (int left = random.nextInt(LIST_LIMIT); left > 0; left--) {
      list.add(item.apply(random));
    }
    return list;
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  static <E extends Enum<E>> E any(Random random, Class<E> type) {
    return pick(random, List.of(type.getEnumConstants()));
  }

  private static Write resultWrite(Random random, StateKey key) {
    return random.nextInt(3) == 0
        ? Write.addition(key, int128(random))
        : new Write(key, value(random));
  }

  private static Int128 int128(Random random) {
    return random.nextBoolean()
        ? new Int128(random.nextLong(), random.nextLong())
        : Int128.of(random.nextInt());
  }
}
