/** The committer as a Kafka Streams processor, one a ledger, with its state beside it. */
package io.stretto.statestore.streams;
