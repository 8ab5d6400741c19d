package io.stretto.simulation.planted;

import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.CommittedState;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.node.ForwardingState;
import io.stretto.simulation.node.Sabotage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Mistakes in the store, and in what a committer makes of it. */
final class StateFaults {

  private StateFaults() {}

  static Sabotage storeLacksAWrite(Dice dice) {
    return with(
        state ->
            new ForwardingState(state) {
              @Override
              public void apply(BlockDelta delta) {
                List<Write> writes = delta.writes();
                int count = Math.max(0, writes.size() - 1);
                state.apply(
                    new BlockDelta(delta.commit(), writes.subList(0, count), delta.receipts()));
              }
            });
  }

  static Sabotage committedIdForgotten(Dice dice) {
    return with(
        state ->
            new ForwardingState(state) {
              @Override
              public Optional<Receipt> receipt(String transactionId, long firstOrdinal) {
                return Optional.empty();
              }
            });
  }

  static Sabotage dedupWindowOneTooShort(Dice dice) {
    return with(
        state ->
            new ForwardingState(state) {
              @Override
              public Optional<Receipt> receipt(String transactionId, long firstOrdinal) {
                return state.receipt(transactionId, firstOrdinal + 1);
              }
            });
  }

  static Sabotage idsNotRestored(Dice dice) {
    return with(
        state ->
            new ForwardingState(state) {
              private final long firstHeight = state.tip().height() + 1;

              @Override
              public Optional<Receipt> receipt(String transactionId, long firstOrdinal) {
                return state
                    .receipt(transactionId, firstOrdinal)
                    .filter(receipt -> receipt.position().height() >= firstHeight);
              }
            });
  }

  static Sabotage staleFingerprintKept(Dice dice) {
    return with(
        state ->
            new ForwardingState(state) {
              private final Map<StateKey, Fingerprint> cached = new HashMap<>();

              @Override
              public Fingerprint fingerprint(StateKey key) {
                return cached.computeIfAbsent(key, state::fingerprint);
              }
            });
  }

  static Sabotage rangeWithoutItsFirstKey(Dice dice) {
    return with(
        state ->
            new ForwardingState(state) {
              @Override
              public List<StateEntry> scan(StateRange range, int limit) {
                List<StateEntry> entries = state.scan(range, limit);
                return entries.isEmpty() ? entries : entries.subList(1, entries.size());
              }
            });
  }

  private static Sabotage with(UnaryOperator<CommittedState> fault) {
    return new Sabotage() {
      @Override
      public CommittedState committedState(CommittedState state) {
        return fault.apply(state);
      }
    };
  }
}
