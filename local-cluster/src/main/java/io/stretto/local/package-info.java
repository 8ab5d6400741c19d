/** Kafka and all roles in one process. */
package io.stretto.local;
