package io.stretto.statestore.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.statestore.RocksSettings;
import io.stretto.statestore.commit.CommitterSettings;
import io.stretto.statestore.query.OwnedLedgers;
import java.time.Duration;

/**
 * What the committers of a process have in common.
 *
 * @param cluster where Kafka is
 * @param committer how committers decide
 * @param rocks how their state is kept
 * @param tick how often they look at the clock
 * @param owned where they show their state to other threads
 * @param metrics where they count
 */
public record CommitterParts(
    ClusterSettings cluster,
    CommitterSettings committer,
    RocksSettings rocks,
    Duration tick,
    OwnedLedgers owned,
    MeterRegistry metrics) {}
