package io.stretto.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.FormatMethod;
import io.stretto.cli.console.Json;
import io.stretto.cli.verify.Verdict;
import io.stretto.service.kafka.CommitTotals;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * What a demo found.
 *
 * @param submitted the workload's transactions
 * @param durationMillis from the first submission to the last receipt
 * @param outcomes what became of them
 * @param work what it took
 * @param verdict what the oracle says of the whole ledger
 */
record DemoSummary(
    long submitted, long durationMillis, Outcomes outcomes, CommitTotals work, Verdict verdict) {

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("submitted", submitted);
    json.put("committed", outcomes.committed());
    json.put("failed", outcomes.failed());
    json.put("rejected", outcomes.rejected());
    json.put("durationMillis", durationMillis);
    json.put("committedPerSecond", Math.round(perSecond()));
    ObjectNode latency = json.putObject("latencyMillis");
    latency.put("p50", outcomes.latencyMillis(50));
    latency.put("p95", outcomes.latencyMillis(95));
    latency.put("p99", outcomes.latencyMillis(99));
    json.put("conflicts", work.conflicts());
    json.put("reexecutions", work.reexecutions());
    json.put("executionsPerCommit", ratio(work.executions(), work.executed()));
    json.put("predictionHitRate", ratio(work.predicted(), work.executed()));
    json.put("gasUsed", outcomes.gasUsed());
    json.put("stateDigest", work.stateDigest().toHex());
    json.set("oracle", verdict.toJson());
    return json;
  }

  void print(PrintWriter out) {
    out.println(
        text(
            "committed  %,d of %,d (%,d failed, %,d rejected)",
            outcomes.committed(), submitted, outcomes.failed(), outcomes.rejected()));
    out.println(
        text("throughput %,.0f transactions/s over %.1f s", perSecond(), durationMillis / 1e3));
    out.println(
        text(
            "latency    p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, from submission to receipt",
            outcomes.latencyMillis(50), outcomes.latencyMillis(95), outcomes.latencyMillis(99)));
    out.println(
        text(
            "conflicts  %,d; %,d executed again; %.3f executions a commit",
            work.conflicts(), work.reexecutions(), ratio(work.executions(), work.executed())));
    out.println(
        text(
            "prediction %.1f %% had all their keys foreseen",
            100 * ratio(work.predicted(), work.executed())));
    out.println(text("gas        %,d", outcomes.gasUsed()));
    out.println("state      " + work.stateDigest());
    out.println("oracle     " + verdictText());
  }

  private String verdictText() {
    return verdict.isEqual()
        ? text(
            "equal: %,d transactions executed serially, every receipt and digest the same",
            verdict.transactionsChecked())
        : "DIFFERENT: " + verdict.firstDifference().orElse("");
  }

  @FormatMethod
  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private double perSecond() {
    return outcomes.committed() * 1000.0 / Math.max(1, durationMillis);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
