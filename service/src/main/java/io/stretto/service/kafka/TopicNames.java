package io.stretto.service.kafka;

import java.util.regex.Pattern;

/**
 * The names of one cluster's topics: a common prefix, a dot, and the topic's own word.
 *
 * @param prefix 1 to 200 of the characters Kafka allows: letters, digits, dot, underscore, hyphen
 */
public record TopicNames(String prefix) {

  /** The prefix that applies where none is given. */
  public static final String DEFAULT_PREFIX = "stretto";

  private static final Pattern VALID_PREFIX = Pattern.compile("[a-zA-Z0-9._-]{1,200}");

  /** Creates names; throws {@link IllegalArgumentException} for a prefix that Kafka refuses. */
  public TopicNames {
    if (!isValidPrefix(prefix)) {
      throw new IllegalArgumentException("topic prefix \"" + prefix + "\": " + validPrefixes());
    }
  }

  /** Names with the prefix "stretto". */
  public TopicNames() {
    this(DEFAULT_PREFIX);
  }

  /** The name of the given topic. */
  public String of(Topic topic) {
    return prefix + "." + topic.suffix();
  }

  /** The topic that producers submit to. */
  public String transactions() {
    return of(Topic.TRANSACTIONS);
  }

  /** The topic of the canonical order. */
  public String blocks() {
    return of(Topic.BLOCKS);
  }

  /** The topic of work for lanes. */
  public String tasks() {
    return of(Topic.TASKS);
  }

  /** The topic of execution results. */
  public String results() {
    return of(Topic.RESULTS);
  }

  /** The topic of requests to execute again. */
  public String reexecutions() {
    return of(Topic.REEXECUTIONS);
  }

  /** The topic of committed blocks. */
  public String commits() {
    return of(Topic.COMMITS);
  }

  /** The topic of receipts. */
  public String receipts() {
    return of(Topic.RECEIPTS);
  }

  /** The topic of what was not a transaction. */
  public String rejected() {
    return of(Topic.REJECTED);
  }

  static boolean isValidPrefix(String prefix) {
    return VALID_PREFIX.matcher(prefix).matches();
  }

  static String validPrefixes() {
    return "give 1 to 200 letters, digits, dots, underscores or hyphens";
  }
}
