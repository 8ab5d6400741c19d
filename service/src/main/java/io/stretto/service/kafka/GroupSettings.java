package io.stretto.service.kafka;

import java.util.Locale;
import org.apache.kafka.common.IsolationLevel;

/**
 * How a consumer takes part in its group.
 *
 * @param groupId the group's name
 * @param start where to begin in a partition of which the group has no committed offset
 * @param isolation whether records of open and aborted Kafka transactions are seen
 */
public record GroupSettings(String groupId, Start start, IsolationLevel isolation) {

  /** Where a group begins in a partition that is new to it. */
  public enum Start {
    /** At the first record that is kept. */
    EARLIEST,
    /** After the last record there is. */
    LATEST,
    /** Nowhere: polling fails, for groups that set their offsets themselves. */
    NONE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
