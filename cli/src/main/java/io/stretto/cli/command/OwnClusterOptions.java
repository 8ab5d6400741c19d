package io.stretto.cli.command;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** What the cluster that a command starts is like. */
final class OwnClusterOptions {

  @Option(
      names = "--workers",
      paramLabel = "K",
      defaultValue = "2",
      description = "The number of workers. Default: ${DEFAULT-VALUE}.")
  private int workers;

  @Option(names = "--config", paramLabel = "FILE", description = "A properties file of settings.")
  private Path config;

  /**
   * How many workers; throws {@link io.stretto.cli.console.CommandException} where out of range.
   */
  int workers() {
    Checks.workers(workers);
    return workers;
  }

  /** Every setting by its full name, none of them about a Kafka elsewhere. */
  Map<String, String> properties() {
    return Configuration.readForOwnKafka(config).properties();
  }
}
