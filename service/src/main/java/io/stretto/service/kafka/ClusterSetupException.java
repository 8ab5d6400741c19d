package io.stretto.service.kafka;

import java.util.List;
import java.util.stream.Collectors;

/** The reason why a cluster's topics are not there as they have to be, and what to do about it. */
public final class ClusterSetupException extends RuntimeException {

  /** A failure's kind, stable across releases. */
  public enum Code {
    /** No Kafka answered in time. */
    KAFKA_UNREACHABLE,
    /** Kafka refused who we are, or what we wanted to do. */
    ACCESS_REFUSED,
    /** Kafka's client does not accept the client properties. */
    CLIENT_PROPERTIES_INVALID,
    /** A topic could not be created. */
    TOPIC_NOT_CREATED,
    /** A topic exists and does not fit. */
    TOPICS_MISFIT,
    /** A partition could not be written to in time. */
    PARTITION_WITHOUT_LEADER
  }

  private final Code code;
  private final transient List<TopicMisfit> misfits;

  ClusterSetupException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.misfits = List.of();
  }

  ClusterSetupException(List<TopicMisfit> misfits) {
    super(
        "existing topics do not fit:\n  "
            + misfits.stream().map(TopicMisfit::toString).collect(Collectors.joining("\n  ")));
    this.code = Code.TOPICS_MISFIT;
    this.misfits = List.copyOf(misfits);
  }

  /** The failure's kind, for programs to decide by. */
  public Code code() {
    return code;
  }

  /** Every misfit of every topic; empty unless the code is TOPICS_MISFIT. */
  public List<TopicMisfit> misfits() {
    return misfits;
  }
}
