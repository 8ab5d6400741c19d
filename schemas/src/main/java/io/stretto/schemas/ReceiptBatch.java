package io.stretto.schemas;

import io.stretto.protocol.Receipt;
import java.util.List;

/**
 * The receipts of one block, or of a part of it: one record of the receipts topic.
 *
 * @param ledger the ledger
 * @param height the block's height
 * @param receipts the receipts in canonical order
 */
public record ReceiptBatch(int ledger, long height, List<Receipt> receipts) {}
