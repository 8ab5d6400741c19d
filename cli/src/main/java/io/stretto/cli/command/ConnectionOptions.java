package io.stretto.cli.command;

import io.stretto.client.ClientSettings;
import io.stretto.client.StateQueries;
import io.stretto.service.kafka.ClusterSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the cluster is. */
public final class ConnectionOptions {

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description =
          "Kafka's address. Default: cluster.bootstrap.servers of --config, else that of the"
              + " cluster that 'stretto up' runs with the same --data, else 127.0.0.1:9092.")
  private String bootstrap;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A properties file: settings of the cluster and the roles, and ssl.*, sasl.*, security.* for"
              + " Kafka's clients.")
  private Path config;

  @Option(
      names = "--http",
      paramLabel = "URL",
      description =
          "The state store's address. Default: that of the running 'stretto up', else"
              + " http://127.0.0.1:8080.")
  private URI http;

  @Option(
      names = "--ledger",
      paramLabel = "N",
      defaultValue = "0",
      description = "The ledger, from 0. Default: ${DEFAULT-VALUE}.")
  private int ledger;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = RunningCluster.DEFAULT_DIRECTORY,
      description = "The data directory of 'stretto up'. Default: ${DEFAULT-VALUE}.")
  private Path data;

  int ledger() {
    Checks.range("--ledger", ledger, 0, Integer.MAX_VALUE);
    return ledger;
  }

  ClusterSettings cluster() {
    return configuration().clusterSettings();
  }

  /** Every setting by its full name, for a role. */
  Map<String, String> roleProperties() {
    return configuration().properties();
  }

  URI http() {
    if (http == null) {
      return RunningCluster.read(data)
          .flatMap(RunningCluster::http)
          .orElse(URI.create("http://127.0.0.1:8080"));
    }
    Checks.http("--http", http);
    return http;
  }

  StateQueries queries() {
    return new StateQueries(http(), ledger());
  }

  ClientSettings client() {
    return ClientSettings.of(cluster()).withLedger(ledger()).withHttp(http());
  }

  private Configuration configuration() {
    Configuration configuration =
        config == null ? Configuration.empty() : Configuration.read(config);
    if (bootstrap != null) {
      return configuration.withBootstrap(bootstrap);
    }
    if (configuration.hasBootstrap()) {
      return configuration;
    }
    Optional<RunningCluster> running = RunningCluster.read(data);
    return running.isPresent()
        ? configuration.withDefaults(running.get().properties())
        : configuration.withBootstrap("127.0.0.1:9092");
  }
}
