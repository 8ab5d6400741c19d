package io.stretto.client;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The transactions sent without waiting for receipts: one object for all that nobody asks for. */
final class Publications implements Callback {

  private final Semaphore places;
  private final AtomicReference<StrettoException> firstFailure = new AtomicReference<>();

  Publications(Semaphore places) {
    this.places = places;
  }

  @Override
  public void onCompletion(RecordMetadata metadata, Exception failure) {
    places.release();
    if (failure != null) {
      firstFailure.compareAndSet(null, KafkaFailures.ofSending("(published in bulk)", failure));
    }
  }

  /** The callback for one transaction whose fate somebody asks for. */
  Callback telling(String transactionId, Acknowledgement listener) {
    return (metadata, failure) -> {
      places.release();
      if (failure == null) {
        listener.acknowledged(transactionId, metadata.offset(), null);
      } else {
        listener.acknowledged(transactionId, -1, KafkaFailures.ofSending(transactionId, failure));
      }
    };
  }

  /** Throws the first failure since the last call that threw. */
  void throwFirstFailure() {
    StrettoException failure = firstFailure.getAndSet(null);
    if (failure != null) {
      throw new StrettoException(failure.code(), failure.getMessage(), failure);
    }
  }
}
