package io.stretto.cli.cluster;

import io.stretto.service.operations.Health;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process with one role in it. Its log says when the role can work, when it no longer can and
 * why, and that it has ended.
 *
 * @param role the role
 * @param httpPort where it serves health and metrics
 * @param liveness whether nothing has failed
 * @param readiness whether it can work
 * @param server what is closed at the end
 */
record RoleProcess(
    Role role,
    int httpPort,
    Supplier<Health> liveness,
    Supplier<Health> readiness,
    AutoCloseable server) {

  private static final Logger LOG = LoggerFactory.getLogger(RoleProcess.class);

  private static final long HEALTH_CHECK_MILLIS = 1_000;

  /** Returns when the process is told to end and the role has ended; throws where it fails. */
  void serve() throws InterruptedException {
    CountDownLatch toldToEnd = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread ending =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  toldToEnd.countDown();
                  awaitQuietly(ended);
                });
    Runtime.getRuntime().addShutdownHook(ending);
    LOG.info("{} has started; health and metrics are on port {}", role.word(), httpPort);
    try {
      watch(toldToEnd);
      LOG.info("{} was told to end", role.word());
    } finally {
      close();
      LOG.info("{} has ended", role.word());
      ended.countDown();
    }
  }

  private void watch(CountDownLatch toldToEnd) throws InterruptedException {
    Optional<String> said = Optional.of("");
    do {
      Health health = liveness.get();
      if (health.problem().isPresent()) {
        throw new IllegalStateException(role.word() + " " + health.problem().get());
      }
      Optional<String> problem = readiness.get().problem();
      if (!problem.equals(said)) {
        LOG.info("{} is {}", role.word(), problem.map(why -> "not ready: " + why).orElse("ready"));
        said = problem;
      }
    } while (!toldToEnd.await(HEALTH_CHECK_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void close() {
    try {
      server.close();
    } catch (Exception e) {
      LOG.warn("{} did not close cleanly", server.getClass().getSimpleName(), e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
