package io.stretto.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.cli.StrettoCommand;
import io.stretto.cli.cluster.ServerRoles;
import io.stretto.cli.console.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every fault that this machine can do, at least once: {@code mvn verify -Pchaos -pl cli -am}, with
 * {@code -Dstretto.chaos.seed} and {@code -Dstretto.chaos.minutes} where others are wanted.
 */
@Tag("chaos")
final class EveryFaultTest {

  @Test
  void noFaultLosesOrDoublesAnything() {
    String seed = System.getProperty("stretto.chaos.seed", "1");
    String minutes = System.getProperty("stretto.chaos.minutes", "0");
    System.out.println("chaos: seed " + seed + "; the same again: stretto chaos --seed " + seed);
    Session session = Session.ofProcess(new ServerRoles());
    int exitCode = StrettoCommand.execute(session, "chaos", "--seed", seed, "--minutes", minutes);
    assertThat(exitCode).isZero();
  }
}
