package io.stretto.cli.bulk;

import io.stretto.client.TransactionRequest;

/**
 * A transaction and where it stood.
 *
 * @param line the line of its file, from 1; 0 for what stood in none
 * @param request the transaction
 */
public record NumberedRequest(long line, TransactionRequest request) {}
