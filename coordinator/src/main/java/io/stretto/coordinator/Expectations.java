package io.stretto.coordinator;

import io.stretto.coordinator.place.Placement;
import io.stretto.coordinator.predict.Prediction;
import io.stretto.coordinator.predict.Predictor;
import io.stretto.protocol.Block;
import io.stretto.protocol.Position;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.Task;
import java.util.List;

/**
 * What a coordinator expects of transactions: which keys they touch, what they cost, and on which
 * lane their keys are. Results teach it.
 */
final class Expectations {

  private final Predictor predictor;
  private final Placement placement;

  Expectations(CoordinatorSettings settings, long committedHeight) {
    this.predictor = new Predictor(settings.firstGas());
    this.placement =
        new Placement(
            settings.lanes(),
            settings.keyLimit(),
            committedHeight,
            settings.affinitySlackGas(),
            settings.laneGas());
  }

  /** What was learned; for people to look at. */
  Predictor predictor() {
    return predictor;
  }

  Prediction predict(Arrival arrival) {
    return arrival.transaction() == null
        ? Prediction.NOTHING
        : predictor.predict(arrival.transaction());
  }

  /** Finds places for a block's transactions in their order; changes nothing. */
  List<Placement.Place> plan(long height, List<Prediction> predictions, long committedHeight) {
    return placement.plan(height, predictions, committedHeight);
  }

  /** The tasks of a block in flight, by ascending lane. */
  List<Task> tasks(Block block, List<CoordinatorRecord.Member> members) {
    return TaskWriter.tasks(block, members, placement);
  }

  /** Remembers where a block's transactions were placed. */
  void take(Block block, List<CoordinatorRecord.Member> members) {
    for (int index = 0; index < members.size(); index++) {
      CoordinatorRecord.Member member = members.get(index);
      placement.remember(
          new Position(block.height(), index), member.prediction(), member.place().lane());
    }
  }

  /** Learns that a block's transactions are no more work for their lanes. */
  void release(List<CoordinatorRecord.Member> members) {
    for (CoordinatorRecord.Member member : members) {
      placement.committed(member.place().lane(), member.prediction());
    }
  }

  /** Learns from the results of a block in flight. */
  void learn(ResultBatch batch, List<CoordinatorRecord.Member> members) {
    for (Result result : batch.results()) {
      if (result.index() >= members.size()) {
        continue;
      }
      Arrival arrival = members.get(result.index()).arrival();
      if (arrival.transaction() != null) {
        predictor.learn(arrival.transaction(), result.execution(), result.predicted());
      }
      if (!result.predicted()) {
        Position position = new Position(batch.height(), result.index());
        placement.observed(position, batch.lane(), result.execution().writes());
      }
    }
  }
}
