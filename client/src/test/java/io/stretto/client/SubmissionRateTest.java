package io.stretto.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.service.kafka.ClusterSettings;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many submissions one thread gets rid of, broker on the same machine; printed. */
@Tag("slow")
@ExtendWith(TestCluster.class)
final class SubmissionRateTest {

  private static final int COUNT = 1_000_000;

  @Test
  void publishingAndSubmittingAreMeasured() throws Exception {
    ClusterSettings cluster = TestCluster.create("rate");
    TransactionRequest request =
        TransactionRequest.call("token", "transfer", new byte[48], "alice");
    try (StrettoClient client =
        StrettoClient.connect(
            ClientSettings.of(cluster).withMaxUnanswered(COUNT, ClientSettings.WhenFull.BLOCK))) {
      for (int round = 0; round < 3; round++) {
        long startNanos = System.nanoTime();
        for (int i = 0; i < COUNT; i++) {
          client.publish(request);
        }
        client.flush();
        print("publish", startNanos);
      }
      long startNanos = System.nanoTime();
      for (int i = 0; i < COUNT; i++) {
        var _ = client.submit(request);
      }
      client.flush();
      print("submit", startNanos);
      assertThat(client.unanswered()).isEqualTo(COUNT);
    }
  }

  private static void print(String what, long startNanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    System.out.println(what + ": " + COUNT * 1000L / millis + "/s");
  }
}
