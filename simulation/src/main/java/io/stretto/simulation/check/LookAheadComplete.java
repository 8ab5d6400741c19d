package io.stretto.simulation.check;

import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Observation;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ReexecutionRequest.FreshValue;
import io.stretto.protocol.Result;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When a result does not hold, all that follows from it is asked for at once, and nothing else: of
 * the results on hand, those that have observed what one of these wrote, and those that do not hold
 * in the state that the others leave. Each is in one request, and a value sent along for the head
 * is the head's.
 */
public final class LookAheadComplete implements Checker {

  private static final String PROPERTY = "look-ahead";

  private final Map<Integer, OnHand> onHand = new HashMap<>();

  @Override
  public void committerStarted(CommitterLife life) {
    onHand.put(life.number(), new OnHand(life));
  }

  @Override
  public void committerDecided(CommitterLife life, List<CommitterRecord> decisions) {
    OnHand known = onHand.get(life.number());
    int next = 0;
    while (next < decisions.size()) {
      List<ReexecutionRequest> requests = conflicts(decisions, next);
      if (!requests.isEmpty()) {
        check(life, known, requests);
      }
      int end = next + Math.max(1, requests.size());
      decisions.subList(next, end).forEach(known::replay);
      next = end;
    }
  }

  /** The requests for conflicts that were decided on together, from an index on. */
  private static List<ReexecutionRequest> conflicts(List<CommitterRecord> decisions, int from) {
    List<ReexecutionRequest> requests = new ArrayList<>();
    for (CommitterRecord decision : decisions.subList(from, decisions.size())) {
      boolean isConflict =
          decision instanceof CommitterRecord.ReexecutionRequested requested
              && requested.request().reason() == ReexecutionRequest.Reason.CONFLICT
              && requests.add(requested.request());
      if (!isConflict) {
        break;
      }
    }
    return requests;
  }

  private static void check(CommitterLife life, OnHand known, List<ReexecutionRequest> requests) {
    List<Position> asked = new ArrayList<>();
    for (ReexecutionRequest request : requests) {
      request.entries().forEach(entry -> asked.add(entry.position()));
      request.freshValues().forEach(fresh -> check(life, known, request, fresh));
    }
    Set<Position> expected = suspects(known, life.settings().lookAheadPositions());
    if (asked.size() != expected.size() || !expected.containsAll(asked)) {
      throw new Violation(
          PROPERTY, life + " at " + known.head() + " asked for " + asked + ", not " + expected);
    }
  }

  private static void check(
      CommitterLife life, OnHand known, ReexecutionRequest request, FreshValue fresh) {
    boolean isOfHead = fresh.since().equals(request.head());
    if (isOfHead && !Arrays.equals(fresh.value(), known.read(fresh.key()))) {
      throw new Violation(PROPERTY, life + " sent a value of " + fresh.key() + " that is not so");
    }
  }

  private static Set<Position> suspects(OnHand known, int limitPositions) {
    Walk walk = new Walk(known);
    TreeSet<Position> suspects = new TreeSet<>();
    known
        .results(limitPositions)
        .forEach(
            (position, result) -> {
              if (walk.isSuspect(result)) {
                suspects.add(position);
              }
            });
    return suspects;
  }

  /** A walk over results in canonical order. */
  private static final class Walk {

    private final OnHand known;
    private final TreeMap<StateKey, byte[]> left = new TreeMap<>();
    private final TreeSet<StateKey> replaced = new TreeSet<>();
    private final TreeSet<StateKey> addedTo = new TreeSet<>();

    Walk(OnHand known) {
      this.known = known;
    }

    boolean isSuspect(Result result) {
      boolean holds = result.execution().observations().stream().allMatch(this::holds);
      for (Write write : result.execution().writes()) {
        if (!holds) {
          (write.isAddition() ? addedTo : replaced).add(write.key());
        } else {
          byte[] before = write.isAddition() ? read(write.key()) : null;
          left.put(write.key(), write.resolve(before).value());
        }
      }
      return !holds;
    }

    private byte[] read(StateKey key) {
      return left.containsKey(key) ? left.get(key) : known.read(key);
    }

    /** Whether an observation holds, and no suspect wrote what it is of. */
    private boolean holds(Observation observation) {
      return switch (observation) {
        case Observation.Exact exact ->
            isClean(exact.key()) && Fingerprint.of(read(exact.key())).equals(exact.fingerprint());
        case Observation.Presence presence ->
            isClean(presence.key()) && (read(presence.key()) != null) == presence.present();
        case Observation.Bound bound -> !replaced.contains(bound.key()) && holds(bound);
        case Observation.Scan scan -> holds(scan);
      };
    }

    private boolean isClean(StateKey key) {
      return !replaced.contains(key) && !addedTo.contains(key);
    }

    private boolean holds(Observation.Bound bound) {
      byte[] value = read(bound.key());
      if (!Int128.isNumber(value)) {
        return false;
      }
      Int128 number = Int128.ofValue(value);
      return number.compareTo(bound.low()) >= 0 && number.compareTo(bound.high()) <= 0;
    }

    private boolean holds(Observation.Scan scan) {
      StateRange range = scan.range();
      if (replaced.stream().anyMatch(range::contains)
          || addedTo.stream().anyMatch(range::contains)) {
        return false;
      }
      List<StateEntry> present = OnHand.overlaid(known.scan(range), left, range);
      return present.size() == scan.count() && StateRange.digest(present).equals(scan.digest());
    }
  }
}
