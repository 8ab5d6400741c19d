package io.stretto.cli;

import io.stretto.cli.command.BaseCommand;
import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.ExitCodes;
import io.stretto.client.StrettoException;
import io.stretto.embedded.EmbeddedKafkaException;
import io.stretto.oracle.OracleException;
import io.stretto.service.kafka.ClusterSetupException;
import io.stretto.service.operations.OperationsServerException;
import io.stretto.service.settings.InvalidSettingsException;
import io.stretto.statestore.StateStoreException;
import java.io.PrintWriter;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What people and scripts get to see of a failure: one line, and an exit code. */
final class Failures {

  private Failures() {}

  static int onParameters(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    print(line, unknownCommand(failure).orElse(failure.getMessage()));
    line.getErr().println("try: " + line.getCommandSpec().qualifiedName() + " --help");
    return ExitCodes.USAGE;
  }

  private static Optional<String> unknownCommand(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && failure.getCommandLine().getParent() == null
        && !unmatched.getUnmatched().getFirst().startsWith("-")) {
      return Optional.of("there is no command " + unmatched.getUnmatched().getFirst());
    }
    return Optional.empty();
  }

  static int onExecution(Exception failure, CommandLine line, ParseResult result) {
    if (BaseCommand.wantsStackTraces(line)) {
      failure.printStackTrace(line.getErr());
    }
    int exitCode = exitCode(failure);
    String message = message(failure);
    boolean isUnknown = exitCode == ExitCodes.INTERNAL;
    print(line, isUnknown ? "internal error: " + message + " (--debug shows where)" : message);
    return exitCode;
  }

  static int exitCode(Throwable failure) {
    return switch (failure) {
      case CommandException known -> known.exitCode();
      case StrettoException known -> exitCode(known.code());
      case InvalidSettingsException _ -> ExitCodes.USAGE;
      case ClusterSetupException known -> exitCode(known.code());
      case EmbeddedKafkaException known -> exitCode(known.code());
      case OperationsServerException known -> exitCode(known.code());
      case StateStoreException known -> exitCode(known.code());
      case OracleException _ -> ExitCodes.FAILED;
      case KafkaException _ -> ExitCodes.UNREACHABLE;
      default -> ExitCodes.INTERNAL;
    };
  }

  private static int exitCode(StrettoException.Code code) {
    return switch (code) {
      case KAFKA_UNREACHABLE,
          CLUSTER_NOT_SET_UP,
          ACCESS_REFUSED,
          TIMEOUT,
          NOT_ACKNOWLEDGED,
          RECEIPTS_UNAVAILABLE,
          HTTP_UNREACHABLE,
          HTTP_UNAVAILABLE ->
          ExitCodes.UNREACHABLE;
      case INVALID_SETTINGS, INVALID_TRANSACTION, RECORD_TOO_LARGE, HTTP_BAD_REQUEST ->
          ExitCodes.USAGE;
      case HTTP_NOT_FOUND -> ExitCodes.FAILED;
      case REFUSED, CLOSED, INTERRUPTED, HTTP_FAILED -> ExitCodes.INTERNAL;
    };
  }

  private static int exitCode(ClusterSetupException.Code code) {
    return switch (code) {
      case KAFKA_UNREACHABLE, ACCESS_REFUSED, PARTITION_WITHOUT_LEADER -> ExitCodes.UNREACHABLE;
      case CLIENT_PROPERTIES_INVALID, TOPICS_MISFIT -> ExitCodes.USAGE;
      case TOPIC_NOT_CREATED -> ExitCodes.INTERNAL;
    };
  }

  private static int exitCode(OperationsServerException.Code code) {
    return switch (code) {
      case PORT_NOT_AVAILABLE -> ExitCodes.USAGE;
      case SERVER_FAILED -> ExitCodes.INTERNAL;
    };
  }

  private static int exitCode(StateStoreException.Code code) {
    return switch (code) {
      case UNKNOWN_FORMAT, DIFFERENT_HISTORY, PORT_NOT_AVAILABLE -> ExitCodes.USAGE;
      case CHANGELOG_GAP, STORAGE_FAILED, NOT_RUNNING -> ExitCodes.INTERNAL;
    };
  }

  private static int exitCode(EmbeddedKafkaException.Code code) {
    return switch (code) {
      case PORT_IN_USE,
          HOST_NOT_LOCAL,
          DATA_DIRECTORY_LOCKED,
          DATA_DIRECTORY_FOREIGN,
          DATA_DIRECTORY_NOT_WRITABLE,
          DATA_VERSION_UNSUPPORTED ->
          ExitCodes.USAGE;
      case BROKER_FAILED -> ExitCodes.INTERNAL;
    };
  }

  private static String message(Throwable failure) {
    if (failure instanceof InvalidSettingsException settings) {
      return String.join("; ", settings.problems());
    }
    String message = failure.getMessage();
    return message == null ? failure.toString() : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static void print(CommandLine line, String message) {
    PrintWriter err = line.getErr();
    err.println("stretto: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    err.flush();
  }
}
