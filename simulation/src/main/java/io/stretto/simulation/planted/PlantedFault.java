package io.stretto.simulation.planted;

import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.node.Sabotage;
import java.util.function.Function;

/**
 * Mistakes that one could really make in a coordinator, a worker, a committer or a store. Each can
 * be planted in a simulated cluster, which shows that the simulation finds it.
 */
public enum PlantedFault {
  /** The last thing that an execution observed is not recorded. */
  READ_NOT_RECORDED(ExecutionFaults::readNotRecorded),
  /** A value that was read is recorded as if only its presence had been asked for. */
  VALUE_RECORDED_AS_PRESENCE(ExecutionFaults::valueRecordedAsPresence),
  /** A range in which nothing was found is not recorded. */
  EMPTY_RANGE_NOT_RECORDED(ExecutionFaults::emptyRangeNotRecorded),
  /** A failed execution is published without what it observed. */
  FAILURE_WITHOUT_OBSERVATIONS(ExecutionFaults::failureWithoutObservations),
  /** The bounds that a sum was found to stay within are not looked at again. */
  DELTA_BOUND_NOT_CHECKED(ExecutionFaults::deltaBoundNotChecked),
  /** An addition is published as the sum that the worker saw. */
  ADDITION_AS_ITS_SUM(ExecutionFaults::additionAsItsSum),
  /** The last write of an execution is left out. */
  WRITE_LEFT_OUT(ExecutionFaults::writeLeftOut),
  /** What is executed again is charged one gas too little. */
  GAS_ONE_TOO_LITTLE_AGAIN(ExecutionFaults::gasOneTooLittleAgain),
  /** A result goes by another incarnation's gas: the most that was ever used at a position. */
  GAS_OF_AN_EARLIER_INCARNATION(ExecutionFaults::gasOfAnEarlierIncarnation),
  /** What is executed again is read from the log one record too far on. */
  RECORD_ONE_OFFSET_TOO_FAR(WorkerFaults::recordOneOffsetTooFar),
  /** The head is read from the last committed block, without what is settled of the open one. */
  HEAD_READ_WITHOUT_SETTLED(WorkerFaults::headReadWithoutSettled),
  /** What is cached of committed blocks is kept for ever. */
  STALE_CACHE_KEPT(WorkerFaults::staleCacheKept),
  /** Values that executions wrote are cached by key alone, whatever their position. */
  VALUE_CACHED_WITHOUT_POSITION(WorkerFaults::valueCachedWithoutPosition),
  /** Results are said to be of the chain's block though they are of one that lost. */
  RESULTS_OF_A_LOST_BLOCK(CommitterFaults::resultsOfALostBlock),
  /** A look-ahead misses its last suspect. */
  SUSPECT_MISSED(CommitterFaults::suspectMissed),
  /** A request carries for the head what a key was before the last change. */
  STALE_VALUE_SENT_ALONG(CommitterFaults::staleValueSentAlong),
  /** A block is taken because of its height, whatever its parent. */
  BLOCK_OF_A_ZOMBIE_TAKEN(CommitterFaults::blockOfAZombieTaken),
  /** A result that was delivered twice is settled at the next position too. */
  DUPLICATE_RESULT_APPLIED(CommitterFaults::duplicateResultApplied),
  /** A position is settled, and then settled once more. */
  POSITION_SETTLED_TWICE(CommitterFaults::positionSettledTwice),
  /** Of a committed block the last write is not in the changelog. */
  CHANGELOG_LACKS_A_WRITE(CommitterFaults::changelogLacksAWrite),
  /** A committer that starts does not publish again what may not have been published. */
  NOT_PUBLISHED_AGAIN(CommitterFaults::notPublishedAgain),
  /** Of a committed block the last write does not reach the store. */
  STORE_LACKS_A_WRITE(StateFaults::storeLacksAWrite),
  /** The ids of committed transactions are not recognised. */
  COMMITTED_ID_FORGOTTEN(StateFaults::committedIdForgotten),
  /** The window of ids is one position too short. */
  DEDUP_WINDOW_ONE_TOO_SHORT(StateFaults::dedupWindowOneTooShort),
  /** A committer that starts does not learn the ids of blocks committed before. */
  IDS_NOT_RESTORED(StateFaults::idsNotRestored),
  /** A fingerprint that was computed once is kept though the value has changed. */
  STALE_FINGERPRINT_KEPT(StateFaults::staleFingerprintKept),
  /** A range is read without its first key. */
  RANGE_WITHOUT_ITS_FIRST_KEY(StateFaults::rangeWithoutItsFirstKey),
  /** Of the records that are taken in, one is not put into the queue. */
  RECORD_NOT_QUEUED(CoordinatorFaults::recordNotQueued),
  /** The first two transactions of a block change places, against the order policy. */
  TWO_CHANGE_PLACES(CoordinatorFaults::twoChangePlaces),
  /** A coordinator that has lost goes on. */
  DEFEAT_IGNORED(CoordinatorFaults::defeatIgnored),
  /** A committed block stays in flight. */
  BLOCK_NOT_RELEASED(CoordinatorFaults::blockNotReleased);

  /** A method of a class without state. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Dice, Sabotage> sabotage;

  PlantedFault(Function<Dice, Sabotage> sabotage) {
    this.sabotage = sabotage;
  }

  /** The fault for one run; the dice choose when it shows. */
  public Sabotage sabotage(Dice dice) {
    return sabotage.apply(dice);
  }
}
