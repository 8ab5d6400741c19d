package io.stretto.simulation.fault;

/** What can go wrong in a simulated cluster. Each seed switches off a random subset. */
public enum Fault {
  /** A worker process dies at any event, with all that it knew and had not flushed. */
  WORKER_CRASH,
  /** A thread of a worker stands still; its group gives its lanes to others meanwhile. */
  WORKER_STALL,
  /** A stalled thread goes on with what it has at hand before it learns that it lost its lanes. */
  ZOMBIE_WORKER,
  /** A thread of a worker is slower than the others from now on. */
  SLOW_WORKER,
  /** Worker processes come and go, so that lanes move. */
  REBALANCE,
  /** A coordinator dies at any event, with its queue and predictions. */
  COORDINATOR_CRASH,
  /** A coordinator goes on beside the one that replaced it, and starts again when it has lost. */
  ZOMBIE_COORDINATOR,
  /** Records appear among the blocks that no coordinator has made. */
  FORGED_BLOCKS,
  /** A record of a coordinator is not published, which ends that coordinator. */
  UNPUBLISHED_BLOCK,
  /** A committer dies at any event, between applying a block and publishing it too. */
  COMMITTER_CRASH,
  /** A committer's disk is lost with it, and its state restored from the changelog. */
  DISK_LOSS,
  /** A committer goes on beside the one that replaced it, which begins with another disk. */
  ZOMBIE_COMMITTER,
  /** Members of groups get records again that they had before. */
  REDELIVERY,
  /** Records are appended twice. */
  REPEATED_RECORDS,
  /** Records reach some readers late, so that topics overtake each other. */
  DELAYED_RECORDS,
  /** Records wait in their producers, and are lost with them. */
  LINGERING_PRODUCERS,
  /** Batches of results are lost. */
  LOST_RESULTS,
  /** Batches of results arrive in parts, of which one may be lost. */
  PARTIAL_BATCHES,
  /** Between two reads of one execution, others act. */
  INTERLEAVED_READS,
  /** Reads of committed state are answered as of an earlier block. */
  STALE_READS,
  /** Tasks carry wrong, missing and additional keys, freshness and dependencies. */
  WRONG_PREDICTIONS,
  /** Senders declare keys that others need, and keys that are nobody's. */
  HOSTILE_ACCESS_LISTS,
  /** The clocks of coordinators differ. */
  CLOCK_SKEW
}
