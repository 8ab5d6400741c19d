package io.stretto.cli.verify;

import io.stretto.protocol.Receipt;
import io.stretto.schemas.ReceiptBatch;
import io.stretto.schemas.ReceiptBatchCodec;
import io.stretto.schemas.SchemaException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Gathers the receipts of each block from their batches; of repeats the first one counts. */
final class ReceiptsByHeight implements AutoCloseable {

  private final PartitionCursor cursor;
  private final ReceiptBatchCodec codec = new ReceiptBatchCodec();
  private final Map<Long, Map<Integer, Receipt>> ahead = new HashMap<>();
  private long missing;
  private long skipped;

  ReceiptsByHeight(PartitionCursor cursor) {
    this.cursor = cursor;
  }

  /**
   * The receipts of a block, for heights in ascending order; nothing where retention has deleted
   * some of them. Receipts that ought to be there and are not leave gaps that compare as missing.
   */
  Optional<List<Receipt>> of(long height, int count) {
    Map<Integer, Receipt> found = ahead.computeIfAbsent(height, key -> new HashMap<>());
    while (found.size() < count) {
      ConsumerRecord<byte[], byte[]> record = cursor.next();
      if (record == null) {
        break;
      }
      try {
        take(codec.decode(record.value()), height);
      } catch (SchemaException e) {
        skipped++;
      }
    }
    ahead.remove(height);
    if (found.size() < count && cursor.beginning() > 0) {
      missing += count - found.size();
      return Optional.empty();
    }
    Receipt[] byIndex = new Receipt[count];
    found.forEach(
        (index, receipt) -> {
          if (index < count) {
            byIndex[index] = receipt;
          }
        });
    return Optional.of(new ArrayList<>(Arrays.stream(byIndex).filter(Objects::nonNull).toList()));
  }

  long missing() {
    return missing;
  }

  /** How many records are no batches that this release knows. */
  long skipped() {
    return skipped;
  }

  /** Goes on to where the receipts end now. */
  void extend() {
    cursor.extend();
  }

  @Override
  public void close() {
    cursor.close();
  }

  private void take(ReceiptBatch batch, long height) {
    if (batch.height() < height) {
      return; // a repeat
    }
    Map<Integer, Receipt> ofBlock = ahead.computeIfAbsent(batch.height(), key -> new HashMap<>());
    for (Receipt receipt : batch.receipts()) {
      ofBlock.putIfAbsent(receipt.position().index(), receipt);
    }
  }
}
