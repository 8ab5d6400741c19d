package io.stretto.statestore.commit;

import io.stretto.protocol.Commit;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.FingerprintView;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.CommittedState;
import io.stretto.protocol.port.StateView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The committed state with the settled positions of the oldest open block on top: the state just
 * before the next position. Its receipts and net writes become the block's delta.
 */
final class StagedBlock implements StateView, FingerprintView {

  private record Entry(Write write, Fingerprint fingerprint) {}

  private final CommittedState committed;

  /** Net writes in the order of the keys' first writes: putting a key again keeps its place. */
  private final LinkedHashMap<StateKey, Entry> entries = new LinkedHashMap<>();

  /** The same by key; {@code null} while no range has been looked at. */
  private TreeMap<StateKey, byte[]> ordered;

  private final List<Receipt> receipts = new ArrayList<>();
  private final Map<String, Receipt> receiptsById = new HashMap<>();

  StagedBlock(CommittedState committed) {
    this.committed = committed;
  }

  /** The index of the next position to settle. */
  int nextIndex() {
    return receipts.size();
  }

  @Override
  public byte[] read(StateKey key) {
    Entry entry = entries.get(key);
    return entry == null ? committed.read(key) : entry.write().value();
  }

  @Override
  public List<StateEntry> scan(StateRange range, int limit) {
    if (range.from().compareTo(range.to()) >= 0) {
      return List.of();
    }
    if (ordered == null) {
      ordered = new TreeMap<>();
      entries.forEach((key, entry) -> ordered.put(key, entry.write().value()));
    }
    return StateRange.overlaid(
        ordered.subMap(range.from(), range.to()), limit, more -> committed.scan(range, more));
  }

  @Override
  public Fingerprint fingerprint(StateKey key) {
    Entry entry = entries.get(key);
    return entry == null ? committed.fingerprint(key) : entry.fingerprint();
  }

  /** The receipt that a transaction with this id repeats, if any lies in the dedup window. */
  Optional<Receipt> firstReceipt(String transactionId, long firstOrdinalOfWindow) {
    Receipt staged = receiptsById.get(transactionId);
    if (staged != null) {
      long ordinal = committed.tip().nextOrdinal() + staged.position().index();
      return ordinal < firstOrdinalOfWindow ? Optional.empty() : Optional.of(staged);
    }
    return committed.receipt(transactionId, firstOrdinalOfWindow);
  }

  /** The same changes as values, given what is there now. */
  List<Write> resolve(List<Write> writes) {
    for (Write write : writes) {
      if (write.isAddition()) {
        return writes.stream().map(each -> each.resolve(read(each.key()))).toList();
      }
    }
    return writes;
  }

  /** Puts a change to a value on top. */
  void put(Write write) {
    entries.put(write.key(), new Entry(write, Fingerprint.of(write.value())));
    if (ordered != null) {
      ordered.put(write.key(), write.value());
    }
  }

  /** Settles the next position, with its changes as values. */
  void settle(Receipt receipt, List<Write> writes) {
    writes.forEach(this::put);
    receipts.add(receipt);
    if (!receipt.isDuplicate() && !receipt.transactionId().isEmpty()) {
      receiptsById.put(receipt.transactionId(), receipt);
    }
  }

  List<Write> netWrites() {
    return entries.values().stream().map(Entry::write).toList();
  }

  List<Receipt> receipts() {
    return List.copyOf(receipts);
  }

  Commit.Counts counts() {
    int succeeded = 0;
    int failed = 0;
    int rejected = 0;
    int duplicates = 0;
    long gasUsed = 0;
    for (Receipt receipt : receipts) {
      if (receipt.isDuplicate()) {
        duplicates++;
        continue;
      }
      gasUsed += receipt.gasUsed();
      switch (receipt.status()) {
        case SUCCEEDED -> succeeded++;
        case FAILED -> failed++;
        case REJECTED -> rejected++;
      }
    }
    return new Commit.Counts(succeeded, failed, rejected, duplicates, gasUsed);
  }
}
