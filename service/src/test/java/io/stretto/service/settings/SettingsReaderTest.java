package io.stretto.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsReaderTest {

  private enum BoxSetting implements Setting {
    WIDTH("width", "3", "How wide."),
    COLOUR("colour", "red", "How it looks.");

    private final SettingDefinition definition;

    BoxSetting(String name, String defaultValue, String description) {
      this.definition = new SettingDefinition("box." + name, defaultValue, description);
    }

    @Override
    public SettingDefinition definition() {
      return definition;
    }
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    SettingsReader reader = new SettingsReader(Map.of());

    assertThat(reader.integer(BoxSetting.WIDTH, 1, 9)).isEqualTo(3);
    assertThat(reader.choice(BoxSetting.COLOUR, Map.of("red", 1, "blue", 2))).isEqualTo(1);
    reader.throwIfInvalid();
  }

  @Test
  void blanksAroundAValueDoNotMatter() {
    assertThat(new SettingsReader(Map.of("box.width", " 7 ")).integer(BoxSetting.WIDTH, 1, 9))
        .isEqualTo(7);
  }

  @Test
  void everyProblemIsReportedWithNameValueAndRemedy() {
    SettingsReader reader =
        new SettingsReader(
            Map.of("box.width", "ten", "box.colour", "green", "box.hight", "1", "other", "2"));
    reader.integer(BoxSetting.WIDTH, 1, 9);
    reader.choice(BoxSetting.COLOUR, Map.of("red", 1, "blue", 2));
    reader.refuseUnknown("box.", BoxSetting.values());

    InvalidSettingsException failure =
        catchThrowableOfType(InvalidSettingsException.class, reader::throwIfInvalid);

    assertThat(failure.problems())
        .containsExactly(
            "box.width = ten: give a whole number from 1 to 9",
            "box.colour = green: give one of blue, red",
            "box.hight: there is no such setting; remove it, or use one of box.colour, box.width");
    assertThat(failure).hasMessageStartingWith("3 problems in the settings:\n  box.width");
  }

  @Test
  void bothEndsOfARangeBelongToIt() {
    for (String given : List.of("1", "9")) {
      SettingsReader reader = new SettingsReader(Map.of("box.width", given));
      assertThat(reader.integer(BoxSetting.WIDTH, 1, 9)).isEqualTo(Integer.parseInt(given));
      reader.throwIfInvalid();
    }
    for (String given : List.of("0", "10", "", "99999999999999999999")) {
      SettingsReader reader = new SettingsReader(Map.of("box.width", given));
      assertThat(reader.integer(BoxSetting.WIDTH, 1, 9)).isEqualTo(3);
      assertThat(catchThrowableOfType(InvalidSettingsException.class, reader::throwIfInvalid))
          .as("for \"%s\"", given)
          .isNotNull();
    }
  }
}
