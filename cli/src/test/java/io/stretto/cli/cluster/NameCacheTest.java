package io.stretto.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NameCacheTest {

  private final String found = Security.getProperty(NameCache.FOUND);
  private final String notFound = Security.getProperty(NameCache.NOT_FOUND);

  @BeforeEach
  void setWhatTheJvmHas() {
    Security.setProperty(NameCache.FOUND, "");
    Security.setProperty(NameCache.NOT_FOUND, "10");
  }

  @AfterEach
  void restore() {
    // There is no way to take one away; an empty one counts as none.
    Security.setProperty(NameCache.FOUND, found == null ? "" : found);
    Security.setProperty(NameCache.NOT_FOUND, notFound);
  }

  /** A worker looked for half a minute for a state-store that had come back elsewhere. */
  @Test
  void namesAreSoonLookedUpAnew() {
    NameCache.shorten();
    assertThat(Security.getProperty(NameCache.FOUND)).isEqualTo("1");
    assertThat(Security.getProperty(NameCache.NOT_FOUND)).isEqualTo("1");
  }

  @Test
  void whatTheJvmWasToldIsKept() {
    Security.setProperty(NameCache.FOUND, "60");
    Security.setProperty(NameCache.NOT_FOUND, "5");
    NameCache.shorten();
    assertThat(Security.getProperty(NameCache.FOUND)).isEqualTo("60");
    assertThat(Security.getProperty(NameCache.NOT_FOUND)).isEqualTo("5");
  }
}
