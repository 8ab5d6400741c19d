package io.stretto.coordinator.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import org.junit.jupiter.api.Test;

/** Proves what is remembered of keys, and that what is forgotten counts as written by anyone. */
class KeyHistoryTest {

  private static StateKey key(int number) {
    return StateKey.storage("c", new byte[] {(byte) number});
  }

  private static Position at(long height) {
    return new Position(height, 0);
  }

  @Test
  void anUnknownKeyMayHaveBeenWrittenUpToTheFloor() {
    KeyHistory history = new KeyHistory(10, 7);
    assertThat(history.lastWrite(key(1))).isNull();
    assertThat(history.freshFrom(key(1), 0)).isEqualTo(7);
  }

  @Test
  void theLaneThatWroteLastKnowsBetterThanTheOthers() {
    KeyHistory history = new KeyHistory(10, 0);
    history.written(key(1), 2, at(5));
    history.written(key(1), 2, at(6));
    assertThat(history.lastWrite(key(1))).isEqualTo(new KeyHistory.LastWrite(2, at(6)));
    assertThat(history.freshFrom(key(1), 2)).as("no other lane wrote").isZero();
    assertThat(history.freshFrom(key(1), 3)).isEqualTo(6);
  }

  @Test
  void aKeyThatMovesIsForeignSinceItsLastWriteElsewhere() {
    KeyHistory history = new KeyHistory(10, 0);
    history.written(key(1), 2, at(5));
    history.written(key(1), 3, at(8));
    assertThat(history.freshFrom(key(1), 3)).isEqualTo(5);
    assertThat(history.freshFrom(key(1), 2)).isEqualTo(8);
    history.written(key(1), 3, at(9));
    assertThat(history.freshFrom(key(1), 3)).isEqualTo(5);
  }

  @Test
  void whatIsSeenLateCountsAsForeignOnly() {
    KeyHistory history = new KeyHistory(10, 0);
    history.written(key(1), 2, at(9));
    history.written(key(1), 3, at(6));
    history.written(key(1), 2, at(4));
    assertThat(history.lastWrite(key(1))).isEqualTo(new KeyHistory.LastWrite(2, at(9)));
    assertThat(history.freshFrom(key(1), 2)).isEqualTo(6);
  }

  @Test
  void theEldestGoesFirstAndRaisesTheFloor() {
    KeyHistory history = new KeyHistory(3, 0);
    for (int number = 1; number <= 3; number++) {
      history.written(key(number), 0, at(number));
    }
    history.written(key(1), 0, at(4));
    history.written(key(4), 0, at(5));
    assertThat(history.size()).isEqualTo(3);
    assertThat(history.lastWrite(key(2))).as("written longest ago").isNull();
    assertThat(history.lastWrite(key(1))).isNotNull();
    assertThat(history.freshFrom(key(2), 0)).as("the height of what was forgotten").isEqualTo(2);
    assertThat(history.freshFrom(key(99), 0)).isEqualTo(2);
    assertThat(history.freshFrom(key(1), 0)).as("what is remembered keeps its own").isZero();
  }

  @Test
  void theFloorNeverSinks() {
    KeyHistory history = new KeyHistory(1, 10);
    history.written(key(1), 0, at(3));
    history.written(key(2), 0, at(4));
    assertThat(history.freshFrom(key(1), 0)).isEqualTo(10);
  }

  /** Looking made a key young: what was forgotten depended on who had looked. */
  @Test
  void lookingChangesNothing() {
    KeyHistory history = new KeyHistory(2, 0);
    history.written(key(1), 0, at(1));
    history.written(key(2), 0, at(2));
    history.lastWrite(key(1));
    history.freshFrom(key(1), 0);
    history.written(key(3), 0, at(3));
    assertThat(history.lastWrite(key(1))).isNull();
    assertThat(history.lastWrite(key(2))).isNotNull();
  }

  @Test
  void memoryIsBounded() {
    KeyHistory history = new KeyHistory(100, 0);
    for (int number = 0; number < 10_000; number++) {
      byte[] name = {(byte) (number >> 8), (byte) number};
      history.written(StateKey.storage("c", name), number % 4, at(number));
      assertThat(history.size()).isLessThanOrEqualTo(100);
    }
  }
}
