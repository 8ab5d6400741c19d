package io.stretto.schemas;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
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
import io.stretto.protocol.Operation;
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
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.Write;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The records that the golden files hold, by the file's name: {@code <type>-<what>}. */
final class GoldenRecords {

  private static final Digest DIGEST = Digest.sha256(bytes("block 7"));
  private static final BlockContext CONTEXT = new BlockContext(2, 7, DIGEST, 1_700_000_000_123L);
  private static final StateKey ALICE = StateKey.storage("bank", bytes("alice"));
  private static final StateKey BOB = StateKey.storage("bank", bytes("bob"));
  private static final StateKey CODE = StateKey.code(DIGEST);
  private static final StateKey RECORD = StateKey.contractRecord("bank");
  private static final byte[] LONG_VALUE = bytes("a value of more than thirty-two bytes");

  private static final List<OperationOutcome> OUTCOMES =
      List.of(
          new OperationOutcome(ErrorCode.NONE, "", 12_000, bytes("ok")),
          new OperationOutcome(ErrorCode.PANIC, "no money", 345, new byte[0]));

  private GoldenRecords() {}

  static Map<String, Object> all() {
    Map<String, Object> all = new TreeMap<>();
    all.put("Transaction-call", call());
    all.put("Transaction-deploy", deploy());
    all.put("Transaction-bundle", bundle());
    all.put("Block-genesis", genesis());
    all.put("Block-hashed", block());
    all.put("Task-two", task());
    all.put("ResultBatch-two", resultBatch());
    all.put("ReexecutionRequest-head", reexecutionRequest());
    all.put("Commit-seven", commit());
    all.put("ReceiptBatch-three", receiptBatch());
    all.put("BlockDelta-seven", blockDelta());
    all.put("RejectedRecord-malformed", rejectedRecord());
    all.put("StateReadRequest-two", new StateReadRequest(-99, 2, List.of(ALICE, RECORD), true));
    all.put(
        "StateReadResponse-ok",
        new StateReadResponse(
            -99, StateReadStatus.OK, "", 6, Arrays.asList(bytes("10"), null, bytes(""))));
    all.put(
        "StateReadRequest-scan",
        new StateReadRequest(
            5,
            2,
            List.of(),
            Optional.of(new StateReadRequest.Scan(new StateRange(ALICE, BOB), 10)),
            false));
    all.put(
        "StateReadResponse-scan",
        new StateReadResponse(
            5,
            StateReadStatus.OK,
            "",
            6,
            List.of(),
            List.of(new StateEntry(ALICE, bytes("10")), new StateEntry(BOB, bytes(""))),
            true));
    all.put(
        "StateReadResponse-elsewhere",
        new StateReadResponse(
            Long.MAX_VALUE, StateReadStatus.NOT_OWNER, "state-1:7070", -1, List.of()));
    return all;
  }

  private static Transaction call() {
    return new Transaction(
        "order-\u20ac-\uD83D\uDE00",
        "alice.near",
        TransactionKind.CALL,
        "bank",
        "transfer",
        bytes("{\"to\":\"bob\"}"),
        TransactionCodec.DEFAULT_GAS_LIMIT,
        -3,
        List.of(
            new AccessEntry(ALICE, AccessMode.WRITE),
            new AccessEntry(StateKey.storage("rates", new byte[0]), AccessMode.READ)));
  }

  private static Transaction deploy() {
    return new Transaction(
        "d1",
        "alice.near",
        TransactionKind.DEPLOY,
        "bank",
        "",
        new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0},
        0,
        0,
        List.of());
  }

  private static Transaction bundle() {
    return new Transaction(
        "b1",
        "alice.near",
        List.of(
            Operation.transfer("bob", new BigInteger("170141183460469231731687303715884105727")),
            Operation.deploy("bank", new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0}),
            Operation.call("bank", "pay", bytes("{}"))
                .withDeposit(BigInteger.ONE)
                .withGasLimit(500_000)
                .mayAlsoFail()),
        1_000_000,
        0,
        List.of());
  }

  private static Block genesis() {
    return new Block(
        2,
        0,
        Digest.ZERO,
        0,
        0,
        0,
        1_700_000_000_000L,
        OrderPolicy.ARRIVAL,
        new Genesis(1_000_000, 1),
        new int[0],
        new int[0]);
  }

  private static Block block() {
    return new Block(
        2,
        7,
        DIGEST,
        1_000,
        1_004,
        990,
        1_700_000_000_123L,
        OrderPolicy.HASH,
        null,
        new int[] {2, 0, 1},
        new int[] {0, 5, 300});
  }

  private static Task task() {
    return new Task(
        CONTEXT,
        5,
        List.of(new TaskKey(ALICE, TaskKey.UNKNOWN), new TaskKey(BOB, 6)),
        List.of(
            new TaskEntry(
                0,
                1_002,
                bytes("payload"),
                new int[] {1},
                new int[] {0},
                List.of(new Position(6, 3), new Position(5, 0))),
            new TaskEntry(2, 1_001, new byte[0], new int[0], new int[0], List.of())));
  }

  private static ResultBatch resultBatch() {
    ExecutionResult success =
        new ExecutionResult(
            ReceiptStatus.SUCCEEDED,
            ErrorCode.NONE,
            "",
            12_345,
            bytes("ok"),
            List.of("moved 10", "\u00e4"),
            OUTCOMES,
            List.of(
                new Observation.Exact(RECORD, Fingerprint.of(DIGEST.toBytes())),
                new Observation.Exact(CODE, Fingerprint.of(LONG_VALUE)),
                new Observation.Exact(ALICE, Fingerprint.ABSENT),
                new Observation.Presence(BOB, true),
                new Observation.Presence(ALICE, false),
                new Observation.Bound(BOB, Int128.of(-7), Int128.MAXIMUM),
                new Observation.Scan(new StateRange(ALICE, BOB), 3, DIGEST)),
            List.of(
                new Write(ALICE, bytes("10")),
                new Write(BOB, null),
                Write.addition(CODE, Int128.of(-2))));
    ExecutionResult failure =
        ExecutionResult.failed(
            ErrorCode.PANIC,
            "no money",
            99,
            List.of(new Observation.Exact(BOB, Fingerprint.of(new byte[0]))));
    return new ResultBatch(
        2,
        7,
        DIGEST,
        5,
        List.of(new Result(0, 0, "t0", true, success), new Result(2, 1, "t2", false, failure)));
  }

  private static ReexecutionRequest reexecutionRequest() {
    return new ReexecutionRequest(
        2,
        5,
        ReexecutionRequest.Reason.LATE,
        List.of(CONTEXT),
        List.of(new ReexecutionRequest.Entry(new Position(7, 2), 1_001, 2)),
        new Position(7, 2),
        List.of(
            new ReexecutionRequest.FreshValue(ALICE, bytes("10"), new Position(7, 2)),
            new ReexecutionRequest.FreshValue(BOB, null, new Position(7, 4))));
  }

  private static Commit commit() {
    return new Commit(
        2,
        7,
        DIGEST,
        42,
        new ChainTip(7, DIGEST, 1_004, 993, 1_700_000_000_123L),
        new Commit.Counts(1, 2, 3, 4, 12_444),
        Digest.sha256(bytes("state 7")),
        new Commit.Statistics(11, 12, 13, 14));
  }

  private static ReceiptBatch receiptBatch() {
    Receipt first =
        new Receipt(
            "t0",
            new Position(7, 0),
            1_002,
            ReceiptStatus.SUCCEEDED,
            ErrorCode.NONE,
            "",
            12_345,
            bytes("ok"),
            List.of("moved 10"),
            OUTCOMES,
            Optional.empty(),
            1);
    Receipt rejected =
        Receipt.of(
            "",
            new Position(7, 2),
            1_001,
            ExecutionResult.rejected(ErrorCode.MALFORMED_RECORD, "the record is empty"),
            2);
    return new ReceiptBatch(
        2, 7, List.of(first, first.repeatedAt(new Position(7, 1), 1_000, 3), rejected));
  }

  private static BlockDelta blockDelta() {
    return new BlockDelta(
        commit(),
        List.of(new Write(BOB, null), new Write(ALICE, bytes("10"))),
        receiptBatch().receipts());
  }

  private static RejectedRecord rejectedRecord() {
    return new RejectedRecord(
        2, 1_001, 7, 2, ErrorCode.MALFORMED_RECORD, "the record is empty", bytes("?"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
