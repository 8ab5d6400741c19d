package io.stretto.deploy;

import io.stretto.service.settings.SettingDefinition;

/** Names of settings. */
final class Settings {

  private Settings() {}

  /** The first word with its dot, such as {@code worker.} */
  static String prefix(SettingDefinition setting) {
    return prefix(setting.name());
  }

  static String prefix(String name) {
    return name.substring(0, name.indexOf('.') + 1);
  }
}
