package io.stretto.service.kafka;

import java.util.Locale;
import org.apache.kafka.common.IsolationLevel;

/**
 * How a consumer takes part in its group.
 *
 * @param groupId the group's name
 * @param start where to begin in a partition of which the group has no committed offset
 * @param isolation whether records of open and aborted Kafka transactions are seen
 * @param pollRecords how many records one poll returns at most, at least 1
 */
public record GroupSettings(
    String groupId, Start start, IsolationLevel isolation, int pollRecords) {

  private static final int KAFKAS_POLL_RECORDS = 500;

  /** With as many records a poll as Kafka's own default. */
  public GroupSettings(String groupId, Start start, IsolationLevel isolation) {
    this(groupId, start, isolation, KAFKAS_POLL_RECORDS);
  }

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
