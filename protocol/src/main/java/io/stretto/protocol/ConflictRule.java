package io.stretto.protocol;

import java.util.List;
import java.util.Optional;

/**
 * The conflict rule: a result is valid at a position exactly when all its observations hold in the
 * state just before that position.
 *
 * <p>Execution is a function of the transaction, its block's context and the observed values; hence
 * a valid result is the one that serial execution gives. Nothing else, no version, no incarnation
 * and no order of arrival, takes part in the decision, so a rewrite of the same bytes is no
 * conflict.
 */
public final class ConflictRule {

  private ConflictRule() {}

  /** Whether every observation holds in the given state. */
  public static boolean isValid(List<Observation> observations, FingerprintView state) {
    for (int i = 0; i < observations.size(); i++) {
      if (!holds(observations.get(i), state)) {
        return false;
      }
    }
    return true;
  }

  /** The first observation that does not hold, for those who want to know why. */
  public static Optional<Observation> firstViolated(
      List<Observation> observations, FingerprintView state) {
    return observations.stream().filter(observation -> !holds(observation, state)).findFirst();
  }

  /** Whether one observation holds in the given state. */
  public static boolean holds(Observation observation, FingerprintView state) {
    return switch (observation) {
      case Observation.Exact exact -> state.fingerprint(exact.key()).equals(exact.fingerprint());
      case Observation.Presence presence ->
          state.fingerprint(presence.key()).isPresent() == presence.present();
      case Observation.Bound bound -> holds(bound, state.read(bound.key()));
      case Observation.Scan scan -> holds(scan, state);
    };
  }

  /** Whether a bound holds for a value, {@code null} where it is absent. */
  public static boolean holds(Observation.Bound bound, byte[] value) {
    if (!Int128.isNumber(value)) {
      return false;
    }
    Int128 number = Int128.ofValue(value);
    return number.compareTo(bound.low()) >= 0 && number.compareTo(bound.high()) <= 0;
  }

  /** One entry more than was listed is enough to know, however many were added. */
  private static boolean holds(Observation.Scan scan, FingerprintView state) {
    List<StateEntry> entries = state.scan(scan.range(), scan.count() + 1);
    return entries.size() == scan.count() && StateRange.digest(entries).equals(scan.digest());
  }
}
