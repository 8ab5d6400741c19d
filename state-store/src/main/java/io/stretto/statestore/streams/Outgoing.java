package io.stretto.statestore.streams;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * A record for one of the committer's outgoing topics.
 *
 * @param partition the partition: a ledger or a lane
 * @param value the record's value
 */
record Outgoing(int partition, byte[] value) {

  /** Takes the value alone. */
  static Serializer<Outgoing> serializer() {
    return (topic, outgoing) -> outgoing.value();
  }

  /** Takes the partition that the record names. */
  static StreamPartitioner<byte[], Outgoing> partitioner() {
    return (topic, key, outgoing, partitions) -> Optional.of(Set.of(outgoing.partition()));
  }
}
