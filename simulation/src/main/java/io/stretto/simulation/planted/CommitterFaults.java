package io.stretto.simulation.planted;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ReexecutionRequest.FreshValue;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.node.Sabotage;
import io.stretto.statestore.commit.Committer;
import io.stretto.statestore.commit.CommitterEvent;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Mistakes in a committer: in what it takes, decides and publishes. */
final class CommitterFaults {

  private CommitterFaults() {}

  static Sabotage resultsOfALostBlock(Dice dice) {
    return new Sabotage() {
      @Override
      public ResultBatch delivered(ResultBatch batch, Block ofChain) {
        return ofChain == null
            ? batch
            : new ResultBatch(
                batch.ledger(), batch.height(), ofChain.digest(), batch.lane(), batch.results());
      }
    };
  }

  static Sabotage suspectMissed(Dice dice) {
    return inRequests(
        request -> {
          int last = request.entries().size() - 1;
          return last == 0 ? request : with(request, request.entries().subList(0, last));
        });
  }

  static Sabotage staleValueSentAlong(Dice dice) {
    return inRequests(
        request -> {
          List<FreshValue> stale = new ArrayList<>();
          for (FreshValue fresh : request.freshValues()) {
            stale.add(dice.chance(100) ? new FreshValue(fresh.key(), null, fresh.since()) : fresh);
          }
          return new ReexecutionRequest(
              request.ledger(),
              request.lane(),
              request.reason(),
              request.blocks(),
              request.entries(),
              request.head(),
              stale);
        });
  }

  static Sabotage blockOfAZombieTaken(Dice dice) {
    return new Sabotage() {
      @Override
      public List<CommitterRecord> step(Committer committer, CommitterEvent event, long nowMillis) {
        List<CommitterRecord> made = new ArrayList<>();
        if (event instanceof CommitterEvent.BlockArrived arrived
            && arrived.block().height() == committer.chainTip().height() + 1
            && !committer.chainTip().isFollowedBy(arrived.block())) {
          made.add(
              new CommitterRecord.BlockOpened(arrived.block(), arrived.blockOffset(), nowMillis));
          made.forEach(committer::replay);
        }
        made.addAll(committer.step(event, nowMillis));
        return made;
      }
    };
  }

  static Sabotage duplicateResultApplied(Dice dice) {
    return new Sabotage() {
      @Override
      public ResultBatch delivered(ResultBatch batch, Block ofChain) {
        if (batch.results().isEmpty() || !dice.chance(30)) {
          return batch;
        }
        List<Result> results = new ArrayList<>(batch.results());
        Result last = results.get(results.size() - 1);
        boolean hasNext = ofChain != null && last.index() + 1 < ofChain.transactionCount();
        if (hasNext) {
          results.add(
              new Result(
                  last.index() + 1,
                  last.incarnation(),
                  last.transactionId(),
                  last.predicted(),
                  last.execution()));
        }
        return new ResultBatch(
            batch.ledger(), batch.height(), batch.blockDigest(), batch.lane(), results);
      }
    };
  }

  static Sabotage notPublishedAgain(Dice dice) {
    return new Sabotage() {
      @Override
      public boolean isPublishedAgain() {
        return false;
      }
    };
  }

  static Sabotage positionSettledTwice(Dice dice) {
    return inDecisions(
        (decision, replay) -> {
          replay.accept(decision);
          boolean isTwice = decision instanceof CommitterRecord.PositionStaged && dice.chance(20);
          return isTwice ? List.of(decision, decision) : List.of(decision);
        });
  }

  static Sabotage changelogLacksAWrite(Dice dice) {
    return inDecisions(
        (decision, replay) -> {
          replay.accept(decision);
          return List.of(
              decision instanceof CommitterRecord.BlockCommitted committed
                  ? new CommitterRecord.BlockCommitted(withoutLastWrite(committed.delta()))
                  : decision);
        });
  }

  private static BlockDelta withoutLastWrite(BlockDelta delta) {
    int count = Math.max(0, delta.writes().size() - 1);
    return new BlockDelta(delta.commit(), delta.writes().subList(0, count), delta.receipts());
  }

  /** Spoils the requests for conflicts, before they are replayed. */
  private static Sabotage inRequests(UnaryOperator<ReexecutionRequest> mistake) {
    return inDecisions(
        (decision, replay) -> {
          CommitterRecord made = decision;
          if (decision instanceof CommitterRecord.ReexecutionRequested requested
              && requested.request().reason() == ReexecutionRequest.Reason.CONFLICT) {
            made =
                new CommitterRecord.ReexecutionRequested(
                    mistake.apply(requested.request()), requested.nowMillis());
          }
          replay.accept(made);
          return List.of(made);
        });
  }

  private static Sabotage inDecisions(MistakenDecisions.Mistake<CommitterRecord> mistake) {
    return new Sabotage() {
      @Override
      public List<CommitterRecord> step(Committer committer, CommitterEvent event, long nowMillis) {
        return MistakenDecisions.step(committer, event, nowMillis, mistake);
      }
    };
  }

  private static ReexecutionRequest with(
      ReexecutionRequest request, List<ReexecutionRequest.Entry> entries) {
    return new ReexecutionRequest(
        request.ledger(),
        request.lane(),
        request.reason(),
        request.blocks(),
        entries,
        request.head(),
        request.freshValues());
  }
}
