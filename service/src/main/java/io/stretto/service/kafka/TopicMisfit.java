package io.stretto.service.kafka;

/**
 * One thing about an existing topic that is not as the cluster needs it.
 *
 * @param topic the topic's name
 * @param property what does not fit: partitions, or a setting of Kafka's
 * @param expected the value it has to have
 * @param found the value it has
 * @param remedy what to do about it
 */
public record TopicMisfit(
    String topic, String property, String expected, String found, String remedy) {

  @Override
  public String toString() {
    return topic + ": " + property + " is " + found + ", and " + expected + " is needed; " + remedy;
  }
}
