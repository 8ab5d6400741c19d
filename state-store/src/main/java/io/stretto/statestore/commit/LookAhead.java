package io.stretto.statestore.commit;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ConflictRule;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.FingerprintView;
import io.stretto.protocol.Observation;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ReexecutionRequest.FreshValue;
import io.stretto.protocol.Result;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What follows from a result that does not hold: a walk over all results on hand, from the failed
 * one on, in canonical order. A result is suspect when it observed a key that an earlier suspect
 * wrote, or does not hold itself in the state that the results between would leave. Suspects that
 * share a written key form a group; each group goes to one lane, in order, in one request, with the
 * values that its members will meet. So a chain of conflicts costs one round trip, not one a link.
 */
final class LookAhead {

  /**
   * So many bytes of values go into one request, which must fit into a Kafka record. The head reads
   * what is left out from the committer; others may fail once more.
   */
  private static final int FRESH_LIMIT_BYTES = 8 << 20;

  private record Suspect(OpenBlock open, int index, Result result) {

    Position position() {
      return open.position(index);
    }

    Slot slot() {
      return open.slots[index];
    }
  }

  private record Expected(byte[] value, Fingerprint fingerprint, Position since) {}

  private final StagedBlock staged;
  private final Position head;
  private final Map<StateKey, Expected> expected = new HashMap<>();

  /** The keys to which suspects gave values. */
  private final Set<StateKey> dirty = new HashSet<>();

  /** The suspects that added to a key: of no concern to others that only add. */
  private final Map<StateKey, List<Integer>> addersByKey = new HashMap<>();

  private final ConflictGroups<StateKey> groups = new ConflictGroups<>();
  private final List<Suspect> suspects = new ArrayList<>();
  private final List<Map<StateKey, FreshValue>> freshValues = new ArrayList<>();

  private LookAhead(StagedBlock staged, Position head) {
    this.staged = staged;
    this.head = head;
  }

  /**
   * Finds what must be executed again.
   *
   * @param openBlocks the open blocks by ascending height; the result at the head does not hold
   * @param staged the state just before the head
   * @param limitPositions how far to look
   */
  static List<ReexecutionRequest> requests(
      Iterable<OpenBlock> openBlocks, StagedBlock staged, int limitPositions) {
    OpenBlock first = openBlocks.iterator().next();
    LookAhead lookAhead = new LookAhead(staged, first.position(staged.nextIndex()));
    lookAhead.walk(openBlocks, limitPositions);
    return lookAhead.requests();
  }

  private void walk(Iterable<OpenBlock> openBlocks, int limitPositions) {
    int remaining = limitPositions;
    int index = head.index();
    for (OpenBlock open : openBlocks) {
      for (; index < open.slots.length; index++) {
        if (remaining-- == 0) {
          return;
        }
        Result result = open.slots[index].result;
        if (result != null) {
          visit(new Suspect(open, index, result));
        }
      }
      index = 0;
    }
  }

  private void visit(Suspect candidate) {
    List<Observation> observations = candidate.result().execution().observations();
    boolean isSuspect =
        observations.stream().anyMatch(this::isTainted)
            || !ConflictRule.isValid(observations, new ExpectedState());
    if (isSuspect) {
      suspect(candidate);
    } else {
      Position since = candidate.open().position(candidate.index() + 1);
      for (Write write : candidate.result().execution().writes()) {
        byte[] value = write.resolve(write.isAddition() ? read(write.key()) : null).value();
        expected.put(write.key(), new Expected(value, Fingerprint.of(value), since));
      }
    }
  }

  private byte[] read(StateKey key) {
    Expected value = expected.get(key);
    return value == null ? staged.read(key) : value.value();
  }

  /** The state that the results on hand would leave, suspects left out. */
  private final class ExpectedState implements FingerprintView {

    @Override
    public Fingerprint fingerprint(StateKey key) {
      Expected value = expected.get(key);
      return value == null ? staged.fingerprint(key) : value.fingerprint();
    }

    @Override
    public byte[] read(StateKey key) {
      return LookAhead.this.read(key);
    }

    @Override
    public List<StateEntry> scan(StateRange range, int limit) {
      TreeMap<StateKey, byte[]> changes = new TreeMap<>();
      expected.forEach(
          (key, value) -> {
            if (range.contains(key)) {
              changes.put(key, value.value());
            }
          });
      return StateRange.overlaid(changes, limit, more -> staged.scan(range, more));
    }
  }

  /** Whether something was observed that an earlier suspect wrote. */
  private boolean isTainted(Observation observation) {
    return switch (observation) {
      case Observation.Bound bound -> dirty.contains(bound.key());
      case Observation.Scan scan -> !writtenIn(scan.range()).isEmpty();
      case Observation.Exact exact -> isWritten(exact.key());
      case Observation.Presence presence -> isWritten(presence.key());
    };
  }

  private boolean isWritten(StateKey key) {
    return dirty.contains(key) || addersByKey.containsKey(key);
  }

  private List<StateKey> writtenIn(StateRange range) {
    List<StateKey> written = new ArrayList<>();
    for (Set<StateKey> keys : List.of(dirty, addersByKey.keySet())) {
      for (StateKey key : keys) {
        if (range.contains(key)) {
          written.add(key);
        }
      }
    }
    return written;
  }

  private void suspect(Suspect suspect) {
    int member = suspects.size();
    suspects.add(suspect);
    Map<StateKey, FreshValue> fresh = new LinkedHashMap<>();
    for (Observation observation : suspect.result().execution().observations()) {
      if (observation instanceof Observation.Scan scan) {
        writtenIn(scan.range()).forEach(key -> joinWriters(member, key));
        continue;
      }
      StateKey key = observation.key();
      if (isTainted(observation)) {
        joinWriters(member, key);
      }
      fresh.put(key, freshValue(key));
    }
    for (Write write : suspect.result().execution().writes()) {
      if (write.isAddition()) {
        addersByKey.computeIfAbsent(write.key(), key -> new ArrayList<>()).add(member);
      } else {
        dirty.add(write.key());
        groups.join(member, write.key());
      }
    }
    groups.add(member);
    freshValues.add(fresh);
  }

  /** Puts a suspect into the group of those that wrote a key before it. */
  private void joinWriters(int member, StateKey key) {
    addersByKey.getOrDefault(key, List.of()).forEach(adder -> groups.join(adder, key));
    groups.join(member, key);
  }

  private FreshValue freshValue(StateKey key) {
    Expected value = expected.get(key);
    return value == null
        ? new FreshValue(key, staged.read(key), head)
        : new FreshValue(key, value.value(), value.since());
  }

  private List<ReexecutionRequest> requests() {
    return groups.members().stream().map(this::request).toList();
  }

  private ReexecutionRequest request(List<Integer> members) {
    // The last member's lane is where later transactions with these keys will go: it needs the
    // right values most.
    int lane = suspects.get(members.get(members.size() - 1)).slot().lane;
    TreeMap<Long, BlockContext> blocks = new TreeMap<>();
    List<ReexecutionRequest.Entry> entries = new ArrayList<>();
    Set<FreshValueKey> seen = new HashSet<>();
    List<FreshValue> fresh = new ArrayList<>();
    long freshBytes = 0;
    for (int member : members) {
      Suspect suspect = suspects.get(member);
      blocks.put(suspect.open().block.height(), suspect.open().block.context());
      entries.add(
          new ReexecutionRequest.Entry(
              suspect.position(),
              suspect.open().block.offset(suspect.index()),
              suspect.slot().incarnation + 1));
      for (FreshValue value : freshValues.get(member).values()) {
        boolean fits = freshBytes + bytes(value) <= FRESH_LIMIT_BYTES;
        if (fits && seen.add(new FreshValueKey(value.key(), value.since()))) {
          fresh.add(value);
          freshBytes += bytes(value);
        }
      }
    }
    fresh.sort(Comparator.comparing(FreshValue::key).thenComparing(FreshValue::since));
    return new ReexecutionRequest(
        suspects.get(members.get(0)).open().block.ledger(),
        lane,
        ReexecutionRequest.Reason.CONFLICT,
        List.copyOf(blocks.values()),
        entries,
        head,
        fresh);
  }

  private static long bytes(FreshValue value) {
    return value.key().bytes().length + (value.value() == null ? 0 : (long) value.value().length);
  }

  private record FreshValueKey(StateKey key, Position since) {}
}
