package io.stretto.protocol;

/**
 * One expected access of a transaction: declared by its sender, or predicted.
 *
 * @param key the state key
 * @param mode how it is touched
 */
public record AccessEntry(StateKey key, AccessMode mode) {}
