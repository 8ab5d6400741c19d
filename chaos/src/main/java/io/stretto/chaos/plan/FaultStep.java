package io.stretto.chaos.plan;

/**
 * One fault of a plan.
 *
 * @param number its place in the plan, from 1
 * @param fault what is done
 * @param victim which of the possible victims, where several are alike; at least 0
 * @param holdMillis how long it lasts: until what was stopped goes on, or is started again
 * @param delayMillis how late everything is, where it is a delay
 */
public record FaultStep(int number, Fault fault, int victim, long holdMillis, long delayMillis) {}
