package io.stretto.coordinator.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.coordinator.place.Placement.Place;
import io.stretto.coordinator.predict.Prediction;
import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves that what meets goes together, what does not spreads, and dependencies are named. */
class PlacementTest {

  private static final long GAS = 9_000;

  private final Placement placement = new Placement(4, 1000, 0, 0, 1);
  private long committedHeight;

  private static StateKey key(String name) {
    return StateKey.storage("c", name.getBytes(StandardCharsets.UTF_8));
  }

  private static Prediction prediction(long gas, String... keys) {
    List<AccessEntry> entries = new ArrayList<>();
    for (String name : keys) {
      boolean isRead = name.startsWith("?");
      entries.add(
          new AccessEntry(
              key(isRead ? name.substring(1) : name), isRead ? AccessMode.READ : AccessMode.WRITE));
    }
    return new Prediction(entries, gas);
  }

  /** Places and remembers; a question mark stands in front of what is only read. */
  private Place place(long height, int index, String... keys) {
    return place(height, index, GAS, keys);
  }

  private Place place(long height, int index, long gas, String... keys) {
    Prediction prediction = prediction(gas, keys);
    Position position = at(height, index);
    Place place = plan(position, prediction);
    placement.remember(position, prediction, place.lane());
    return place;
  }

  private Place plan(Position position, Prediction prediction) {
    return placement.plan(position.height(), List.of(prediction), committedHeight).get(0);
  }

  /** Each transaction has a block of its own, unless a test says otherwise. */
  private static Position at(long group, int index) {
    return new Position(group * 1000 + index, 0);
  }

  private void commitGroup(long group) {
    committedHeight = group * 1000 + 999;
  }

  /** Within a block nothing could be waited for: what meets is on one lane. */
  @Test
  void whatMeetsInABlockFormsAChainOnOneLane() {
    List<Place> places =
        placement.plan(
            1,
            List.of(
                prediction(GAS, "a"),
                prediction(GAS, "x"),
                prediction(GAS, "b"),
                prediction(GAS, "?a", "b"),
                prediction(GAS, "?x"),
                prediction(GAS, "?y")),
            0);
    int chain = places.get(0).lane();
    assertThat(places.get(2).lane()).isEqualTo(chain);
    assertThat(places.get(3).lane()).isEqualTo(chain);
    assertThat(places.get(1).lane()).isNotEqualTo(chain).isEqualTo(places.get(4).lane());
    assertThat(places.get(5).lane()).isNotIn(chain, places.get(1).lane());
    assertThat(places).allSatisfy(place -> assertThat(place.dependsOn()).isEmpty());
  }

  @Test
  void disjointKeysSpreadOverAllLanes() {
    for (int index = 0; index < 40; index++) {
      place(1, index, "k" + index);
    }
    assertThat(placement.loads()).containsOnly(10 * (GAS + 1000));
  }

  @Test
  void aHotKeyStaysOnItsLaneWhileItIsInFlight() {
    int lane = place(1, 0, "hot").lane();
    for (int index = 1; index < 20; index++) {
      place(1, index, "cold" + index);
      assertThat(place(1, 100 + index, "hot").lane()).isEqualTo(lane);
    }
    Place later = place(2, 0, "hot");
    assertThat(later.lane()).as("in the next block too").isEqualTo(lane);
    assertThat(later.dependsOn()).isEmpty();
  }

  @Test
  void readersFollowTheWriter() {
    int lane = place(1, 0, "a").lane();
    assertThat(place(1, 1, "?a").lane()).isEqualTo(lane);
    assertThat(place(1, 2, "?a", "?b").lane()).isEqualTo(lane);
  }

  @Test
  void readersOfTheSameKeySpread() {
    for (int index = 0; index < 40; index++) {
      place(1, index, "?shared");
    }
    assertThat(placement.loads()).containsOnly(10 * (GAS + 1000));
  }

  @Test
  void whatJoinsLanesNamesTheLastWritersElsewhere() {
    Place a = place(1, 0, "a");
    place(1, 1, "a");
    Place b = place(1, 2, "b");
    assertThat(b.lane()).isNotEqualTo(a.lane());
    Place joined = place(1, 3, "a", "b");
    assertThat(joined.lane()).isIn(a.lane(), b.lane());
    assertThat(joined.dependsOn()).containsExactly(joined.lane() == a.lane() ? at(1, 2) : at(1, 1));
    Place after = place(1, 4, "a", "b");
    assertThat(after.lane()).isEqualTo(joined.lane());
    assertThat(after.dependsOn()).as("both are there now").isEmpty();
  }

  @Test
  void whatJoinsLanesGoesWhereMostOfItsKeysAre() {
    place(1, 0, "a1", "a2");
    int lane = plan(at(1, 1), prediction(0, "a1")).lane();
    place(1, 2, "b");
    place(1, 3, "c");
    Place joined = place(1, 4, "b", "a1", "c", "a2");
    assertThat(joined.lane()).isEqualTo(lane);
    assertThat(joined.dependsOn()).containsExactly(at(1, 2), at(1, 3));
  }

  @Test
  void committedWritesAreNoDependencies() {
    place(1, 0, "a");
    place(1, 1, "b");
    commitGroup(1);
    assertThat(place(2, 0, "a", "b").dependsOn()).isEmpty();
  }

  @Test
  void committedKeysReturnToTheirLaneWhileItIsNotTooBusy() {
    int lane = place(1, 0, "warm").lane();
    placement.committed(lane, prediction(GAS, "warm"));
    commitGroup(1);
    for (int round = 0; round < 10; round++) {
      assertThat(plan(at(2, round), prediction(0, "warm")).lane()).isEqualTo(lane);
    }
    placement.remember(at(2, 20), prediction(1_000_000), lane);
    assertThat(place(2, 30, "warm").lane()).as("far too busy").isNotEqualTo(lane);
  }

  @Test
  void planningChangesNothingUntilItIsRemembered() {
    place(1, 0, "a");
    List<Prediction> block = new ArrayList<>();
    for (int index = 1; index < 20; index++) {
      block.add(prediction(GAS, "k" + index % 7, "a"));
      block.add(prediction(GAS, "j" + index));
    }
    List<Place> first = placement.plan(2000, block, 0);
    List<Place> second = placement.plan(2000, block, 0);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void commitsTakeTheLoadAway() {
    Place place = place(1, 0, "a");
    assertThat(Arrays.stream(placement.loads()).sum()).isEqualTo(GAS + 1000);
    placement.committed(place.lane(), prediction(GAS, "a"));
    assertThat(placement.loads()).containsOnly(0);
  }

  @Test
  void dearTransactionsAreBalancedByTheirGas() {
    int lane = place(1, 0, 1_000_000, "dear").lane();
    for (int index = 1; index <= 30; index++) {
      assertThat(place(1, index, 10_000, "k" + index).lane()).isNotEqualTo(lane);
    }
  }

  @Test
  void valuesAreFreshFromTheLastWriteOfAnotherLane() {
    int lane = place(3, 0, "a").lane();
    assertThat(placement.freshFrom(key("a"), lane)).isZero();
    assertThat(placement.freshFrom(key("a"), (lane + 1) % 4)).isEqualTo(3000);
    Write write = new Write(key("a"), new byte[0]);
    placement.observed(at(5, 0), (lane + 1) % 4, List.of(write));
    assertThat(placement.freshFrom(key("a"), lane)).isEqualTo(5000);
    assertThat(placement.freshFrom(key("a"), (lane + 1) % 4)).isEqualTo(3000);
  }

  /** What nobody predicted binds those that come after, once it was seen. */
  @Test
  void unpredictedWritesAreFollowedOnceSeen() {
    Write write = new Write(key("a"), new byte[0]);
    placement.observed(at(1, 7), 3, List.of(write));
    assertThat(place(2, 0, "a").lane()).isEqualTo(3);
  }

  @Test
  void oneLaneTakesAll() {
    Placement single = new Placement(1, 10, 0, 0, 1);
    for (int height = 1; height < 10; height++) {
      assertThat(single.plan(height, List.of(prediction(GAS, "k" + height)), 0))
          .containsExactly(new Place(0, List.of()));
    }
  }
}
