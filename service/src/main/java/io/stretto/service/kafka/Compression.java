package io.stretto.service.kafka;

import java.util.Locale;

/** How producers compress their batches. */
public enum Compression {
  /** Not at all: the least CPU and the default. */
  NONE,
  /** With LZ4: less disk and network for a little CPU. */
  LZ4;

  /** The word for it, in our settings and in Kafka's. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
