package io.stretto.integration;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** The seed of a random test: told by the system property, or a new one at each run. */
record Seed(Class<?> test, long value) {

  private static final String PROPERTY = "stretto.seed";

  /** A test that throws. */
  interface Body {
    void run() throws Exception;
  }

  static Seed next(Class<?> test) {
    Long told = Long.getLong(PROPERTY);
    return new Seed(test, told != null ? told : ThreadLocalRandom.current().nextLong(1L << 40));
  }

  Random random() {
    return new Random(value);
  }

  /** Runs a test; where it fails, tells how to run it again. */
  void run(Body body) throws Exception {
    try {
      body.run();
    } catch (Exception | AssertionError e) {
      System.out.printf(
          "seed %d; again: mvn verify -pl integration-tests -am -Dtest=%s -D%s=%d"
              + " -Dsurefire.failIfNoSpecifiedTests=false%n",
          value, test.getSimpleName(), PROPERTY, value);
      throw e;
    }
  }
}
