package io.stretto.service.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * The metrics of one role instance, in Prometheus' format; each carries the tags role and instance.
 *
 * <p>Safe for use by several threads.
 */
public final class MetricsRegistry implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final Queue<KafkaClientMetrics> clients = new ConcurrentLinkedQueue<>();

  private MetricsRegistry(String role, String instance) {
    registry.config().commonTags("role", role, "instance", instance);
  }

  /**
   * A registry with the metrics of the JVM and the process in it.
   *
   * @param role the kind of process, such as worker
   * @param instance which of its kind, such as a host name or a pod's name
   */
  public static MetricsRegistry create(String role, String instance) {
    MetricsRegistry metrics = new MetricsRegistry(role, instance);
    List<MeterBinder> binders =
        List.of(
            metrics.garbageCollection,
            new ClassLoaderMetrics(),
            new FileDescriptorMetrics(),
            new JvmInfoMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics());
    binders.forEach(binder -> binder.bindTo(metrics.registry));
    return metrics;
  }

  /** Adds a producer's own metrics; unbind it by closing what this returns before the producer. */
  public KafkaClientMetrics bind(Producer<?, ?> producer) {
    return bind(new KafkaClientMetrics(producer, Tags.empty()));
  }

  /** Adds a consumer's own metrics; unbind it by closing what this returns before the consumer. */
  public KafkaClientMetrics bind(Consumer<?, ?> consumer) {
    return bind(new KafkaClientMetrics(consumer, Tags.empty()));
  }

  /** Where a role registers its own counters, gauges and timers. */
  public MeterRegistry registry() {
    return registry;
  }

  /** All metrics as Prometheus' text format 0.0.4 writes them. */
  public String scrape() {
    return registry.scrape();
  }

  /** Ends the collection and forgets all metrics. */
  @Override
  public void close() {
    clients.forEach(KafkaClientMetrics::close);
    garbageCollection.close();
    registry.close();
  }

  private KafkaClientMetrics bind(KafkaClientMetrics metrics) {
    clients.add(metrics);
    metrics.bindTo(registry);
    return metrics;
  }
}
