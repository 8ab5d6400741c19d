/** The demo: a cluster, a workload like a real chain's, its figures, and the oracle's verdict. */
package io.stretto.cli.demo;
