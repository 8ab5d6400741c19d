package io.stretto.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The command lines of a network, which Linux is not asked for here. */
final class NamespacePlanTest {

  private static final NamespacePlan PLAN =
      new NamespacePlan(new RunName("stcab-0-"), Subnet.free("", 1).orElseThrow());

  private static List<String> lines(List<List<String>> commands) {
    return commands.stream().map(command -> String.join(" ", command)).toList();
  }

  @Test
  void aBridgeHasTheFirstAddress() {
    assertThat(PLAN.gateway()).isEqualTo("10.213.4.1");
    assertThat(lines(PLAN.makeBridge()))
        .containsExactly(
            "ip link add stcab-0-0 address 02:73:d5:04:00:00 type bridge",
            "ip addr add 10.213.4.1/22 dev stcab-0-0",
            "ip link set stcab-0-0 up");
  }

  @Test
  void aHostHasANamespaceAndAWireWhoseEndsKnowEachOther() {
    assertThat(PLAN.address(2)).isEqualTo("10.213.4.3");
    assertThat(lines(PLAN.makeHost(2)))
        .containsExactly(
            "ip netns add stcab-0-2",
            "ip link add stcab-0-2 type veth"
                + " peer name eth0 address 02:73:d5:04:00:02 netns stcab-0-2",
            "ip link set stcab-0-2 master stcab-0-0 up",
            "ip -n stcab-0-2 link set lo up",
            "ip -n stcab-0-2 addr add 10.213.4.3/22 dev eth0",
            "ip -n stcab-0-2 link set eth0 up",
            "ip -n stcab-0-2 neigh replace 10.213.4.1"
                + " lladdr 02:73:d5:04:00:00 nud permanent dev eth0",
            "ip neigh replace 10.213.4.3 lladdr 02:73:d5:04:00:02 nud permanent dev stcab-0-0");
  }

  @Test
  void aCommandIsRunWithinByWordsBeforeIt() {
    assertThat(PLAN.entrance(2)).containsExactly("ip", "netns", "exec", "stcab-0-2");
  }

  @Test
  void aCutTakesTheWireDownAndHealingUp() {
    assertThat(PLAN.cut(2)).containsExactly("ip", "link", "set", "stcab-0-2", "down");
    assertThat(PLAN.heal(2)).containsExactly("ip", "link", "set", "stcab-0-2", "up");
  }

  @Test
  void allIsTakenAwayTheBridgeLast() {
    assertThat(lines(PLAN.remove(2)))
        .containsExactly(
            "ip link delete stcab-0-1",
            "ip netns delete stcab-0-1",
            "ip link delete stcab-0-2",
            "ip netns delete stcab-0-2",
            "ip link delete stcab-0-0");
  }
}
