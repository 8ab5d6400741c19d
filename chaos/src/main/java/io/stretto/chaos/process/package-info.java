/** Processes of the cluster, and what can be done to them from outside. */
package io.stretto.chaos.process;
