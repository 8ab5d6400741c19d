package io.stretto.cli.demo;

import io.stretto.cli.cluster.LocalCluster;
import io.stretto.cli.console.Progress;
import io.stretto.cli.console.Session;
import io.stretto.cli.verify.Verdict;
import io.stretto.cli.verify.Verification;
import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.client.TransactionRequest;
import io.stretto.service.kafka.CommitCounter;
import io.stretto.service.kafka.CommitTotals;
import io.stretto.wasm.engine.EngineMode;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Runs a workload on a cluster that is there, and holds the outcome against the oracle. */
final class Demo {

  private static final int PROGRESS_EVERY = 128;
  private static final Duration LAST_COMMIT = Duration.ofSeconds(10);

  private final Session session;
  private final DemoSettings settings;
  private final LocalCluster cluster;

  Demo(Session session, DemoSettings settings, LocalCluster cluster) {
    this.session = session;
    this.settings = settings;
    this.cluster = cluster;
  }

  DemoSummary run() throws InterruptedException {
    ClientSettings clientSettings =
        ClientSettings.of(cluster.settings())
            .withHttp(cluster.http())
            .withMaxUnanswered(settings.inFlight(), ClientSettings.WhenFull.BLOCK);
    try (CommitCounter commits = new CommitCounter(cluster.settings(), "stretto-demo-commits", 0);
        StrettoClient client = StrettoClient.connect(clientSettings)) {
      prepare(client, commits);
      CommitTotals before = commits.totals();
      long startNanos = System.nanoTime();
      Outcomes outcomes = submit(client, commits, workload(), "committed", settings.count());
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
      CommitTotals after = awaitLast(commits, outcomes);
      if (!outcomes.firstFailure().isEmpty()) {
        session.err().println("first failure: " + outcomes.firstFailure());
      }
      return new DemoSummary(settings.count(), millis, outcomes, after.since(before), verify());
    }
  }

  private Iterator<TransactionRequest> workload() {
    Workload workload = new Workload(settings.seed());
    return LongStream.range(0, settings.count())
        .mapToObj(i -> workload.next().request().withId("demo-" + settings.seed() + "-" + i))
        .iterator();
  }

  private void prepare(StrettoClient client, CommitCounter commits) throws InterruptedException {
    var transactions = Preparation.transactions(settings.seed(), settings.count());
    Outcomes outcomes =
        submit(client, commits, transactions.iterator(), "prepared", transactions.size());
    awaitLast(commits, outcomes);
    if (outcomes.failed() + outcomes.rejected() > 0) {
      throw new IllegalStateException("the preparation failed: " + outcomes.firstFailure());
    }
  }

  private Outcomes submit(
      StrettoClient client,
      CommitCounter commits,
      Iterator<TransactionRequest> requests,
      String what,
      long total)
      throws InterruptedException {
    Outcomes outcomes = new Outcomes();
    Progress progress = new Progress(session, what, total);
    Pace pace = new Pace(settings.perSecond());
    long sent = 0;
    while (requests.hasNext()) {
      long submittedNanos = pace.await();
      var _ =
          client
              .submit(requests.next())
              .whenComplete((receipt, failure) -> outcomes.add(receipt, failure, submittedNanos));
      if (++sent % PROGRESS_EVERY == 0) {
        progress.show(outcomes.committed(), words(commits));
      }
    }
    for (long answered = 0; answered < sent; ) {
      answered += outcomes.awaitOne(100) ? 1 : 0;
      progress.show(outcomes.committed(), words(commits));
    }
    progress.end();
    outcomes.throwIfLost();
    return outcomes;
  }

  /** The totals with the commit of the last outcome, which may come after its receipt. */
  private static CommitTotals awaitLast(CommitCounter commits, Outcomes outcomes)
      throws InterruptedException {
    return commits.await(totals -> totals.offset() > outcomes.lastOffset(), LAST_COMMIT);
  }

  private static String words(CommitCounter commits) {
    return commits.totals().conflicts() + " conflicts";
  }

  private Verdict verify() {
    Progress progress = new Progress(session, "verified", 0);
    Verdict verdict =
        new Verification(cluster.settings(), 0, EngineMode.COMPILED)
            .withState(cluster.http(), settings.stateKeys())
            .run(progress::show);
    progress.end();
    return verdict;
  }
}
