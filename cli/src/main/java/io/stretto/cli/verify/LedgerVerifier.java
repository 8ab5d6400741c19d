package io.stretto.cli.verify;

import io.stretto.oracle.Difference;
import io.stretto.oracle.OracleException;
import io.stretto.oracle.SerialOracle;
import io.stretto.protocol.Block;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.port.StateView;
import io.stretto.schemas.BlockCodec;
import io.stretto.schemas.CommitCodec;
import io.stretto.schemas.RecordCodec;
import io.stretto.schemas.SchemaException;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.TopicNames;
import io.stretto.wasm.ContractRuntime;
import io.stretto.wasm.RecordExecutor;
import io.stretto.wasm.engine.EngineMode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds what a cluster has committed against the serial oracle, block by block: it reads the log
 * and the order, executes, and compares each receipt and each block's digest, up to the last commit
 * there was when it began. For one thread.
 */
public final class LedgerVerifier implements AutoCloseable {

  private final int ledger;
  private final SerialOracle oracle;
  private final PartitionCursor transactions;
  private final PartitionCursor blocks;
  private final PartitionCursor commits;
  private final ReceiptsByHeight receipts;
  private final BlockCodec blockCodec = new BlockCodec();
  private final CommitCodec commitCodec = new CommitCodec();
  private BlockListener listener = (commit, receipts, state) -> {};
  private Digest stateDigest = Digest.ZERO;
  private long transactionsChecked;
  private long recordsSkipped;

  /** Is shown each block that was executed and found equal. */
  @FunctionalInterface
  public interface BlockListener {

    /**
     * Takes a block.
     *
     * @param commit what the cluster committed
     * @param receipts its receipts
     * @param state the state after it; valid during the call
     */
    void verified(Commit commit, List<Receipt> receipts, StateView state);
  }

  /** Creates a verifier of one ledger. */
  public LedgerVerifier(ClusterSettings settings, int ledger, EngineMode mode) {
    this.ledger = ledger;
    this.oracle =
        new SerialOracle(new RecordExecutor(new ContractRuntime(mode)), RecordExecutor::priority);
    KafkaClients clients = new KafkaClients(settings);
    TopicNames names = settings.topicNames();
    // In this order: what commits refer to is then there.
    this.commits = cursor(clients, names.commits(), ledger, IsolationLevel.READ_UNCOMMITTED);
    this.receipts =
        new ReceiptsByHeight(
            cursor(clients, names.receipts(), ledger, IsolationLevel.READ_UNCOMMITTED));
    this.blocks = cursor(clients, names.blocks(), ledger, IsolationLevel.READ_COMMITTED);
    this.transactions =
        cursor(clients, names.transactions(), ledger, IsolationLevel.READ_COMMITTED);
  }

  private static PartitionCursor cursor(
      KafkaClients clients, String topic, int ledger, IsolationLevel isolation) {
    return new PartitionCursor(clients, new TopicPartition(topic, ledger), isolation);
  }

  /**
   * Executes and compares all blocks that are committed.
   *
   * @param progress is told now and then how many transactions are checked
   */
  public Verdict verify(LongConsumer progress) {
    Optional<Commit> commit = nextCommit();
    while (commit.isPresent()) {
      Optional<String> difference = verify(commit.get());
      if (difference.isPresent()) {
        return verdict(difference);
      }
      progress.accept(transactionsChecked);
      commit = nextCommit();
    }
    return verdict(Optional.empty());
  }

  /** Shows each block to a listener, on the verifying thread; to be called before verifying. */
  public LedgerVerifier showing(BlockListener blockListener) {
    listener = blockListener;
    return this;
  }

  /** Goes on with what has been committed since; the last verification found no difference. */
  Verdict verifyMore(LongConsumer progress) {
    // In this order: what commits refer to is then there.
    commits.extend();
    receipts.extend();
    blocks.extend();
    transactions.extend();
    return verify(progress);
  }

  /** The state after what was verified: a view that cannot be changed. */
  public SortedMap<StateKey, byte[]> state() {
    return oracle.state();
  }

  @Override
  public void close() {
    commits.close();
    receipts.close();
    blocks.close();
    transactions.close();
  }

  private Optional<String> verify(Commit commit) {
    Optional<Block> next = nextBlock();
    if (next.isEmpty()) {
      return Optional.of("block " + commit.height() + " is committed, but not in the blocks topic");
    }
    Block block = next.get();
    if (commit.height() != block.height() || !commit.blockDigest().equals(block.digest())) {
      return Optional.of(
          "commit of block "
              + commit.height()
              + " "
              + commit.blockDigest()
              + ", where the order has "
              + block);
    }
    SerialOracle.Outcome outcome;
    try {
      outcome = oracle.apply(block, records(block));
    } catch (OracleException e) {
      return Optional.of("the log: " + e.getMessage());
    }
    stateDigest = outcome.stateDigest();
    transactionsChecked += block.transactionCount();
    Optional<String> difference = compare(outcome, commit);
    if (difference.isEmpty()) {
      listener.verified(commit, outcome.receipts(), oracle.view());
    }
    return difference;
  }

  private Optional<String> compare(SerialOracle.Outcome outcome, Commit commit) {
    Block block = outcome.block();
    Optional<List<Receipt>> actual = receipts.of(block.height(), block.transactionCount());
    Optional<String> difference =
        actual.flatMap(present -> Difference.ofReceipts(outcome.receipts(), present));
    if (difference.isPresent()) {
      return difference;
    }
    Commit.Counts counts = Counting.of(outcome.receipts());
    if (!counts.equals(commit.counts())) {
      return Optional.of(
          "block "
              + block.height()
              + ": expected "
              + counts
              + ", the commit says "
              + commit.counts());
    }
    return outcome.stateDigest().equals(commit.stateDigest())
        ? Optional.empty()
        : Optional.of(
            "state digest after block "
                + block.height()
                + ": expected "
                + outcome.stateDigest()
                + ", the commit says "
                + commit.stateDigest());
  }

  private Verdict verdict(Optional<String> difference) {
    return new Verdict(
        oracle.tip().height(),
        transactionsChecked,
        receipts.missing(),
        recordsSkipped + receipts.skipped(),
        difference.isPresent() ? StateCheck.OF_ANOTHER_LOG : StateCheck.NOT_ASKED_FOR,
        stateDigest,
        difference);
  }

  /** The first record of the next height: later ones repeat it. */
  private Optional<Commit> nextCommit() {
    return next(commits, commitCodec, commit -> commit.height() > oracle.tip().height());
  }

  /** The first record that fits the tip: others have lost, or are none. */
  private Optional<Block> nextBlock() {
    return next(
        blocks, blockCodec, block -> block.ledger() == ledger && oracle.tip().isFollowedBy(block));
  }

  private <T> Optional<T> next(PartitionCursor cursor, RecordCodec<T> codec, Predicate<T> fits) {
    for (var record = cursor.next(); record != null; record = cursor.next()) {
      try {
        T decoded = codec.decode(record.value());
        if (fits.test(decoded)) {
          return Optional.of(decoded);
        }
      } catch (SchemaException e) {
        recordsSkipped++;
      }
    }
    return Optional.empty();
  }

  private SortedMap<Long, byte[]> records(Block block) {
    SortedMap<Long, byte[]> records = new TreeMap<>();
    ConsumerRecord<byte[], byte[]> head = transactions.peek();
    while (head != null && head.offset() < block.nextOffset()) {
      if (head.offset() >= block.firstOffset()) {
        records.put(head.offset(), head.value());
      }
      transactions.next();
      head = transactions.peek();
    }
    return records;
  }
}
