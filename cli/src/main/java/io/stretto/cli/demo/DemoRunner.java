package io.stretto.cli.demo;

import io.stretto.cli.cluster.LocalCluster;
import io.stretto.cli.cluster.LocalClusterSettings;
import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Session;
import io.stretto.cli.verify.Verdict;
import io.stretto.cli.verify.VerdictText;
import io.stretto.embedded.TemporaryDirectory;
import java.io.UncheckedIOException;
import java.util.Map;

/** A demo from the empty directory to the summary, leaving nothing behind. */
public final class DemoRunner {

  private final Session session;
  private final DemoSettings settings;

  /** Creates a demo. */
  public DemoRunner(Session session, DemoSettings settings) {
    this.session = session;
    this.settings = settings;
  }

  /** Runs it with so many workers, prints the summary, and returns the exit code. */
  public int run(int workers, Map<String, String> properties, boolean json)
      throws InterruptedException {
    TemporaryDirectory directory = TemporaryDirectory.create("stretto-demo");
    Thread cleaning = Thread.ofPlatform().unstarted(() -> delete(directory));
    Runtime.getRuntime().addShutdownHook(cleaning);
    LocalClusterSettings cluster =
        new LocalClusterSettings(directory.path(), workers, 0, 0, properties);
    if (!json) {
      session
          .out()
          .println("starting Kafka, a coordinator, " + workers + " workers, a state store");
    }
    try (LocalCluster running = session.roles().startLocalCluster(cluster)) {
      DemoSummary summary = new Demo(session, settings, running).run();
      if (json) {
        session.out().println(summary.toJson());
      } else {
        summary.print(session.out());
      }
      session.out().flush();
      return exitCode(summary);
    }
  }

  private static int exitCode(DemoSummary summary) {
    Verdict verdict = summary.verdict();
    if (!verdict.isEqual() || summary.outcomes().rejected() > 0) {
      return ExitCodes.FAILED;
    }
    if (!verdict.state().isCompared()) {
      throw CommandException.unreachable(VerdictText.omission(verdict), null);
    }
    return ExitCodes.OK;
  }

  private static void delete(TemporaryDirectory directory) {
    try {
      directory.close();
    } catch (UncheckedIOException e) {
      // What is left lies in the system's temporary directory.
    }
  }
}
