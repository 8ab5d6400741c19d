package io.stretto.statestore.server;

import io.stretto.service.kafka.ClusterSetupException;
import io.stretto.service.operations.OperationsServerException;
import io.stretto.service.settings.InvalidSettingsException;
import io.stretto.statestore.StateStoreException;
import io.stretto.statestore.StateStoreSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a state store as a process: {@code state-store [file.properties] [name=value ...]}. Values
 * on the command line win over those in the file. It ends with code 2 where the settings are wrong,
 * and with code 1 where it cannot start or go on.
 */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final Duration WATCH = Duration.ofDays(3650);
  private static final int FAILED = 1;
  private static final int WRONG_SETTINGS = 2;

  private Main() {}

  /** Runs until the process is told to stop. */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws InterruptedException {
    try {
      StateStoreSettings settings = StateStoreSettings.fromProperties(properties(arguments));
      serve(settings);
      return 0;
    } catch (InvalidSettingsException | IOException e) {
      LOG.error("{}", e.getMessage());
      return WRONG_SETTINGS;
    } catch (StateStoreException | ClusterSetupException | OperationsServerException e) {
      LOG.error("{}", e.getMessage());
      return FAILED;
    }
  }

  private static void serve(StateStoreSettings settings) throws InterruptedException {
    try (StateStoreServer server = StateStoreServer.start(settings)) {
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform().name("state-store-shutdown").unstarted(server::close));
      server.awaitReady(WATCH);
      LOG.info("ready: state reads at {}, queries on {}", server.grpcAddress(), server.httpPort());
      server.awaitFailure();
    }
  }

  /** The settings that a command line names: files of properties, and single ones. */
  public static Map<String, String> properties(List<String> arguments) throws IOException {
    Map<String, String> files = new HashMap<>();
    Map<String, String> overrides = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals > 0) {
        overrides.put(argument.substring(0, equals), argument.substring(equals + 1));
      } else {
        load(Path.of(argument), files);
      }
    }
    files.putAll(overrides);
    return files;
  }

  private static void load(Path file, Map<String, String> into) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "cannot read settings from " + file + " (" + e + "); check the path", e);
    }
    properties.stringPropertyNames().forEach(name -> into.put(name, properties.getProperty(name)));
  }
}
