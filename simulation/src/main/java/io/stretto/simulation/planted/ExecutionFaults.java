package io.stretto.simulation.planted;

import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Observation;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.StateView;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.node.Sabotage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Mistakes in executing, and in recording what an execution learned and changed. */
final class ExecutionFaults {

  private static final int ONE_IN_TEN = 100;

  /** Changes an execution's result, knowing where it was executed and on what. */
  private interface Mistake {
    ExecutionResult make(ExecutionResult result, Position position, StateView view);
  }

  private ExecutionFaults() {}

  static Sabotage readNotRecorded(Dice dice) {
    return sometimes(
        dice,
        result -> {
          List<Observation> observations = result.observations();
          int count = Math.max(0, observations.size() - 1);
          return with(result, observations.subList(0, count), result.writes());
        });
  }

  static Sabotage valueRecordedAsPresence(Dice dice) {
    return sometimes(
        dice,
        result -> {
          List<Observation> weaker = new ArrayList<>();
          for (Observation observation : result.observations()) {
            weaker.add(
                observation instanceof Observation.Exact exact
                    ? new Observation.Presence(exact.key(), exact.fingerprint().isPresent())
                    : observation);
          }
          return with(result, weaker, result.writes());
        });
  }

  static Sabotage emptyRangeNotRecorded(Dice dice) {
    return always(
        (result, position, view) -> {
          List<Observation> kept = new ArrayList<>(result.observations());
          kept.removeIf(each -> each instanceof Observation.Scan scan && scan.count() == 0);
          return with(result, kept, result.writes());
        });
  }

  static Sabotage failureWithoutObservations(Dice dice) {
    return always(
        (result, position, view) ->
            result.status() == ReceiptStatus.FAILED
                ? with(result, List.of(), result.writes())
                : result);
  }

  static Sabotage deltaBoundNotChecked(Dice dice) {
    return always(
        (result, position, view) -> {
          List<Observation> wider = new ArrayList<>();
          for (Observation each : result.observations()) {
            wider.add(
                each instanceof Observation.Bound bound
                    ? new Observation.Bound(
                        bound.key(), Int128.of(-1_000_000), Int128.of(1_000_000))
                    : each);
          }
          return with(result, wider, result.writes());
        });
  }

  static Sabotage additionAsItsSum(Dice dice) {
    return always(
        (result, position, view) -> {
          List<Write> sums = new ArrayList<>();
          for (Write write : result.writes()) {
            sums.add(write.isAddition() ? write.resolve(view.read(write.key())) : write);
          }
          return with(result, result.observations(), sums);
        });
  }

  static Sabotage writeLeftOut(Dice dice) {
    return sometimes(
        dice,
        result -> {
          List<Write> writes = result.writes();
          int count = Math.max(0, writes.size() - 1);
          return with(result, result.observations(), writes.subList(0, count));
        });
  }

  static Sabotage gasOneTooLittleAgain(Dice dice) {
    Map<Position, Long> known = new HashMap<>();
    return always(
        (result, position, view) -> {
          boolean isAgain = known.put(position, result.gasUsed()) != null;
          return isAgain && result.gasUsed() > 0 ? withGas(result, result.gasUsed() - 1) : result;
        });
  }

  static Sabotage gasOfAnEarlierIncarnation(Dice dice) {
    Map<Position, Long> most = new HashMap<>();
    return always(
        (result, position, view) ->
            withGas(result, most.merge(position, result.gasUsed(), Math::max)));
  }

  /** Makes a mistake in one execution of ten. */
  private static Sabotage sometimes(Dice dice, UnaryOperator<ExecutionResult> mistake) {
    return always(
        (result, position, view) -> dice.chance(ONE_IN_TEN) ? mistake.apply(result) : result);
  }

  private static Sabotage always(Mistake mistake) {
    return new Sabotage() {
      @Override
      public Executor executor(Executor executor) {
        return (payload, block, index, view) -> {
          Executor.Execution execution = executor.execute(payload, block, index, view);
          Position position = new Position(block.height(), index);
          return new Executor.Execution(
              execution.transactionId(), mistake.make(execution.result(), position, view));
        };
      }
    };
  }

  private static ExecutionResult with(
      ExecutionResult result, List<Observation> observations, List<Write> writes) {
    return new ExecutionResult(
        result.status(),
        result.errorCode(),
        result.errorMessage(),
        result.gasUsed(),
        result.returnValue(),
        result.logs(),
        result.operations(),
        List.copyOf(observations),
        List.copyOf(writes));
  }

  private static ExecutionResult withGas(ExecutionResult result, long gas) {
    return new ExecutionResult(
        result.status(),
        result.errorCode(),
        result.errorMessage(),
        gas,
        result.returnValue(),
        result.logs(),
        result.operations(),
        result.observations(),
        result.writes());
  }
}
