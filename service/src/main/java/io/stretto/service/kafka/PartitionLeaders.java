package io.stretto.service.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks partitions whether they can be written to. A topic is there a moment before its partitions
 * have leaders. A producer's first batch would be put off then, while its second may already be
 * taken; that leaves a gap in the producer's sequence, and the first is refused.
 */
public final class PartitionLeaders {

  private PartitionLeaders() {}

  /**
   * Ends well when the leader of every partition has answered: nobody else answers this. Until then
   * the client asks again, up to its own timeout.
   */
  public static KafkaFuture<Void> answer(Admin admin, Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream()
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    return admin.listOffsets(asked).all().thenApply(offsets -> null);
  }
}
