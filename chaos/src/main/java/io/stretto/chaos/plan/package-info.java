/** Which faults come in which order, as a seed says. */
package io.stretto.chaos.plan;
