package io.stretto.service.kafka;

import io.stretto.service.kafka.ClusterSetupException.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Sees to it that a cluster's topics exist and are as the roles need them.
 *
 * <p>Several processes may do so at once: who comes second finds the topic and checks it.
 */
public final class TopicAdministrator {

  private static final long RETRY_MILLIS = 50;

  private final ClusterSettings settings;
  private final Admin admin;
  private final long deadlineNanos;

  private TopicAdministrator(ClusterSettings settings, Admin admin) {
    this.settings = settings;
    this.admin = admin;
    this.deadlineNanos = System.nanoTime() + settings.connectTimeout().toNanos();
  }

  /**
   * Checks the topics that exist, and when all of them fit creates those that are missing. Returns
   * when every partition has a leader, so that it can be written to. Checked are the number of
   * partitions, the cleanup policy, the largest record, and of topics that are kept forever that
   * they are.
   *
   * @throws ClusterSetupException when Kafka does not answer within the connect timeout, refuses
   *     us, or has topics that do not fit; then all of those are named
   */
  public static void ensure(ClusterSettings settings) throws InterruptedException {
    Admin admin = connect(settings);
    try {
      new TopicAdministrator(settings, admin).ensure();
    } finally {
      // Without a limit it would wait for answers, where a server takes connections and is silent.
      admin.close(settings.connectTimeout());
    }
  }

  private static Admin connect(ClusterSettings settings) {
    try {
      return new KafkaClients(settings).admin("stretto-setup", settings.connectTimeout());
    } catch (KafkaException e) {
      String reasons = reasons(e);
      if (reasons.contains("bootstrap")) {
        throw unreachable(settings, e);
      }
      throw new ClusterSetupException(
          Code.CLIENT_PROPERTIES_INVALID,
          "Kafka's client cannot be made ("
              + reasons
              + "); mend the file that "
              + ClusterSetting.CLIENT_PROPERTIES.fullName()
              + " names",
          e);
    }
  }

  private static String reasons(Throwable failure) {
    Set<String> messages = new LinkedHashSet<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      messages.add(String.valueOf(cause.getMessage()));
    }
    return String.join(": ", messages);
  }

  private void ensure() throws InterruptedException {
    Set<String> existing = get(admin.listTopics().names());
    Map<Boolean, List<TopicDefinition>> byExistence =
        TopicCatalog.definitions(settings).stream()
            .collect(Collectors.partitioningBy(topic -> existing.contains(topic.name())));
    check(byExistence.get(true));
    create(byExistence.get(false));
    // Another process may have been faster, with other settings.
    check(byExistence.get(false));
    awaitLeaders();
  }

  /** Topics that another process has just created may lack leaders as well: asks all of them. */
  private void awaitLeaders() throws InterruptedException {
    List<TopicPartition> partitions =
        TopicCatalog.definitions(settings).stream()
            .flatMap(
                topic ->
                    IntStream.range(0, topic.partitions())
                        .mapToObj(number -> new TopicPartition(topic.name(), number)))
            .toList();
    try {
      PartitionLeaders.answer(admin, partitions).get(remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw leaderless(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException timeout
          ? leaderless(timeout)
          : explain(e.getCause());
    }
  }

  private ClusterSetupException leaderless(Exception failure) {
    return new ClusterSetupException(
        Code.PARTITION_WITHOUT_LEADER,
        "partitions of the topics "
            + settings.topicNames().prefix()
            + ".* at "
            + settings.bootstrapServers()
            + " had no leader within "
            + settings.connectTimeout().toMillis()
            + " ms; see that all brokers run, then start again",
        failure);
  }

  private void create(List<TopicDefinition> missing) throws InterruptedException {
    Map<String, KafkaFuture<Void>> creations =
        admin
            .createTopics(
                missing.stream()
                    .map(definition -> definition.toNewTopic(settings.replicationFactor()))
                    .toList())
            .values();
    List<String> failures = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<Void>> creation : creations.entrySet()) {
      try {
        await(creation.getValue());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          failures.add(explainCreation(creation.getKey(), e.getCause()));
        }
      }
    }
    if (!failures.isEmpty()) {
      throw new ClusterSetupException(
          Code.TOPIC_NOT_CREATED,
          "topics could not be created:\n  " + String.join("\n  ", failures),
          null);
    }
  }

  private String explainCreation(String topic, Throwable failure) {
    if (failure instanceof AuthorizationException || failure instanceof AuthenticationException) {
      throw refused(failure);
    }
    return topic
        + ": "
        + failure.getMessage()
        + " ("
        + failure.getClass().getSimpleName()
        + "); mend that, give another "
        + ClusterSetting.REPLICATION_FACTOR.fullName()
        + ", or create the topic yourself";
  }

  private void check(List<TopicDefinition> definitions) throws InterruptedException {
    List<String> names = definitions.stream().map(TopicDefinition::name).toList();
    Map<String, TopicDescription> descriptions = describe(names);
    Map<String, Map<String, String>> configs = describeConfigs(names);
    List<TopicMisfit> misfits = new ArrayList<>();
    for (TopicDefinition definition : definitions) {
      int partitions = descriptions.get(definition.name()).partitions().size();
      misfits.addAll(TopicChecks.misfits(definition, partitions, configs.get(definition.name())));
    }
    if (!misfits.isEmpty()) {
      throw new ClusterSetupException(misfits);
    }
  }

  private Map<String, TopicDescription> describe(List<String> names) throws InterruptedException {
    while (true) {
      try {
        return await(admin.describeTopics(names).allTopicNames());
      } catch (ExecutionException e) {
        pauseForNewTopic(e);
      }
    }
  }

  private Map<String, Map<String, String>> describeConfigs(List<String> names)
      throws InterruptedException {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    while (true) {
      try {
        return byTopic(await(admin.describeConfigs(resources).all()));
      } catch (ExecutionException e) {
        pauseForNewTopic(e);
      }
    }
  }

  private static Map<String, Map<String, String>> byTopic(Map<ConfigResource, Config> configs) {
    Map<String, Map<String, String>> byTopic = new HashMap<>();
    configs.forEach(
        (resource, config) -> {
          Map<String, String> values = new HashMap<>();
          for (ConfigEntry entry : config.entries()) {
            values.put(entry.name(), entry.value());
          }
          byTopic.put(resource.name(), values);
        });
    return byTopic;
  }

  /**
   * Brokers hear of a new topic a moment after its creation: then asks again until the deadline.
   */
  private void pauseForNewTopic(ExecutionException failure) throws InterruptedException {
    boolean isNew = failure.getCause() instanceof UnknownTopicOrPartitionException;
    if (!isNew || System.nanoTime() - deadlineNanos > 0) {
      throw explain(failure.getCause());
    }
    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
  }

  private <T> T get(KafkaFuture<T> future) throws InterruptedException {
    try {
      return await(future);
    } catch (ExecutionException e) {
      throw explain(e.getCause());
    }
  }

  private <T> T await(KafkaFuture<T> future) throws InterruptedException, ExecutionException {
    try {
      return future.get(remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw unreachable(settings, e);
    }
  }

  private long remainingNanos() {
    return Math.max(0, deadlineNanos - System.nanoTime()) + 1;
  }

  private ClusterSetupException explain(Throwable failure) {
    if (failure instanceof AuthenticationException || failure instanceof AuthorizationException) {
      return refused(failure);
    }
    return unreachable(settings, failure);
  }

  private ClusterSetupException refused(Throwable failure) {
    return new ClusterSetupException(
        Code.ACCESS_REFUSED,
        "the Kafka at "
            + settings.bootstrapServers()
            + " refuses us ("
            + failure.getMessage()
            + "); check the user, the password and the certificates in the file that "
            + ClusterSetting.CLIENT_PROPERTIES.fullName()
            + " names, and the user's rights",
        failure);
  }

  private static ClusterSetupException unreachable(ClusterSettings settings, Throwable failure) {
    return new ClusterSetupException(
        Code.KAFKA_UNREACHABLE,
        "no Kafka answered at "
            + settings.bootstrapServers()
            + " within "
            + settings.connectTimeout().toMillis()
            + " ms; start Kafka there, or set "
            + ClusterSetting.BOOTSTRAP_SERVERS.fullName()
            + " to where it is",
        failure);
  }
}
