package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.service.settings.SettingDefinition;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {

  private static final String DOCUMENT = "docs/configuration.md";

  @Test
  void everySettingStandsInItWithItsDefault() {
    TreeMap<String, List<SettingDefinition>> byPrefix =
        Code.settings().stream()
            .collect(Collectors.groupingBy(Settings::prefix, TreeMap::new, Collectors.toList()));
    assertThat(byPrefix).containsKeys("cluster.", "coordinator.", "state.", "worker.");
    byPrefix.forEach(
        (prefix, settings) -> RenderedPart.check(DOCUMENT, "settings " + prefix, render(settings)));
  }

  private static String render(List<SettingDefinition> settings) {
    StringBuilder table = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
    for (SettingDefinition setting : settings) {
      String value =
          setting.defaultValue().isEmpty() ? "(empty)" : "`" + setting.defaultValue() + "`";
      table.append("| `").append(setting.name()).append("` | ").append(value).append(" | ");
      table.append(setting.description()).append(" |\n");
    }
    return table.toString();
  }
}
