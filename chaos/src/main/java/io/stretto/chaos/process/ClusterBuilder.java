package io.stretto.chaos.process;

import io.stretto.chaos.net.ClusterNetwork;
import io.stretto.chaos.net.NetworkHost;
import io.stretto.chaos.net.TcpProxy;
import io.stretto.chaos.plan.Fault.Target;
import io.stretto.embedded.LocalPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lays out a cluster of processes: ports, proxies, disks, settings files. Every role has a port of
 * the broker for itself, and is told to find the broker at a proxy before it. A state-store listens
 * on its own address and is known by another, where proxies hand on; only whoever runs the cluster
 * goes past the proxies.
 */
final class ClusterBuilder {

  private static final int COORDINATORS = 2;
  private static final int STATE_STORES = 2;
  private static final int BROKER_HEAP_MEGABYTES = 448;
  private static final int COORDINATOR_HEAP_MEGABYTES = 256;
  private static final int WORKER_HEAP_MEGABYTES = 384;
  private static final int STATE_STORE_HEAP_MEGABYTES = 384;

  /**
   * What is smaller than its default, for many processes on one machine. A log of RocksDB sets
   * aside room for what fills a memtable: where that is little, a full disk is met soon.
   */
  private static final Map<String, String> SMALL =
      Map.of(
          "state.value.cache.bytes", "33554432",
          "state.block.cache.bytes", "16777216",
          "state.memtable.bytes", "1048576",
          "worker.cache.keys", "50000",
          "coordinator.placement.keys", "100000");

  private final ClusterShape shape;
  private final ClusterNetwork network;
  private final Deque<Integer> freePorts = new ArrayDeque<>();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final List<InstanceSpec> specs = new ArrayList<>();
  private final List<String> brokerArguments = new ArrayList<>();
  private final List<StoreAddress> stores = new ArrayList<>();

  private NetworkHost brokerHost;
  private int brokerPort;

  /** Where a process answers HTTP to whoever runs the cluster. */
  private record Endpoint(NetworkHost host, int port) {
    URI uri() {
      return URI.create("http://" + host.address() + ":" + port);
    }
  }

  /** Where a state-store is found by workers, by the other one, and by those who query. */
  private record StoreAddress(Endpoint http, int grpcPort) {
    String reads() {
      return http.host().frontAddress() + ":" + grpcPort;
    }

    String peer() {
      return reads() + "=" + http.host().frontAddress() + ":" + http.port();
    }
  }

  /** The network is closed last of all that is opened. */
  ClusterBuilder(ClusterShape shape, ClusterNetwork network) {
    this.shape = shape;
    this.network = network;
    opened.push(network);
  }

  /** All processes, the broker first. */
  List<InstanceSpec> build() throws InterruptedException {
    int roles = COORDINATORS + shape.workers() + STATE_STORES;
    freePorts.addAll(LocalPorts.free(network.address(), 1 + 4 * roles));
    brokerHost = network.addHost();
    brokerPort = freePorts.pop();
    Path brokerData = directory("broker");
    brokerArguments.addAll(List.of("broker", "--data", brokerData + "/kafka"));
    brokerArguments.addAll(
        List.of("--host", brokerHost.address(), "--kafka-port", "" + brokerPort));
    for (int number = 1; number <= STATE_STORES; number++) {
      Endpoint http = new Endpoint(network.addHost(), freePorts.pop());
      stores.add(new StoreAddress(http, freePorts.pop()));
    }
    for (int number = 1; number <= STATE_STORES; number++) {
      addStateStore(number);
    }
    for (int number = 1; number <= COORDINATORS; number++) {
      addCoordinator(number);
    }
    for (int number = 1; number <= shape.workers(); number++) {
      addWorker(number);
    }
    specs.addFirst(
        new InstanceSpec(
            "broker-1",
            Target.BROKER,
            brokerHost,
            BROKER_HEAP_MEGABYTES,
            brokerArguments,
            shape.directory(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            quota(brokerData)));
    return specs;
  }

  /** What is to be closed when the cluster has ended, the last first. */
  Deque<AutoCloseable> opened() {
    return opened;
  }

  /** Kafka's address for clients that no fault cuts off. */
  String bootstrapServers() {
    return brokerHost.address() + ":" + brokerPort;
  }

  /** Where the state-stores answer queries. */
  List<URI> stateStores() {
    return stores.stream().map(store -> store.http().uri()).toList();
  }

  private void addStateStore(int number) throws InterruptedException {
    String name = "state-store-" + number;
    StoreAddress own = stores.get(number - 1);
    Path data = directory(name);
    NetworkHost host = own.http().host();
    String peers = String.join(",", stores.stream().map(StoreAddress::peer).toList());
    Map<String, String> settings = new TreeMap<>();
    settings.put("state.directory", data + "/state");
    settings.put("state.grpc.host", host.address());
    settings.put("state.grpc.port", "" + own.grpcPort());
    settings.put("state.http.host", host.address());
    settings.put("state.http.port", "" + own.http().port());
    settings.put("state.advertised.host", host.frontAddress());
    settings.put("state.http.peers", peers);
    settings.put("state.standby.replicas", "1");
    TcpProxy reads = proxy(host.frontAddress(), own.grpcPort(), host, own.grpcPort());
    proxy(host.frontAddress(), own.http().port(), host, own.http().port());
    add(name, Target.STATE_STORE, own.http(), settings, Optional.of(reads), quota(data));
  }

  private void addCoordinator(int number) throws InterruptedException {
    String name = "coordinator-" + number;
    Endpoint http = new Endpoint(network.addHost(), freePorts.pop());
    Map<String, String> settings = new TreeMap<>();
    settings.put("coordinator.http.host", http.host().address());
    settings.put("coordinator.http.port", "" + http.port());
    settings.put("coordinator.instance", name);
    add(name, Target.COORDINATOR, http, settings, Optional.empty(), Optional.empty());
  }

  private void addWorker(int number) throws InterruptedException {
    String name = "worker-" + number;
    Endpoint http = new Endpoint(network.addHost(), freePorts.pop());
    Map<String, String> settings = new TreeMap<>();
    settings.put("worker.http.host", http.host().address());
    settings.put("worker.http.port", "" + http.port());
    settings.put("worker.instance", name);
    settings.put(
        "worker.state.addresses",
        String.join(",", stores.stream().map(StoreAddress::reads).toList()));
    add(name, Target.WORKER, http, settings, Optional.empty(), Optional.empty());
  }

  private void add(
      String name,
      Target role,
      Endpoint http,
      Map<String, String> own,
      Optional<TcpProxy> readLink,
      Optional<DiskQuota> disk) {
    int listenerPort = freePorts.pop();
    TcpProxy link = proxy(network.address(), freePorts.pop(), brokerHost, listenerPort);
    String linkAddress = network.address() + ":" + link.port();
    brokerArguments.addAll(List.of("--advertise", listenerPort + "=" + linkAddress));
    Map<String, String> settings = new TreeMap<>(SMALL);
    settings.putAll(shape.properties());
    settings.putAll(own);
    settings.put("cluster.bootstrap.servers", linkAddress);
    Path file = write(name, settings);
    specs.add(
        new InstanceSpec(
            name,
            role,
            http.host(),
            heapMegabytes(role),
            List.of(word(role), "--config", file.toString()),
            shape.directory(),
            Optional.of(http.uri()),
            Optional.of(link),
            readLink,
            disk));
  }

  private static int heapMegabytes(Target role) {
    return switch (role) {
      case BROKER -> BROKER_HEAP_MEGABYTES;
      case COORDINATOR -> COORDINATOR_HEAP_MEGABYTES;
      case WORKER -> WORKER_HEAP_MEGABYTES;
      case STATE_STORE -> STATE_STORE_HEAP_MEGABYTES;
    };
  }

  private static String word(Target role) {
    return switch (role) {
      case BROKER -> "broker";
      case COORDINATOR -> "coordinator";
      case WORKER -> "worker";
      case STATE_STORE -> "state-store";
    };
  }

  private TcpProxy proxy(String address, int port, NetworkHost target, int targetPort) {
    TcpProxy proxy = TcpProxy.start(address, port, target.address(), targetPort);
    opened.push(proxy);
    return proxy;
  }

  private Optional<DiskQuota> quota(Path directory) throws InterruptedException {
    if (!shape.hasQuotas()) {
      return Optional.empty();
    }
    DiskQuota quota = DiskQuota.mount(directory);
    opened.push(quota);
    return Optional.of(quota);
  }

  private Path directory(String name) {
    try {
      return Files.createDirectories(shape.directory().resolve(name).toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException("no directory can be made in " + shape.directory(), e);
    }
  }

  private Path write(String name, Map<String, String> settings) {
    List<String> lines = new ArrayList<>();
    settings.forEach((setting, value) -> lines.add(setting + "=" + value));
    try {
      return Files.write(shape.directory().resolve(name + ".properties").toAbsolutePath(), lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + shape.directory(), e);
    }
  }
}
