package io.stretto.cli;

import io.stretto.cli.cluster.ServerRoles;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Session;

/** The process of the {@code stretto} command. */
public final class Main {

  private Main() {}

  /** Runs the command and ends the process with one of the {@link ExitCodes}. */
  public static void main(String[] arguments) {
    LogConfiguration.choose(arguments);
    System.exit(StrettoCommand.execute(Session.ofProcess(new ServerRoles()), arguments));
  }
}
