/** Runs simulated clusters, one a seed, on all cores. */
package io.stretto.cli.simulate;
