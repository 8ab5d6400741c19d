package io.stretto.cli.console;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A line that shows how far a long command is, where a person watches; otherwise nothing. */
public final class Progress {

  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int BAR = 24;
  private static final int CLEARED = 100;

  private final PrintWriter err;
  private final boolean isShown;
  private final String what;
  private final long total;
  private final long startNanos = System.nanoTime();
  private long drawnNanos;

  /**
   * Creates a progress display.
   *
   * @param total how many there are; 0 where that is not known
   */
  public Progress(Session session, String what, long total) {
    this.err = session.err();
    this.isShown = session.isTerminal();
    this.what = what;
    this.total = total;
  }

  /** Shows how many are done, now and then. */
  public void show(long done) {
    show(done, "");
  }

  /** Shows how many are done, and more words, now and then. */
  public void show(long done, String more) {
    long now = System.nanoTime();
    if (!isShown || now - drawnNanos < REDRAW_NANOS) {
      return;
    }
    drawnNanos = now;
    double seconds = (now - startNanos) / 1e9;
    String line =
        String.format(Locale.ROOT, "%,d %s, %,.0f/s %s", done, what, done / seconds, more);
    err.print("\r" + bar(done) + pad(line));
    err.flush();
  }

  /** Takes the line away. */
  public void end() {
    if (isShown && drawnNanos != 0) {
      err.print("\r" + pad("") + "\r");
      err.flush();
    }
  }

  private String bar(long done) {
    if (total <= 0) {
      return "";
    }
    int filled = (int) Math.min(BAR, BAR * done / total);
    return "[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "] ";
  }

  private static String pad(String line) {
    return line + " ".repeat(Math.max(0, CLEARED - line.length()));
  }
}
