/**
 * Faults on real processes: {@link io.stretto.chaos.ChaosRun} starts a cluster, puts load on it,
 * injects the faults of a plan, and holds what clients saw against the ledger.
 */
package io.stretto.chaos;
