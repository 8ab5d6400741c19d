package io.stretto.simulation.planted;

import io.stretto.coordinator.Arrival;
import io.stretto.coordinator.Coordinator;
import io.stretto.coordinator.CoordinatorEvent;
import io.stretto.coordinator.CoordinatorRecord;
import io.stretto.protocol.Block;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.node.Sabotage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Mistakes in a coordinator: between what it decides and what comes of it. */
final class CoordinatorFaults {

  private CoordinatorFaults() {}

  static Sabotage recordNotQueued(Dice dice) {
    return with(
        record -> {
          if (!(record instanceof CoordinatorRecord.Queued queued) || !dice.chance(100)) {
            return Optional.of(record);
          }
          List<Arrival> arrivals = queued.arrivals();
          return Optional.of(
              new CoordinatorRecord.Queued(
                  arrivals.subList(0, arrivals.size() - 1),
                  queued.nextOffset(),
                  queued.nowMillis()));
        });
  }

  static Sabotage twoChangePlaces(Dice dice) {
    return with(
        record ->
            Optional.of(
                record instanceof CoordinatorRecord.BlockCut cut && cut.members().size() > 1
                    ? swapped(cut)
                    : record));
  }

  static Sabotage defeatIgnored(Dice dice) {
    return with(
        record ->
            record instanceof CoordinatorRecord.Deposed ? Optional.empty() : Optional.of(record));
  }

  static Sabotage blockNotReleased(Dice dice) {
    return with(
        record ->
            record instanceof CoordinatorRecord.Released && dice.chance(500)
                ? Optional.empty()
                : Optional.of(record));
  }

  private static CoordinatorRecord swapped(CoordinatorRecord.BlockCut cut) {
    Block block = cut.block();
    int[] offsets = block.relativeOffsets().clone();
    offsets[0] = block.relativeOffsets()[1];
    offsets[1] = block.relativeOffsets()[0];
    List<CoordinatorRecord.Member> members = new ArrayList<>(cut.members());
    Collections.swap(members, 0, 1);
    return new CoordinatorRecord.BlockCut(
        new Block(
            block.ledger(),
            block.height(),
            block.parent(),
            block.firstOffset(),
            block.nextOffset(),
            block.firstOrdinal(),
            block.timeMillis(),
            block.orderPolicy(),
            block.genesis().orElse(null),
            offsets,
            block.lanes()),
        members);
  }

  /** Replaces decisions before they are replayed, or leaves them out. */
  private static Sabotage with(Function<CoordinatorRecord, Optional<CoordinatorRecord>> mistake) {
    return new Sabotage() {
      @Override
      public List<CoordinatorRecord> step(
          Coordinator coordinator, CoordinatorEvent event, long nowMillis) {
        return MistakenDecisions.step(
            coordinator,
            event,
            nowMillis,
            (decision, replay) -> {
              Optional<CoordinatorRecord> made = mistake.apply(decision);
              made.ifPresent(replay);
              return made.stream().toList();
            });
      }
    };
  }
}
