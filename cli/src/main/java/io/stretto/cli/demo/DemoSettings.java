package io.stretto.cli.demo;

/**
 * What a demo does.
 *
 * @param count how many transactions the workload has
 * @param seed from which it follows
 * @param inFlight the most transactions without a receipt at any time
 * @param perSecond how many to submit a second; 0 for as many as go
 * @param stateKeys how many entries of the state to compare
 */
public record DemoSettings(long count, long seed, int inFlight, long perSecond, int stateKeys) {}
