/**
 * The state store: commits the ledgers' blocks, keeps their state, and answers for it.
 *
 * <p>{@code commit} decides and is pure; {@code rocksdb} keeps the state; {@code streams} ties both
 * to Kafka; {@code query} is what other threads may see; {@code grpc} and {@code http} serve it.
 */
package io.stretto.statestore;
