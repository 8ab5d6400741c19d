package io.stretto.cli.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.chaos.plan.Fault;
import io.stretto.chaos.plan.FaultStep;
import io.stretto.chaos.report.ChaosReport;
import io.stretto.chaos.report.FaultOutcome;
import io.stretto.cli.console.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A report for people, and for programs. */
public final class ReportOutput {

  private ReportOutput() {}

  /** Prints it as a table. */
  public static void print(ChaosReport report, PrintWriter out) {
    printFaults(report, out);
    out.println("network    " + report.network().kind().word() + ": " + report.network().reason());
    report.skipped().forEach(reason -> out.println("skipped    " + reason));
    printTotals(report.totals(), out);
    report.violations().forEach(violation -> out.println("VIOLATION  " + violation));
    report.problem().ifPresent(text -> out.println("PROBLEM    " + text));
    out.println(
        report.isSound()
            ? "verdict    sound: equal to serial execution, nothing lost, doubled or out of order"
            : "verdict    WRONG; the same again: --seed " + report.seed());
    out.flush();
  }

  private static void printTotals(ChaosReport.Totals totals, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "load       %,d submitted in %.1f s, %,d answered; longest pause before the faults %,d ms%n",
        totals.submitted(),
        totals.seconds(),
        totals.answered(),
        totals.usualPauseMillis());
    out.printf(
        Locale.ROOT,
        "ledger     %,d transactions in %,d blocks, %,d receipts published again; state %s%n",
        totals.transactions(),
        totals.blocks(),
        totals.repeatedReceipts(),
        totals.stateDigest());
    out.printf(
        Locale.ROOT,
        "reads      %,d answered, %,d not at once%n",
        totals.reads(),
        totals.unansweredReads());
  }

  private static void printFaults(ChaosReport report, PrintWriter out) {
    out.println("             at s: since the load began; for ms: how long it lasted;");
    out.println("             pause ms: the longest time without a commit; load: of the machine;");
    out.println("             a number behind a delay: milliseconds each way");
    out.printf(
        "%4s %8s  %-22s %-14s %8s %9s %9s %7s %6s%n",
        "", "at s", "fault", "victim", "for ms", "pause ms", "goal", "blocks", "load");
    for (FaultOutcome outcome : report.outcomes()) {
      out.printf(
          Locale.ROOT,
          "%4d %8.1f  %-22s %-14s %,8d %,9d %9s %,7d %6.1f%s%n",
          outcome.step().number(),
          (outcome.strickenAtMillis() - report.totals().sinceMillis()) / 1e3,
          word(outcome.step()),
          outcome.victim(),
          outcome.step().holdMillis(),
          outcome.longestPauseMillis(),
          goal(outcome.step().fault()),
          outcome.blocks(),
          outcome.machineLoad(),
          outcome.meetsGoal() ? "" : "  MISSED");
    }
  }

  /** The same as one object. */
  public static ObjectNode toJson(ChaosReport report) {
    ObjectNode json = Json.object();
    json.put("sound", report.isSound());
    json.put("goalsMet", report.meetsGoals());
    json.put("seed", report.seed());
    json.put("network", report.network().kind().word());
    json.put("networkReason", report.network().reason());
    List.of("faults", "violations", "skipped").forEach(json::putArray);
    for (FaultOutcome outcome : report.outcomes()) {
      json.withArray("faults").add(toJson(outcome));
    }
    ChaosReport.Totals totals = report.totals();
    json.put("sinceMillis", totals.sinceMillis());
    json.put("seconds", totals.seconds());
    json.put("submitted", totals.submitted());
    json.put("answered", totals.answered());
    json.put("transactions", totals.transactions());
    json.put("blocks", totals.blocks());
    json.put("repeatedReceipts", totals.repeatedReceipts());
    json.put("reads", totals.reads());
    json.put("unansweredReads", totals.unansweredReads());
    json.put("usualPauseMillis", totals.usualPauseMillis());
    json.put("stateDigest", totals.stateDigest());
    report.violations().forEach(found -> json.withArray("violations").add(found.toString()));
    report.skipped().forEach(reason -> json.withArray("skipped").add(reason));
    json.put("problem", report.problem().orElse(null));
    return json;
  }

  private static ObjectNode toJson(FaultOutcome outcome) {
    Fault fault = outcome.step().fault();
    ObjectNode json = Json.object();
    json.put("number", outcome.step().number());
    json.put("fault", fault.word());
    json.put("victim", outcome.victim());
    json.put("atMillis", outcome.strickenAtMillis());
    json.put("machineLoad", outcome.machineLoad());
    json.put("holdMillis", outcome.step().holdMillis());
    if (fault.isDelay()) {
      json.put("delayMillis", outcome.step().delayMillis());
    }
    json.put("longestPauseMillis", outcome.longestPauseMillis());
    fault.goalMillis().ifPresent(goal -> json.put("goalMillis", goal));
    json.put("blocks", outcome.blocks());
    return json;
  }

  /** A delay's length decides what it does. */
  private static String word(FaultStep step) {
    String word = step.fault().word();
    return step.fault().isDelay() ? word + " " + step.delayMillis() : word;
  }

  private static String goal(Fault fault) {
    return fault.goalMillis().isEmpty()
        ? "-"
        : String.format(Locale.ROOT, "< %,d", fault.goalMillis().getAsLong());
  }
}
