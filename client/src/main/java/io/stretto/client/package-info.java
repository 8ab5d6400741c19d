/**
 * The client library: {@link io.stretto.client.StrettoClient} submits transactions and follows
 * their receipts, {@link io.stretto.client.StateQueries} asks for committed state.
 */
package io.stretto.client;
