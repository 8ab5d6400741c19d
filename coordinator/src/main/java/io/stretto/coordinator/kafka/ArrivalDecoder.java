package io.stretto.coordinator.kafka;

import io.stretto.coordinator.Arrival;
import io.stretto.protocol.ErrorCode;
import io.stretto.schemas.DecodedTransaction;
import io.stretto.schemas.TransactionCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns records of the transactions topic into arrivals. Safe for use by several threads. */
final class ArrivalDecoder {

  private final TransactionCodec codec = new TransactionCodec();

  Arrival decode(ConsumerRecord<byte[], byte[]> record) {
    return switch (codec.decode(record.value())) {
      case DecodedTransaction.Valid valid ->
          new Arrival(record.offset(), record.value(), valid.transaction(), ErrorCode.NONE, "");
      case DecodedTransaction.Invalid invalid ->
          new Arrival(
              record.offset(), record.value(), null, invalid.errorCode(), invalid.message());
    };
  }
}
