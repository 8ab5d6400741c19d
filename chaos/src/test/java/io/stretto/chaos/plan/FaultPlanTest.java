package io.stretto.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FaultPlanTest {

  private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);

  @Test
  void theSameSeedGivesTheSamePlan() {
    FaultPlan one = new FaultPlan(7, ALL);
    FaultPlan same = new FaultPlan(7, ALL);
    for (int round = 0; round < 3; round++) {
      assertThat(one.nextRound()).isEqualTo(same.nextRound());
    }
    assertThat(new FaultPlan(8, ALL).nextRound()).isNotEqualTo(new FaultPlan(7, ALL).nextRound());
  }

  @Test
  void eachRoundHasEveryFaultOnceAndStepsAreNumbered() {
    FaultPlan plan = new FaultPlan(1, ALL);
    List<FaultStep> first = plan.nextRound();
    List<FaultStep> second = plan.nextRound();
    assertThat(first).extracting(FaultStep::fault).containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(second).extracting(FaultStep::fault).containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(second.getFirst().number()).isEqualTo(ALL.size() + 1);
    assertThat(second).isNotEqualTo(first);
  }

  /**
   * Only a pause beyond the session timeouts leaves a process that does not know it was replaced.
   */
  @Test
  void pausesAreBothShorterAndLongerThanASession() {
    FaultPlan plan = new FaultPlan(3, Set.of(Fault.STATE_STORE_PAUSE));
    Set<Boolean> isLong = new HashSet<>();
    for (int round = 0; round < 50; round++) {
      isLong.add(plan.nextRound().getFirst().holdMillis() > 6_500);
    }
    assertThat(isLong).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void wordsNameFaults() {
    assertThat(Fault.STATE_STORE_KILL.word()).isEqualTo("state-store-kill");
    assertThat(ALL).extracting(Fault::word).doesNotHaveDuplicates();
  }

  @Test
  void aPlanHasFaults() {
    assertThatThrownBy(() -> new FaultPlan(1, Set.of())).hasMessageContaining("without faults");
  }
}
