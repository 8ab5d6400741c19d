package io.stretto.statestore.streams;

import io.stretto.protocol.Commit;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.schemas.CommitCodec;
import io.stretto.schemas.ReceiptBatch;
import io.stretto.schemas.ReceiptBatchCodec;
import io.stretto.schemas.ReexecutionRequestCodec;
import io.stretto.statestore.rocksdb.AppliedBlock;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Publishes what a committer decided: to the changelog first, then to readers. */
final class CommitterOutput {

  private final ProcessorContext<byte[], Outgoing> context;
  private final LedgerStateStore store;
  private final CommitCodec commits = new CommitCodec();
  private final ReceiptBatchCodec receiptBatches = new ReceiptBatchCodec();
  private final ReexecutionRequestCodec requests = new ReexecutionRequestCodec();

  CommitterOutput(ProcessorContext<byte[], Outgoing> context, LedgerStateStore store) {
    this.context = context;
    this.store = store;
  }

  /** Publishes a committed block. */
  void publish(AppliedBlock block) {
    Commit commit = block.delta().commit();
    store.writeToChangelog(block);
    byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(commit.height()).array();
    publishReceipts(key, commit, block.delta().receipts());
    send(CommitterTopology.COMMITS, key, new Outgoing(commit.ledger(), commits.encode(commit)));
    store.published(commit.height());
  }

  /** Sends a request to its lane. */
  void send(ReexecutionRequest request) {
    Outgoing outgoing = new Outgoing(request.lane(), requests.encode(request));
    send(CommitterTopology.REEXECUTIONS, null, outgoing);
  }

  private void publishReceipts(byte[] key, Commit commit, List<Receipt> receipts) {
    for (List<Receipt> part : ReceiptParts.of(receipts)) {
      sendReceipts(key, commit, part);
    }
  }

  private void sendReceipts(byte[] key, Commit commit, List<Receipt> receipts) {
    ReceiptBatch batch = new ReceiptBatch(commit.ledger(), commit.height(), receipts);
    Outgoing outgoing = new Outgoing(commit.ledger(), receiptBatches.encode(batch));
    send(CommitterTopology.RECEIPTS, key, outgoing);
  }

  private void send(String sink, byte[] key, Outgoing outgoing) {
    context.forward(new Record<>(key, outgoing, context.currentSystemTimeMs()), sink);
  }
}
