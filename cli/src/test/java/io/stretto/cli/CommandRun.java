package io.stretto.cli;

import io.stretto.cli.cluster.AbsentRoles;
import io.stretto.cli.cluster.Roles;
import io.stretto.cli.console.Session;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * One run of the command, and what it said.
 *
 * @param exitCode the exit code
 * @param out the standard output
 * @param err the standard error
 */
public record CommandRun(int exitCode, String out, String err) {

  /** Runs the command without roles. */
  public static CommandRun of(String... arguments) {
    return of(new AbsentRoles(), "", arguments);
  }

  /** Runs the command with roles and a standard input. */
  public static CommandRun of(Roles roles, String input, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Session session =
        new Session(
            roles,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            false);
    int exitCode = StrettoCommand.execute(session, arguments);
    session.out().flush();
    session.err().flush();
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
