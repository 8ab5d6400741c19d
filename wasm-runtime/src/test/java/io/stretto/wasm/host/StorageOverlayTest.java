package io.stretto.wasm.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ConflictRule;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.FingerprintView;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Observation;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.protocol.memory.StateMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Proves that the observations of an execution are enough, and that its changes are right: in every
 * other state in which the observations hold, the same operations answer the same, and the changes
 * lead to what they lead to there. Against a plain map, with random operations.
 */
class StorageOverlayTest {

  private static final int SEEDS = Integer.getInteger("stretto.overlay.seeds", 30_000);
  private static final long FIRST_SEED = Long.getLong("stretto.overlay.firstSeed", 1);
  private static final int KEYS = 6;

  private static final Int128[] AMOUNTS = {
    Int128.of(1),
    Int128.of(-1),
    Int128.of(3),
    Int128.of(-7),
    Int128.ZERO,
    Int128.MAXIMUM,
    Int128.MINIMUM
  };

  private static final Int128[] BOUNDS = {
    Int128.of(-10), Int128.of(0), Int128.of(10), Int128.MAXIMUM, Int128.MINIMUM, Int128.of(2)
  };

  private enum Kind {
    READ,
    HAS,
    PUT,
    PUT_NUMBER,
    DELETE,
    ADD,
    LIST
  }

  private record Operation(
      Kind kind, StateKey key, StateKey end, int number, Int128 low, Int128 high, Int128 amount) {}

  @Test
  void whereTheObservationsHoldAllIsTheSame() {
    long held = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      held += holds(new Random(seed), "-Dstretto.overlay.firstSeed=" + seed);
    }
    assertThat(held).as("states in which the observations held").isGreaterThan(SEEDS / 4);
  }

  private static int holds(Random random, String replay) {
    SortedMap<StateKey, byte[]> state = state(random);
    List<Operation> operations = operations(random);
    StorageOverlay overlay = new StorageOverlay();
    overlay.begin(view(state));
    List<String> answers = onOverlay(overlay, operations);
    SortedMap<StateKey, byte[]> expected = new TreeMap<>(state);
    assertThat(answers).as(replay).isEqualTo(onMap(expected, operations));
    assertThat(text(applied(state, overlay.writes()))).as(replay).isEqualTo(text(expected));
    assertThat(isValid(overlay.observations(), state)).as(replay).isTrue();

    int count = 0;
    for (int other = 0; other < 4; other++) {
      SortedMap<StateKey, byte[]> changed = changed(state, random);
      if (isValid(overlay.observations(), changed)) {
        count++;
        SortedMap<StateKey, byte[]> there = new TreeMap<>(changed);
        assertThat(onMap(there, operations)).as(replay).isEqualTo(answers);
        assertThat(text(applied(changed, overlay.writes()))).as(replay).isEqualTo(text(there));
      }
    }
    return count;
  }

  private static List<String> onOverlay(StorageOverlay overlay, List<Operation> operations) {
    List<String> answers = new ArrayList<>();
    for (Operation operation : operations) {
      StateKey key = operation.key();
      switch (operation.kind()) {
        case READ -> answers.add(Arrays.toString(overlay.read(key)));
        case HAS -> answers.add("" + overlay.has(key));
        case PUT -> overlay.put(key, new byte[] {(byte) operation.number()});
        case PUT_NUMBER -> overlay.put(key, Int128.of(operation.number()).encode());
        case DELETE -> overlay.put(key, null);
        case ADD ->
            answers.add(
                overlay.add(key, operation.amount(), operation.low(), operation.high()).name());
        case LIST -> answers.add(text(listed(overlay, operation)));
      }
    }
    return answers;
  }

  private static SortedMap<StateKey, byte[]> listed(StorageOverlay overlay, Operation operation) {
    SortedMap<StateKey, byte[]> listed = new TreeMap<>();
    StateRange rest = new StateRange(operation.key(), operation.end());
    while (rest != null && listed.size() < operation.number()) {
      StorageOverlay.Page page = overlay.list(rest, 2);
      for (StateEntry entry : page.entries()) {
        if (listed.size() < operation.number()) {
          listed.put(entry.key(), entry.value());
        }
      }
      rest = page.rest();
    }
    return listed;
  }

  private static List<String> onMap(SortedMap<StateKey, byte[]> map, List<Operation> operations) {
    List<String> answers = new ArrayList<>();
    for (Operation operation : operations) {
      StateKey key = operation.key();
      switch (operation.kind()) {
        case READ -> answers.add(Arrays.toString(map.get(key)));
        case HAS -> answers.add("" + map.containsKey(key));
        case PUT -> map.put(key, new byte[] {(byte) operation.number()});
        case PUT_NUMBER -> map.put(key, Int128.of(operation.number()).encode());
        case DELETE -> map.remove(key);
        case ADD -> answers.add(added(map, operation).name());
        case LIST -> {
          SortedMap<StateKey, byte[]> listed = new TreeMap<>();
          map.subMap(key, operation.end())
              .forEach(
                  (found, value) -> {
                    if (listed.size() < operation.number()) {
                      listed.put(found, value);
                    }
                  });
          answers.add(text(listed));
        }
      }
    }
    return answers;
  }

  private static StorageOverlay.Addition added(
      SortedMap<StateKey, byte[]> map, Operation operation) {
    byte[] value = map.get(operation.key());
    if (!Int128.isNumber(value)) {
      return StorageOverlay.Addition.NO_NUMBER;
    }
    Int128 number = Int128.ofValue(value);
    if (!number.canAdd(operation.amount())) {
      return StorageOverlay.Addition.OUT_OF_BOUNDS;
    }
    Int128 sum = number.add(operation.amount());
    if (sum.compareTo(operation.low()) < 0 || sum.compareTo(operation.high()) > 0) {
      return StorageOverlay.Addition.OUT_OF_BOUNDS;
    }
    map.put(operation.key(), sum.encode());
    return StorageOverlay.Addition.DONE;
  }

  private static List<Operation> operations(Random random) {
    List<Operation> operations = new ArrayList<>();
    for (int count = 1 + random.nextInt(6); count > 0; count--) {
      int from = random.nextInt(KEYS);
      operations.add(
          new Operation(
              Kind.values()[random.nextInt(Kind.values().length)],
              key(from),
              key(from + 1 + random.nextInt(KEYS)),
              1 + random.nextInt(5),
              BOUNDS[random.nextInt(BOUNDS.length)],
              BOUNDS[random.nextInt(BOUNDS.length)],
              AMOUNTS[random.nextInt(AMOUNTS.length)]));
    }
    return operations;
  }

  private static SortedMap<StateKey, byte[]> state(Random random) {
    SortedMap<StateKey, byte[]> state = new TreeMap<>();
    for (int key = 0; key < KEYS; key++) {
      change(state, key, random);
    }
    return state;
  }

  private static SortedMap<StateKey, byte[]> changed(
      SortedMap<StateKey, byte[]> state, Random random) {
    SortedMap<StateKey, byte[]> changed = new TreeMap<>(state);
    for (int count = 1 + random.nextInt(2); count > 0; count--) {
      change(changed, random.nextInt(KEYS), random);
    }
    return changed;
  }

  private static void change(SortedMap<StateKey, byte[]> state, int key, Random random) {
    switch (random.nextInt(6)) {
      case 0 -> state.remove(key(key));
      case 1 -> state.put(key(key), new byte[] {(byte) random.nextInt(3)});
      case 2 -> state.put(key(key), AMOUNTS[random.nextInt(AMOUNTS.length)].encode());
      default -> state.put(key(key), Int128.of(random.nextInt(25) - 12).encode());
    }
  }

  private static StateKey key(int number) {
    return StateKey.storage("c", new byte[] {(byte) number});
  }

  private static StateMap view(SortedMap<StateKey, byte[]> state) {
    StateMap view = new StateMap();
    state.forEach((key, value) -> view.apply(new Write(key, value)));
    return view;
  }

  private static SortedMap<StateKey, byte[]> applied(
      SortedMap<StateKey, byte[]> state, List<Write> writes) {
    SortedMap<StateKey, byte[]> after = new TreeMap<>(state);
    for (Write write : writes) {
      Write resolved = write.resolve(state.get(write.key()));
      if (resolved.isDelete()) {
        after.remove(write.key());
      } else {
        after.put(write.key(), resolved.value());
      }
    }
    return after;
  }

  private static boolean isValid(
      List<Observation> observations, SortedMap<StateKey, byte[]> state) {
    StateMap map = view(state);
    return ConflictRule.isValid(
        observations,
        new FingerprintView() {
          @Override
          public Fingerprint fingerprint(StateKey key) {
            return Fingerprint.of(map.read(key));
          }

          @Override
          public byte[] read(StateKey key) {
            return map.read(key);
          }

          @Override
          public List<StateEntry> scan(StateRange range, int limit) {
            return map.scan(range, limit);
          }
        });
  }

  private static String text(SortedMap<StateKey, byte[]> entries) {
    StringBuilder text = new StringBuilder();
    entries.forEach((key, value) -> text.append(new Write(key, value)).append(' '));
    return text.toString();
  }
}
