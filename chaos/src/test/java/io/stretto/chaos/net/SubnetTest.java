package io.stretto.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A subnet that leads nowhere else. */
final class SubnetTest {

  private static String gateway(String routes, long first) {
    return Subnet.free(routes, first).map(subnet -> subnet.address(1)).orElse("none");
  }

  @Test
  void theFirstIsTakenWhereNothingIsInUse() {
    String routes =
        """
        default via 192.0.2.1 dev eth0
        192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.2
        local 127.0.0.0/8 dev lo table local proto kernel scope host src 127.0.0.1
        """;
    assertThat(gateway(routes, 0)).isEqualTo("10.213.0.1");
    assertThat(gateway(routes, 3)).isEqualTo("10.213.12.1");
    assertThat(gateway(routes, 64)).isEqualTo("10.213.0.1");
  }

  @Test
  void whatIsPartOfARouteOrHasAPartThatIsOneIsNotTaken() {
    assertThat(gateway("10.213.0.0/16 dev tun0", 0)).isEqualTo("198.18.0.1");
    assertThat(gateway("10.213.0.0/20 dev tun0", 0)).isEqualTo("10.213.16.1");
    assertThat(gateway("10.213.3.128/25 dev eth1", 0)).isEqualTo("10.213.4.1");
    assertThat(gateway("broadcast 10.213.3.255 dev eth1 table local", 0)).isEqualTo("10.213.4.1");
    assertThat(gateway("10.213.252.0/22 dev eth1", 63)).isEqualTo("10.213.0.1");
  }

  /** Two halves of all addresses are a private network's default route. */
  @Test
  void aRouteForAlmostEverythingIsNoUse() {
    assertThat(gateway("0.0.0.0/1 via 10.8.0.1 dev tun0", 0)).isEqualTo("10.213.0.1");
  }

  @Test
  void whereAllAreInUseThereIsNone() {
    assertThat(gateway("10.0.0.0/8 dev eth0\n198.18.0.0/15 dev eth1", 5)).isEqualTo("none");
  }

  @Test
  void everyHostHasAnAddressOfItsOwnInIt() {
    Subnet subnet = Subnet.free("10.0.0.0/8 dev eth0", 0).orElseThrow();
    assertThat(
            IntStream.rangeClosed(1, 1 + Subnet.MOST_HOSTS)
                .mapToObj(subnet::address)
                .collect(Collectors.toSet()))
        .hasSize(1 + Subnet.MOST_HOSTS)
        .contains("198.18.0.1", "198.18.0.255", "198.18.1.0", "198.18.3.254")
        .doesNotContain("198.18.0.0", "198.18.3.255");
  }
}
