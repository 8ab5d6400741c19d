package io.stretto.service.settings;

import com.google.errorprone.annotations.Immutable;

/**
 * One setting that an operator may give.
 *
 * @param name the full name, such as cluster.lanes
 * @param defaultValue the value that applies where none is given, as an operator would write it
 * @param description what it does, with unit and range, in one sentence
 */
@Immutable
public record SettingDefinition(String name, String defaultValue, String description) {}
