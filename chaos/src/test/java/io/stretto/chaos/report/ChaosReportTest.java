package io.stretto.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.chaos.history.Violation;
import io.stretto.chaos.net.NetworkChoice;
import io.stretto.chaos.net.NetworkKind;
import io.stretto.chaos.plan.Fault;
import io.stretto.chaos.plan.FaultStep;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChaosReportTest {

  private static final ChaosReport.Totals TOTALS =
      new ChaosReport.Totals(0, 10, 100, 100, 101, 20, 0, 50, 1, 40, "00");

  private static ChaosReport report(
      Fault fault, long pauseMillis, List<Violation> violations, Optional<String> problem) {
    FaultStep step = new FaultStep(1, fault, 0, 1_000, 0);
    FaultOutcome outcome = new FaultOutcome(step, "victim-1", 0, 1.5, 9_000, pauseMillis, 7);
    return new ChaosReport(
        3,
        NetworkChoice.wanted(NetworkKind.PROXY),
        List.of(outcome),
        TOTALS,
        violations,
        problem,
        List.of());
  }

  private static ChaosReport sound(Fault fault, long pauseMillis) {
    return report(fault, pauseMillis, List.of(), Optional.empty());
  }

  @Test
  void aFaultWithinItsGoalPasses() {
    assertThat(sound(Fault.WORKER_KILL, 999).passes(true)).isTrue();
    assertThat(sound(Fault.COORDINATOR_KILL, 4_999).passes(true)).isTrue();
    assertThat(sound(Fault.STATE_STORE_KILL, 9_999).passes(true)).isTrue();
  }

  @Test
  void aFaultBeyondItsGoalCountsWhereGoalsDo() {
    for (Fault fault : List.of(Fault.WORKER_KILL, Fault.COORDINATOR_KILL, Fault.STATE_STORE_KILL)) {
      ChaosReport missed = sound(fault, fault.goalMillis().orElseThrow());
      assertThat(missed.meetsGoals()).isFalse();
      assertThat(missed.passes(true)).isFalse();
      assertThat(missed.passes(false)).isTrue();
    }
  }

  @Test
  void aFaultWithoutGoalMayTakeItsTime() {
    assertThat(sound(Fault.BROKER_KILL, 60_000).passes(true)).isTrue();
  }

  @Test
  void aViolationOrAProblemAlwaysCounts() {
    Violation violation = new Violation(Violation.Kind.LOST, "a is lost");
    ChaosReport violated = report(Fault.WORKER_KILL, 1, List.of(violation), Optional.empty());
    assertThat(violated.passes(false)).isFalse();
    ChaosReport stuck = report(Fault.WORKER_KILL, 1, List.of(), Optional.of("it is stuck"));
    assertThat(stuck.passes(false)).isFalse();
  }
}
