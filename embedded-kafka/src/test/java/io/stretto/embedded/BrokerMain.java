package io.stretto.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that runs a broker until it is killed; it prints {@code READY <address>}. */
public final class BrokerMain {

  static final String READY = "READY ";

  private BrokerMain() {}

  /** Starts a broker on the directory named by the only argument. */
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.in(Path.of(arguments[0])));
    System.out.println(READY + kafka.bootstrapServers());
    new CountDownLatch(1).await();
  }
}
