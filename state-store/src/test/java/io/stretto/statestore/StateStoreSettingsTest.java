package io.stretto.statestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.service.settings.InvalidSettingsException;
import io.stretto.statestore.commit.CommitterSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateStoreSettingsTest {

  @Test
  void hasADefaultForEverything() {
    StateStoreSettings settings = StateStoreSettings.fromProperties(Map.of());
    assertThat(settings.applicationId()).isEqualTo("stretto.state-store");
    assertThat(settings.directory()).isEqualTo(Path.of("data/state").toAbsolutePath());
    assertThat(settings.addresses())
        .isEqualTo(
            new StateStoreSettings.Addresses(
                "127.0.0.1", 7401, "127.0.0.1", 7402, "127.0.0.1", Map.of()));
    assertThat(settings.instanceId()).isEmpty();
    assertThat(settings.standbyReplicas()).isZero();
    assertThat(settings.threads()).isEqualTo(1);
    assertThat(settings.timing())
        .isEqualTo(
            new StateStoreSettings.Timing(
                Duration.ofMillis(200), Duration.ofSeconds(6), Duration.ofMillis(10)));
    assertThat(settings.committer()).isEqualTo(CommitterSettings.defaults(8));
    assertThat(settings.rocks()).isEqualTo(RocksSettings.DEFAULT);
    assertThat(settings.reads()).isEqualTo(new StateStoreSettings.Reads(4, 2, 300_000_000_000L));
  }

  @Test
  void acceptsEveryDefaultAsGiven() {
    Map<String, String> given = new HashMap<>();
    for (StateStoreSetting setting : StateStoreSetting.values()) {
      given.put(setting.fullName(), setting.defaultValue());
    }
    assertThat(StateStoreSettings.fromProperties(given))
        .isEqualTo(StateStoreSettings.fromProperties(Map.of()));
  }

  @Test
  void readsTheAddressesOfPeers() {
    StateStoreSettings settings =
        StateStoreSettings.fromProperties(Map.of("state.http.peers", "a:1=b:2, c:3=d:4"));
    assertThat(settings.addresses().httpPeers()).isEqualTo(Map.of("a:1", "b:2", "c:3", "d:4"));
  }

  @Test
  void reportsEveryProblem() {
    Map<String, String> wrong =
        Map.of(
            "state.grpc.port", "70000",
            "state.http.peers", "a",
            "state.application.id", "a b",
            "state.nothing", "1",
            "cluster.lanes", "0");
    assertThatThrownBy(() -> StateStoreSettings.fromProperties(wrong))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class, invalid -> assertThat(invalid.problems()).hasSize(5));
  }

  /** A committer that looks at no position would ask for nothing and commit nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1000001", "many"})
  void aLookAheadOfNothingIsRefusedWithTheRange(String positions) {
    assertThatThrownBy(
            () ->
                StateStoreSettings.fromProperties(Map.of("state.look.ahead.positions", positions)))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class,
            invalid ->
                assertThat(invalid.problems())
                    .containsExactly(
                        "state.look.ahead.positions = "
                            + positions
                            + ": give a whole number from 1 to 1000000"));
  }

  @Test
  void aCommitterIsNotMadeWithNumbersThatStopIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CommitterSettings(8, 0, 0, 1, 1, 1))
        .withMessage("lookAheadPositions is 0, and must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CommitterSettings(0, 1, 0, 1, 1, 1))
        .withMessageContaining("lanes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CommitterSettings(8, 1, -1, 1, 1, 1))
        .withMessageContaining("setAsideBatches");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CommitterSettings(8, 1, 0, 1, 0, 1))
        .withMessageContaining("initialLateMillis");
  }
}
