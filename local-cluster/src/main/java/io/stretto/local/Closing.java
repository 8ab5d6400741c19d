package io.stretto.local;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what must be closed whatever else goes wrong. */
final class Closing {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  /** Closes a server and reports where that fails. */
  static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      LOG.warn("{} did not close cleanly", server.getClass().getSimpleName(), e);
    }
  }
}
