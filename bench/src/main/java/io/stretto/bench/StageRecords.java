package io.stretto.bench;

import io.stretto.contracts.ExampleContract;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.schemas.TransactionCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The log of a token: its deployment, a mint for each account, then transfers between them. */
final class StageRecords {

  private static final int FUNDS = 1_000_000;
  private static final long GAS_LIMIT = 100_000_000;

  private final TransactionCodec codec = new TransactionCodec();
  private final List<byte[]> records = new ArrayList<>();

  private StageRecords() {}

  /** The records' values in the order of the log. */
  static List<byte[]> of(int transactions, int accounts) {
    StageRecords log = new StageRecords();
    String owner = TransferWorkload.OWNER;
    log.add("deploy", owner, TransactionKind.DEPLOY, "", ExampleContract.TOKEN.code());
    for (int account = 0; account < accounts; account++) {
      log.add("m" + account, owner, TransactionKind.CALL, "mint", text(account, FUNDS));
    }
    Random random = new Random(1);
    for (int i = 0; i < transactions; i++) {
      String sender = TransferWorkload.account(random.nextInt(accounts));
      byte[] arguments = text(random.nextInt(accounts), 1 + random.nextInt(10));
      log.add("t" + i, sender, TransactionKind.CALL, "transfer", arguments);
    }
    return log.records;
  }

  private void add(
      String id, String sender, TransactionKind kind, String function, byte[] arguments) {
    records.add(
        codec.encode(
            new Transaction(
                id,
                sender,
                kind,
                TransferWorkload.CONTRACT,
                function,
                arguments,
                GAS_LIMIT,
                0,
                List.of())));
  }

  private static byte[] text(int account, int amount) {
    return (TransferWorkload.account(account) + " " + amount).getBytes(StandardCharsets.UTF_8);
  }
}
