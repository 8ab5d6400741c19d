package io.stretto.client;

import io.stretto.client.StrettoException.Code;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Turns what Kafka's clients throw into our exception. */
final class KafkaFailures {

  private KafkaFailures() {}

  static StrettoException ofSending(String transactionId, Throwable failure) {
    if (failure instanceof RecordTooLargeException) {
      return new StrettoException(
          Code.RECORD_TOO_LARGE,
          "transaction " + transactionId + " is larger than the brokers take; make it smaller",
          failure);
    }
    if (isRefusal(failure)) {
      return refusal(failure);
    }
    return new StrettoException(
        Code.NOT_ACKNOWLEDGED,
        "transaction "
            + transactionId
            + " was not acknowledged ("
            + failure.getMessage()
            + "); submit it again with the same id",
        failure);
  }

  static StrettoException ofConnecting(
      String bootstrapServers, String topics, long timeoutMillis, Throwable failure) {
    if (isRefusal(failure)) {
      return refusal(failure);
    }
    if (failure instanceof UnknownTopicOrPartitionException) {
      return new StrettoException(
          Code.CLUSTER_NOT_SET_UP,
          "the Kafka at "
              + bootstrapServers
              + " has no topics "
              + topics
              + "; start the cluster's roles, or give another address or topic prefix",
          failure);
    }
    return new StrettoException(
        Code.KAFKA_UNREACHABLE,
        "no Kafka answered at "
            + bootstrapServers
            + " within "
            + timeoutMillis
            + " ms; start it there, or give the address where it is",
        failure);
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof AuthenticationException || failure instanceof AuthorizationException;
  }

  private static StrettoException refusal(Throwable failure) {
    return new StrettoException(
        Code.ACCESS_REFUSED,
        "Kafka refuses us ("
            + failure.getMessage()
            + "); check the user, the password, the certificates and the user's rights",
        failure);
  }
}
