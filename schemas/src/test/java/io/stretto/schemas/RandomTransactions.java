package io.stretto.schemas;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Operation;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.TransactionRules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Transactions with random content, of one plain operation or of several of every kind. */
final class RandomTransactions {

  private RandomTransactions() {}

  static Transaction transaction(Random random) {
    List<Operation> operations =
        new ArrayList<>(RandomRecords.list(random, RandomTransactions::operation));
    if (operations.isEmpty() || random.nextBoolean()) {
      operations = List.of(plain(random));
    }
    String contract = operations.getFirst().contract();
    return new Transaction(
        "id-" + RandomRecords.text(random),
        RandomRecords.name(random),
        operations,
        random.nextLong(1_000_000_000_001L),
        RandomRecords.number(random),
        RandomRecords.list(random, from -> accessEntry(from, contract)));
  }

  private static Operation operation(Random random) {
    Operation plain = plain(random);
    Operation limited =
        random.nextBoolean() ? plain : plain.withGasLimit(random.nextLong(1_000_000_000_001L));
    return random.nextBoolean() ? limited : limited.mayAlsoFail();
  }

  private static Operation plain(Random random) {
    return switch (RandomRecords.any(random, TransactionKind.class)) {
      case CALL ->
          Operation.call(
                  RandomRecords.name(random),
                  "f" + RandomRecords.text(random),
                  RandomRecords.bytes(random, 300))
              .withDeposit(amount(random));
      case DEPLOY -> Operation.deploy(RandomRecords.name(random), RandomRecords.bytes(random, 300));
      case TRANSFER -> Operation.transfer(RandomRecords.name(random), amount(random));
    };
  }

  private static BigInteger amount(Random random) {
    return new BigInteger(random.nextInt(TransactionRules.DEPOSIT_LIMIT_BITS + 1), random);
  }

  private static AccessEntry accessEntry(Random random, String contract) {
    String owner = random.nextBoolean() ? contract : RandomRecords.name(random);
    return new AccessEntry(
        StateKey.storage(owner, RandomRecords.bytes(random, 40)),
        RandomRecords.any(random, AccessMode.class));
  }
}
