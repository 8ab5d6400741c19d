package io.stretto.statestore;

import io.stretto.statestore.server.StateStoreServer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs a state store until the process is killed; each argument is a setting, as name=value. */
final class ServingMain {

  private ServingMain() {}

  /** Returns when it has started; Streams' threads then keep the process alive. */
  public static void main(String[] arguments) throws InterruptedException {
    Map<String, String> properties =
        Arrays.stream(arguments)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    StateStoreServer.start(StateStoreSettings.fromProperties(properties));
  }
}
