/** Stretto's topics: their names, their settings, how they are created, written to and read. */
package io.stretto.service.kafka;
