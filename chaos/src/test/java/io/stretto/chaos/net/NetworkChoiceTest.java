package io.stretto.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Namespaces where they can be had, with the reason where they cannot. */
final class NetworkChoiceTest {

  @Test
  void namespacesAreTakenWhereTheyAreAllowed() {
    NetworkChoice choice = NetworkChoice.allowed(Optional.empty());
    assertThat(choice.kind()).isEqualTo(NetworkKind.NAMESPACES);
    assertThat(choice.reason()).isEqualTo("this machine allows them");
  }

  @Test
  void elseAProxyIsWithTheReason() {
    NetworkChoice choice = NetworkChoice.allowed(Optional.of("Operation not permitted"));
    assertThat(choice.kind()).isEqualTo(NetworkKind.PROXY);
    assertThat(choice.reason()).contains("Operation not permitted");
  }
}
