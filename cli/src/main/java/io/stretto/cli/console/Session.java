package io.stretto.cli.console;

import io.stretto.cli.cluster.Roles;
import java.io.Console;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * What one run of the command works with.
 *
 * @param roles starts clusters and roles
 * @param in the standard input
 * @param out where results go
 * @param err where progress, warnings and errors go
 * @param isTerminal whether a person watches
 */
public record Session(
    Roles roles, InputStream in, PrintWriter out, PrintWriter err, boolean isTerminal) {

  /** The process's own streams. */
  public static Session ofProcess(Roles roles) {
    boolean isTerminal =
        Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return new Session(
        roles,
        System.in,
        writer(System.out, "stdout.encoding"),
        writer(System.err, "stderr.encoding"),
        isTerminal);
  }

  private static PrintWriter writer(PrintStream stream, String encodingProperty) {
    Charset charset = Charset.forName(System.getProperty(encodingProperty, "UTF-8"));
    return new PrintWriter(new OutputStreamWriter(stream, charset), true);
  }
}
