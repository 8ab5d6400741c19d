package io.stretto.coordinator.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.coordinator.place.Placement.Place;
import io.stretto.coordinator.predict.Prediction;
import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Proves that a block takes as many lanes as its work is worth, and no fewer than it must. */
class FewLanesTest {

  private static final long GAS = 9_000;
  private static final int LANES = 4;

  /** Ten transactions are worth a lane, since each counts as a thousand more than its gas. */
  private final Placement placement = new Placement(LANES, 1_000, 0, 0, 100_000);

  private static Prediction writes(String name) {
    StateKey key = StateKey.storage("c", name.getBytes(StandardCharsets.UTF_8));
    return new Prediction(List.of(new AccessEntry(key, AccessMode.WRITE)), GAS);
  }

  private static List<Prediction> independent(String prefix, int count) {
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      predictions.add(writes(prefix + i));
    }
    return predictions;
  }

  private List<Place> block(long height, List<Prediction> predictions) {
    List<Place> places = placement.plan(height, predictions, 0);
    for (int index = 0; index < places.size(); index++) {
      placement.remember(
          new Position(height, index), predictions.get(index), places.get(index).lane());
    }
    return places;
  }

  private static Set<Integer> lanes(List<Place> places) {
    Set<Integer> lanes = new TreeSet<>();
    places.forEach(place -> lanes.add(place.lane()));
    return lanes;
  }

  @Test
  void littleWorkTakesOneLane() {
    assertThat(lanes(block(1, independent("a", 10)))).hasSize(1);
  }

  @Test
  void moreWorkTakesMore() {
    assertThat(lanes(block(1, independent("a", 11)))).hasSize(2);
    assertThat(lanes(block(2, independent("b", 21)))).hasSize(3);
  }

  @Test
  void muchWorkTakesAll() {
    assertThat(lanes(block(1, independent("a", 1_000)))).hasSize(LANES);
  }

  @Test
  void smallBlocksGoRoundTheLanes() {
    Set<Integer> lanes = new TreeSet<>();
    for (int height = 1; height <= LANES; height++) {
      lanes.addAll(lanes(block(height, independent("h" + height + "-", 2))));
    }
    assertThat(lanes).hasSize(LANES);
  }

  @Test
  void whatIsTiedGoesWhereItMust() {
    int first = block(1, List.of(writes("x"))).get(0).lane();
    int second = block(2, List.of(writes("y"))).get(0).lane();
    assertThat(second).isNotEqualTo(first);
    List<Place> places = block(3, List.of(writes("x"), writes("z"), writes("y")));
    assertThat(places.get(0).lane()).isEqualTo(first);
    assertThat(places.get(2).lane()).isEqualTo(second);
    assertThat(places.get(1).lane()).isIn(first, second);
  }
}
