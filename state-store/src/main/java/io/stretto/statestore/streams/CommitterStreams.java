package io.stretto.statestore.streams;

import io.stretto.service.operations.Health;
import io.stretto.statestore.StateStoreException;
import io.stretto.statestore.StateStoreException.Code;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams with the committer's topology. A thread that fails is replaced; where it refuses
 * its data, the JVM has an error, or failures do not end, everything stops and {@link
 * #throwIfFailed} says why.
 */
public final class CommitterStreams implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CommitterStreams.class);
  private static final int TOLERATED_FAILURES = 10;
  private static final Duration CLOSE = Duration.ofSeconds(20);

  private final CommitterParts parts;
  private final KafkaStreams streams;
  private final FailureTolerance tolerance = new FailureTolerance(TOLERATED_FAILURES);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Throwable failure;

  private final boolean isStaticMember;

  private CommitterStreams(CommitterParts parts, KafkaStreams streams, boolean isStaticMember) {
    this.parts = parts;
    this.streams = streams;
    this.isStaticMember = isStaticMember;
  }

  /** Makes it; it does nothing before {@link #start}. */
  public static CommitterStreams create(CommitterParts parts, StreamsProperties properties) {
    KafkaStreams streams =
        new KafkaStreams(CommitterTopology.build(parts), properties.toProperties(parts.cluster()));
    CommitterStreams committers =
        new CommitterStreams(parts, streams, properties.instanceId().isPresent());
    streams.setUncaughtExceptionHandler(committers::onFailure);
    streams.setStateListener((now, before) -> committers.onState(now));
    return committers;
  }

  /** Begins to commit. */
  public void start() {
    streams.start();
  }

  /** For its metrics. */
  public KafkaStreams kafkaStreams() {
    return streams;
  }

  /** Where the owner of a ledger serves state reads, as host:port, if it is known. */
  public Optional<String> owner(int ledger) {
    StreamPartitioner<Integer, Object> partitioner =
        (topic, key, value, partitions) -> Optional.of(Set.of(key));
    try {
      KeyQueryMetadata metadata =
          streams.queryMetadataForKey(CommitterTopology.STORE, ledger, partitioner);
      boolean isKnown =
          metadata != null
              && !metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)
              && !metadata.activeHost().equals(HostInfo.unavailable());
      return isKnown
          ? Optional.of(metadata.activeHost().host() + ":" + metadata.activeHost().port())
          : Optional.empty();
    } catch (StreamsException | IllegalStateException e) {
      LOG.debug("the owner of ledger {} is not known", ledger, e);
      return Optional.empty();
    }
  }

  /** Whether it works at all. */
  public Health liveness() {
    KafkaStreams.State state = streams.state();
    boolean isDead = state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING;
    return isDead ? Health.unhealthy("Streams is " + state + reason()) : Health.healthy();
  }

  /** Whether it runs, and all ledgers that are its own can be read. */
  public Health readiness() {
    KafkaStreams.State state = streams.state();
    if (state != KafkaStreams.State.RUNNING) {
      return Health.unhealthy("Streams is " + state + reason());
    }
    for (ThreadMetadata thread : streams.metadataForLocalThreads()) {
      for (var task : thread.activeTasks()) {
        if (parts.owned().find(task.taskId().partition()).isEmpty()) {
          return Health.unhealthy("ledger " + task.taskId().partition() + " is not readable yet");
        }
      }
    }
    return Health.healthy();
  }

  /** Throws what ended it, if something has. */
  public void throwIfFailed() {
    Throwable cause = failure;
    if (cause == null) {
      return;
    }
    StateStoreException refusal = StateStoreException.in(cause);
    if (refusal != null) {
      throw new StateStoreException(refusal.code(), refusal.getMessage(), cause);
    }
    throw new StateStoreException(
        Code.NOT_RUNNING, "the committer failed again and again: " + cause, cause);
  }

  /** Waits until it has stopped, by itself or not. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /**
   * Stops; what was committed stays. Others take its ledgers over at once, unless it has a name to
   * come back with.
   */
  @Override
  public void close() {
    GroupMembershipOperation membership =
        isStaticMember
            ? GroupMembershipOperation.REMAIN_IN_GROUP
            : GroupMembershipOperation.LEAVE_GROUP;
    streams.close(CloseOptions.groupMembershipOperation(membership).withTimeout(CLOSE));
  }

  private void onState(KafkaStreams.State state) {
    if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING) {
      ended.countDown();
    }
  }

  private StreamThreadExceptionResponse onFailure(Throwable cause) {
    if (tolerance.tolerates(cause)) {
      LOG.error("a committing thread failed and is replaced", cause);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("the state store stops", cause);
    failure = cause;
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private String reason() {
    Throwable cause = failure;
    if (cause == null) {
      return "";
    }
    StateStoreException refusal = StateStoreException.in(cause);
    return ": " + (refusal == null ? cause : refusal.getMessage());
  }
}
