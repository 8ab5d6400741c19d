package io.stretto.service.settings;

/**
 * A constant of a role's enum of settings: what an operator may give, and what applies where it is
 * not given.
 */
public interface Setting {

  /** The setting's full name, default and description. */
  SettingDefinition definition();

  /** The full name, such as cluster.lanes. */
  default String fullName() {
    return definition().name();
  }

  /** The value that applies where none is given, as an operator would write it. */
  default String defaultValue() {
    return definition().defaultValue();
  }
}
