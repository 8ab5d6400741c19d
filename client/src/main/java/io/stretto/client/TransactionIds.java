package io.stretto.client;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes transaction ids that no other client makes: milliseconds of the client's start and 64
 * random bits, then a counter. Ids of one client sort by their length, then by the order of their
 * making. Safe for use by several threads.
 */
final class TransactionIds {

  private final String prefix;
  private final AtomicLong counter = new AtomicLong();

  TransactionIds() {
    HexFormat hex = HexFormat.of();
    this.prefix =
        hex.toHexDigits(System.currentTimeMillis(), 12)
            + hex.toHexDigits(new SecureRandom().nextLong())
            + "-";
  }

  String next() {
    return prefix + counter.getAndIncrement();
  }
}
