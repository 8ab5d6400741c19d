package io.stretto.chaos.process;

import io.stretto.chaos.net.ClusterNetwork;
import io.stretto.chaos.plan.Fault.Target;
import io.stretto.service.kafka.ClusterSetting;
import io.stretto.service.kafka.ClusterSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster whose broker, coordinators, workers and state-stores are processes of their own on this
 * machine. They end with it, its disks and its network with them; where this JVM ends in order, by
 * Ctrl-C too.
 */
public final class ProcessCluster implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessCluster.class);
  private static final long POLL_MILLIS = 50;
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

  private final List<Instance> instances;
  private final ClusterSettings settings;
  private final List<URI> stateStores;
  private final Deque<AutoCloseable> opened;
  private final HttpClient http;
  private final Thread ending = Thread.ofPlatform().unstarted(this::end);

  private ProcessCluster(ClusterShape shape, ClusterBuilder builder, Launcher launcher)
      throws InterruptedException {
    this.opened = builder.opened();
    this.http = HttpClient.newBuilder().connectTimeout(PROBE_TIMEOUT).build();
    this.instances =
        builder.build().stream().map(spec -> new Instance(spec, launcher, http)).toList();
    this.stateStores = builder.stateStores();
    Map<String, String> properties = new HashMap<>(shape.properties());
    properties.put(ClusterSetting.BOOTSTRAP_SERVERS.fullName(), builder.bootstrapServers());
    this.settings = ClusterSettings.fromProperties(properties);
  }

  /**
   * Starts all processes and returns when every one is ready.
   *
   * @throws TimeoutException when they are not in time, with what they wrote; none is left then
   */
  public static ProcessCluster start(ClusterShape shape, Launcher launcher, Duration patience)
      throws InterruptedException, TimeoutException {
    ClusterNetwork network = shape.network().open();
    ClusterBuilder builder = new ClusterBuilder(shape, network);
    ProcessCluster cluster = null;
    boolean isStarted = false;
    try {
      cluster = new ProcessCluster(shape, builder, launcher);
      Runtime.getRuntime().addShutdownHook(cluster.ending);
      cluster.startAll(patience);
      isStarted = true;
      return cluster;
    } finally {
      if (!isStarted && cluster != null) {
        cluster.close();
      } else if (!isStarted) {
        closeAll(builder.opened());
      }
    }
  }

  /** The settings that reach its Kafka past all proxies. */
  public ClusterSettings settings() {
    return settings;
  }

  /** Where the state-stores answer queries. */
  public List<URI> stateStores() {
    return stateStores;
  }

  /** All processes, the broker first. */
  public List<Instance> instances() {
    return instances;
  }

  /** The processes of a role. */
  public List<Instance> instances(Target role) {
    return instances.stream().filter(instance -> instance.role() == role).toList();
  }

  /**
   * Returns when a process is ready; starts it again where it has ended by itself.
   *
   * @throws TimeoutException when it is not in time
   */
  public void awaitReady(Instance instance, Duration patience)
      throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!instance.isReady()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            instance.name()
                + " is not ready after "
                + patience.toSeconds()
                + " s; it wrote: "
                + String.join("\n", instance.lastLines(20)));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      instance.start();
    }
  }

  /** Kills all processes, and takes proxies, disks and their network away; repeats do nothing. */
  @Override
  public void close() {
    end();
    http.shutdownNow();
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException e) {
      LOG.debug("the JVM ends", e);
    }
  }

  private void startAll(Duration patience) throws InterruptedException, TimeoutException {
    Instance broker = instances.getFirst();
    broker.start();
    awaitReady(broker, patience);
    instances.forEach(Instance::start);
    for (Instance instance : instances) {
      awaitReady(instance, patience);
    }
  }

  private synchronized void end() {
    for (Instance instance : instances) {
      try {
        instance.end();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    closeAll(opened);
  }

  private static void closeAll(Deque<AutoCloseable> opened) {
    while (!opened.isEmpty()) {
      AutoCloseable next = opened.pop();
      try {
        next.close();
      } catch (Exception e) {
        LOG.warn("{} does not close", next.getClass().getSimpleName(), e);
      }
    }
  }
}
