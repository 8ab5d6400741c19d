package io.stretto.coordinator.kafka;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Tells a ledger's runner when one of its records was not published. */
final class FailureListener implements Callback {

  private Exception failure;
  private LedgerRunner runner;

  synchronized void listenFor(LedgerRunner listening) {
    runner = listening;
    if (failure != null) {
      runner.failed(failure);
    }
  }

  @Override
  public synchronized void onCompletion(RecordMetadata metadata, Exception error) {
    if (error == null) {
      return;
    }
    failure = error;
    if (runner != null) {
      runner.failed(error);
    }
  }
}
