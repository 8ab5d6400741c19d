package io.stretto.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names that tell whose they are. */
final class RunNameTest {

  /** The highest that Linux gives out. */
  private static final long HIGHEST_PID = 4_194_304;

  private static final int LONGEST_INTERFACE_NAME = 15;

  private static RunName free(String listing) {
    return RunName.free(46_655, listing).orElseThrow();
  }

  @Test
  void aNameSaysWhichProcessMadeIt() {
    assertThat(free("").bridge()).isEqualTo("stczzz-0-0");
    assertThat(free("").host(7)).isEqualTo("stczzz-0-7");
  }

  @Test
  void noNameIsLongerThanLinuxTakes() {
    StringBuilder listing = new StringBuilder();
    for (int network = 0; network < 36; network++) {
      RunName name = RunName.free(HIGHEST_PID, listing.toString()).orElseThrow();
      assertThat(name.host(Subnet.MOST_HOSTS)).hasSizeLessThanOrEqualTo(LONGEST_INTERFACE_NAME);
      listing.append(name.bridge()).append('\n');
    }
    assertThat(RunName.free(HIGHEST_PID, listing.toString())).isEmpty();
  }

  @Test
  void aNameInUseIsNotTaken() {
    String listing = "7: stczzz-0-1@if2: <BROADCAST,MULTICAST,UP> mtu 1500 master stczzz-0-0";
    assertThat(free(listing).bridge()).isEqualTo("stczzz-1-0");
  }

  @Test
  void whatIsLeftOfAProcessThatHasEndedIsRecognised() {
    String listing =
        """
        1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue
        4: stcab-0-0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500
        5: stcab-0-12@if2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master stcab-0-0
        6: stczzz-1-0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500
        7: stcp-veth: <BROADCAST> mtu 1500
        stcab-0-12 (id: 3)
        stcab-0-13
        other
        """;
    assertThat(RunName.leftOver(listing, pid -> pid == 46_655))
        .containsExactly("stcab-0-0", "stcab-0-12", "stcab-0-13");
    assertThat(RunName.leftOver(listing, pid -> true)).isEmpty();
  }
}
