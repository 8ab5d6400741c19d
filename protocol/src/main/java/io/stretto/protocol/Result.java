package io.stretto.protocol;

/**
 * What one execution at one position gave, as a worker publishes it.
 *
 * @param index the transaction's index in its block's canonical order
 * @param incarnation which attempt this is, from 0; a hint that tells newer results from older
 * @param transactionId the transaction's id; empty for a record that is no transaction
 * @param predicted whether every key that it touched had been predicted; counted, never decided on
 * @param execution what the execution gave
 */
public record Result(
    int index,
    int incarnation,
    String transactionId,
    boolean predicted,
    ExecutionResult execution) {}
