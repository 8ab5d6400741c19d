package io.stretto.coordinator;

import io.stretto.coordinator.place.Placement;
import io.stretto.coordinator.predict.Prediction;
import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.OrderPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the block that follows a tip out of the records that wait; changes nothing. */
final class BlockCutter {

  private final int ledger;
  private final CoordinatorSettings settings;
  private final Expectations expectations;

  BlockCutter(int ledger, CoordinatorSettings settings, Expectations expectations) {
    this.ledger = ledger;
    this.settings = settings;
    this.expectations = expectations;
  }

  Block genesisBlock(ChainTip tip, long logStartOffset, long nowMillis) {
    return new Block(
        ledger,
        0,
        tip.digest(),
        logStartOffset,
        logStartOffset,
        0,
        nowMillis,
        settings.orderPolicy(),
        settings.genesis(),
        new int[0],
        new int[0]);
  }

  /** Takes as much as fits from the front of the queue, orders it and places it on lanes. */
  CoordinatorRecord.BlockCut cut(Queue queue, ChainTip tip, long committedHeight, long nowMillis) {
    List<Arrival> arrivals = queue.front(settings, arrival -> expectations.predict(arrival).gas());
    List<Arrival> ordered = order(arrivals, tip);
    List<Prediction> predictions = ordered.stream().map(expectations::predict).toList();
    List<Placement.Place> places =
        expectations.plan(tip.height() + 1, predictions, committedHeight);
    List<CoordinatorRecord.Member> members = new ArrayList<>(ordered.size());
    for (int index = 0; index < ordered.size(); index++) {
      members.add(
          new CoordinatorRecord.Member(
              ordered.get(index), predictions.get(index), places.get(index)));
    }
    long nextOffset = queue.offsetAfter(arrivals.size());
    return new CoordinatorRecord.BlockCut(block(tip, nextOffset, members, nowMillis), members);
  }

  private Block block(
      ChainTip tip, long nextOffset, List<CoordinatorRecord.Member> members, long nowMillis) {
    int[] relativeOffsets = new int[members.size()];
    int[] lanes = new int[members.size()];
    for (int index = 0; index < lanes.length; index++) {
      CoordinatorRecord.Member member = members.get(index);
      relativeOffsets[index] = Math.toIntExact(member.arrival().offset() - tip.nextOffset());
      lanes[index] = member.place().lane();
    }
    return new Block(
        ledger,
        tip.height() + 1,
        tip.digest(),
        tip.nextOffset(),
        nextOffset,
        tip.nextOrdinal(),
        Math.max(nowMillis, tip.timeMillis()),
        settings.orderPolicy(),
        null,
        relativeOffsets,
        lanes);
  }

  private List<Arrival> order(List<Arrival> arrivals, ChainTip tip) {
    Map<Long, Arrival> byOffset = new HashMap<>();
    List<OrderPolicy.Member> unordered = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      byOffset.put(arrival.offset(), arrival);
      unordered.add(new OrderPolicy.Member(arrival.offset(), arrival.priority()));
    }
    return settings.orderPolicy().order(unordered, tip.digest()).stream()
        .map(member -> byOffset.get(member.offset()))
        .toList();
  }
}
