package io.stretto.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.chaos.ChaosRun;
import io.stretto.chaos.ChaosSettings;
import io.stretto.chaos.net.NetworkChoice;
import io.stretto.chaos.net.NetworkKind;
import io.stretto.chaos.plan.Fault;
import io.stretto.chaos.report.ChaosReport;
import io.stretto.chaos.report.FaultOutcome;
import io.stretto.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One kill each of a worker, the coordinator at work and the state-store that commits, all of them
 * processes: the short form of what {@code mvn verify -Pchaos} does with every fault. It does not
 * change the network of the machine, which is not a build's to change.
 */
final class ProcessFaultsTest {

  private static final Set<Fault> KILLS =
      EnumSet.of(Fault.WORKER_KILL, Fault.COORDINATOR_KILL, Fault.STATE_STORE_KILL);

  @TempDir private Path directory;

  /** How long nothing was committed is not asserted here: it is the machine's as much as ours. */
  @Test
  @Timeout(300)
  void killedProcessesLoseAndDoubleNothing() throws Exception {
    ChaosSettings settings =
        new ChaosSettings(
            directory,
            1,
            NetworkChoice.wanted(NetworkKind.PROXY),
            KILLS,
            1,
            Duration.ZERO,
            2,
            100,
            2,
            Duration.ZERO,
            Duration.ofSeconds(90),
            Map.of("state.session.timeout.millis", "3000"));
    ChaosReport report =
        new ChaosRun(settings, OwnProcess.launcher(Main.class), new OracleProof(), line -> {})
            .run();
    StringWriter text = new StringWriter();
    ReportOutput.print(report, new PrintWriter(text));
    assertThat(report.isSound()).as(text.toString()).isTrue();
    assertThat(report.outcomes())
        .extracting(outcome -> outcome.step().fault())
        .containsExactlyInAnyOrderElementsOf(KILLS);
    assertThat(report.outcomes()).extracting(FaultOutcome::blocks).allMatch(blocks -> blocks > 0);
  }
}
