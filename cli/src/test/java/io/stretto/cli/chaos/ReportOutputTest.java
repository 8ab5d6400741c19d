package io.stretto.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stretto.chaos.history.Violation;
import io.stretto.chaos.net.NetworkChoice;
import io.stretto.chaos.plan.Fault;
import io.stretto.chaos.plan.FaultStep;
import io.stretto.chaos.report.ChaosReport;
import io.stretto.chaos.report.FaultOutcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A report tells each fault's what, when and how long, and what is wrong. */
final class ReportOutputTest {

  private static ChaosReport report(List<Violation> violations) {
    FaultStep step = new FaultStep(4, Fault.WORKER_KILL, 0, 1_464, 0);
    return new ChaosReport(
        9,
        NetworkChoice.allowed(Optional.of("ip cannot be run")),
        List.of(new FaultOutcome(step, "worker-2", 72_600, 2.5, 90_000, 1_812, 978)),
        new ChaosReport.Totals(
            60_000, 30.5, 21_534, 21_533, 21_686, 3_126, 53, 3_032, 57, 394, "5e"),
        violations,
        Optional.empty(),
        List.of("broker-disk-full: no disk can be filled here (no root)"));
  }

  private static String text(ChaosReport report) {
    StringWriter text = new StringWriter();
    ReportOutput.print(report, new PrintWriter(text));
    return text.toString();
  }

  @Test
  void aTextHasALineAFault() {
    assertThat(text(report(List.of())))
        .containsPattern(
            "4 +12\\.6 +worker-kill +worker-2 +1,464 +1,812 +< 1,000 +978 +2\\.5 +MISSED")
        .contains("skipped    broker-disk-full: no disk can be filled here")
        .contains("network    proxy: no namespaces here (ip cannot be run)")
        .contains("21,534 submitted in 30.5 s, 21,533 answered")
        .contains("53 receipts published again")
        .contains("verdict    sound");
  }

  @Test
  void aDelaySaysHowLong() {
    FaultStep step = new FaultStep(1, Fault.STATE_READS_DELAY, 0, 3_000, 250);
    ChaosReport base = report(List.of());
    ChaosReport report =
        new ChaosReport(
            base.seed(),
            base.network(),
            List.of(new FaultOutcome(step, "state-store-1", 70_000, 1, 80_000, 2_900, 5)),
            base.totals(),
            List.of(),
            Optional.empty(),
            List.of());
    assertThat(text(report)).contains("state-reads-delay 250");
    assertThat(ReportOutput.toJson(report).get("faults").get(0).get("delayMillis").asLong())
        .isEqualTo(250);
  }

  @Test
  void aViolationIsShownWithTheWayToReplayIt() {
    Violation violation = new Violation(Violation.Kind.READ_BACKWARDS, "block 7 after block 8");
    assertThat(text(report(List.of(violation))))
        .contains("VIOLATION  READ_BACKWARDS: block 7 after block 8")
        .contains("verdict    WRONG; the same again: --seed 9");
  }

  @Test
  void anObjectHasTheSame() {
    JsonNode json = ReportOutput.toJson(report(List.of()));
    assertThat(json.get("sound").asBoolean()).isTrue();
    assertThat(json.get("goalsMet").asBoolean()).isFalse();
    assertThat(json.get("network").asText()).isEqualTo("proxy");
    assertThat(json.get("networkReason").asText()).startsWith("no namespaces here");
    JsonNode fault = json.get("faults").get(0);
    assertThat(fault.get("fault").asText()).isEqualTo("worker-kill");
    assertThat(fault.get("victim").asText()).isEqualTo("worker-2");
    assertThat(fault.get("atMillis").asLong()).isEqualTo(72_600);
    assertThat(fault.get("longestPauseMillis").asLong()).isEqualTo(1_812);
    assertThat(fault.get("goalMillis").asLong()).isEqualTo(1_000);
    assertThat(json.get("repeatedReceipts").asLong()).isEqualTo(53);
    assertThat(json.get("skipped")).hasSize(1);
  }
}
