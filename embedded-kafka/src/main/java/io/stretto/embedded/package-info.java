/** A real single-node Kafka inside this JVM, for the command line's local cluster and for tests. */
package io.stretto.embedded;
