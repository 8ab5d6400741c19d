package io.stretto.simulation.check;

import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The head is executed at most twice for conflicts. A committer that has asked for its head does
 * not find it in conflict again; and what was executed for such a request, and has read nothing but
 * this committer's head, is not refused.
 */
public final class TwoStrikes implements Checker {

  private static final String PROPERTY = "two strikes";

  /** By the number of the committer, the last position that it asked for at the head. */
  private final Map<Integer, Position> asked = new HashMap<>();

  private final IdentityHashMap<ReexecutionRequest, CommitterLife> authors =
      new IdentityHashMap<>();

  /** What must hold, with the committer by which it must. */
  private final IdentityHashMap<ExecutionResult, CommitterLife> certain = new IdentityHashMap<>();

  @Override
  public void committerDecided(CommitterLife life, List<CommitterRecord> decisions) {
    for (CommitterRecord decision : decisions) {
      if (decision instanceof CommitterRecord.ReexecutionRequested requested) {
        authors.put(requested.request(), life);
        check(life, requested.request());
      } else if (decision instanceof CommitterRecord.ResultRefused refused
          && isSame(certain.get(refused.result().execution()), life)) {
        throw new Violation(
            PROPERTY, life + " refused what it had asked for at " + refused.position());
      }
    }
  }

  @Override
  public void executedAtHead(
      ReexecutionRequest request, ExecutionResult result, Set<CommitterLife> answered) {
    CommitterLife author = authors.get(request);
    if (author != null && answered.stream().allMatch(life -> isSame(life, author))) {
      certain.put(result, author);
    }
  }

  private static boolean isSame(CommitterLife one, CommitterLife other) {
    return one != null && one.number() == other.number();
  }

  private void check(CommitterLife life, ReexecutionRequest request) {
    boolean isOfHead = request.entries().get(0).position().equals(request.head());
    if (!isOfHead || request.reason() != ReexecutionRequest.Reason.CONFLICT) {
      return;
    }
    if (request.head().equals(asked.put(life.number(), request.head()))) {
      throw new Violation(
          PROPERTY, life + " found " + request.head() + " in conflict at the head again");
    }
  }
}
