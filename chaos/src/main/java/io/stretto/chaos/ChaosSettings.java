package io.stretto.chaos;

import io.stretto.chaos.net.NetworkChoice;
import io.stretto.chaos.plan.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a run is to do.
 *
 * @param directory where the cluster keeps everything; created where missing
 * @param seed the same seed gives the same plan, transactions and questions
 * @param network what the processes reach each other through
 * @param faults which faults to inject, at least one
 * @param rounds how many rounds of all of them, at least 1
 * @param minimumTime rounds go on until this is over, whatever their number
 * @param workers how many workers, at least 2
 * @param perSecond how many transactions to submit a second
 * @param sessions how many sessions read
 * @param settleTime how long the load goes on between a recovery and the next fault; where zero,
 *     the next one comes as soon as blocks are committed again, whether or not what was killed is
 *     back
 * @param patience how long to wait for anything that has to happen
 * @param properties settings of the cluster and the roles, by full name
 */
public record ChaosSettings(
    Path directory,
    long seed,
    NetworkChoice network,
    Set<Fault> faults,
    int rounds,
    Duration minimumTime,
    int workers,
    int perSecond,
    int sessions,
    Duration settleTime,
    Duration patience,
    Map<String, String> properties) {

  /** Copies the faults and the properties. */
  public ChaosSettings {
    faults = Set.copyOf(faults);
    properties = Map.copyOf(properties);
  }
}
