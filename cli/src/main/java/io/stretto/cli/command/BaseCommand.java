package io.stretto.cli.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.stretto.cli.console.Session;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What every command has. */
public abstract class BaseCommand implements Callable<Integer> {

  /** What this run of the command works with. */
  final Session session;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean isHelpWanted;

  @Option(names = "--debug", description = "Shows stack traces of errors.")
  boolean isDebug;

  BaseCommand(Session session) {
    this.session = session;
  }

  @Option(names = "--verbose", description = "Shows what the libraries and roles log.")
  void setVerbose(boolean isVerbose) {
    if (isVerbose) {
      List.of(Logger.ROOT_LOGGER_NAME, "kafka", "org.apache.kafka").forEach(BaseCommand::showInfo);
    }
  }

  /** Whether the command that failed was given --debug. */
  public static boolean wantsStackTraces(CommandLine line) {
    return line.getCommand() instanceof BaseCommand command && command.isDebug;
  }

  private static void showInfo(String name) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(Level.INFO);
    }
  }
}
