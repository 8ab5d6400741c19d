package io.stretto.local;

import io.stretto.coordinator.CoordinatorServerSettings;
import io.stretto.service.settings.InvalidSettingsException;
import io.stretto.statestore.StateStoreSettings;
import io.stretto.worker.WorkerSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the settings of all roles before any is started, so that all problems are told at once. */
final class SettingsCheck {

  private static final List<Consumer<Map<String, String>>> ROLES =
      List.of(
          StateStoreSettings::fromProperties,
          CoordinatorServerSettings::fromProperties,
          WorkerSettings::fromProperties);

  private SettingsCheck() {}

  /** Throws {@link InvalidSettingsException} with every problem of any role, each once. */
  static void check(Map<String, String> properties) {
    Set<String> problems = new LinkedHashSet<>();
    for (Consumer<Map<String, String>> role : ROLES) {
      try {
        role.accept(properties);
      } catch (InvalidSettingsException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(List.copyOf(problems));
    }
  }
}
