package io.stretto.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.cli.bulk.BulkReport;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Session;

/** Shows counts. */
final class BulkOutput {

  private BulkOutput() {}

  static void print(Session session, ObjectNode counts, boolean json) {
    if (json) {
      session.out().println(counts);
    } else {
      counts
          .properties()
          .forEach(field -> session.out().println(field.getKey() + ": " + field.getValue()));
    }
    session.out().flush();
  }

  static int exitCode(BulkReport report) {
    if (report.isIncomplete()) {
      return ExitCodes.UNREACHABLE;
    }
    return report.isClean() ? ExitCodes.OK : ExitCodes.FAILED;
  }
}
