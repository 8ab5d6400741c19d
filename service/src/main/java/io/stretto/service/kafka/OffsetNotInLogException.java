package io.stretto.service.kafka;

import org.apache.kafka.common.TopicPartition;

/** A wanted offset that its partition does not have: deleted by retention, or lost at the end. */
public final class OffsetNotInLogException extends RuntimeException {

  OffsetNotInLogException(TopicPartition partition, long wanted, long beginning, long end) {
    super(
        "offset "
            + wanted
            + " of "
            + partition
            + " is not there: the partition has "
            + beginning
            + " to "
            + end
            + "; records were "
            + (wanted < beginning ? "deleted" : "lost")
            + ", or the offset is another cluster's");
  }
}
