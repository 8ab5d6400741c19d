package io.stretto.client;

import io.stretto.protocol.Receipt;
import java.util.concurrent.CompletableFuture;

/** What those share who wait for the receipt of one id that this client has not in flight. */
final class ReceiptWatch extends CompletableFuture<Receipt> {

  /** How many wait; changed only inside the map's compute methods. */
  int waiters;

  /** Dependent stages are plain futures. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
