package io.stretto.cli.cluster;

import java.security.Security;

/**
 * How long the JVM remembers which address a host's name has. Its own 30 seconds, and 10 for a name
 * that is not there, are how long workers would go on looking for a state-store where it was before
 * it was started again: pods come back with the same name and another address.
 */
final class NameCache {

  static final String FOUND = "networkaddress.cache.ttl";
  static final String NOT_FOUND = "networkaddress.cache.negative.ttl";

  private static final String FOUND_OPTION = "sun.net.inetaddr.ttl";
  private static final String JVM_NOT_FOUND_SECONDS = "10";
  private static final String SECONDS = "1";

  private NameCache() {}

  /**
   * Lets names be looked up anew after a second, unless the JVM was told another time. It counts
   * where no name has been looked up yet.
   */
  static void shorten() {
    String found = Security.getProperty(FOUND);
    if ((found == null || found.isBlank()) && System.getProperty(FOUND_OPTION) == null) {
      Security.setProperty(FOUND, SECONDS);
    }
    if (JVM_NOT_FOUND_SECONDS.equals(Security.getProperty(NOT_FOUND))) {
      Security.setProperty(NOT_FOUND, SECONDS);
    }
  }
}
