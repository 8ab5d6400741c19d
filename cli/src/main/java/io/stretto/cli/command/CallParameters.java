package io.stretto.cli.command;

import io.stretto.cli.console.Bytes;
import io.stretto.cli.console.JsonTexts;
import io.stretto.protocol.TransactionRules;
import picocli.CommandLine.Parameters;

/** Which function of which contract is called, and with what. */
final class CallParameters {

  @Parameters(index = "0", paramLabel = "CONTRACT", description = "The contract's name.")
  private String contract;

  @Parameters(index = "1", paramLabel = "FUNCTION", description = "The function's name.")
  private String function;

  @Parameters(
      index = "2",
      arity = "0..1",
      defaultValue = "",
      paramLabel = "ARGS",
      description =
          "The function's input. " + Bytes.FORMS + " What begins with { or [ must be JSON.")
  private String arguments;

  /** The contract; throws {@link io.stretto.cli.console.CommandException} where it is no name. */
  String contract() {
    Checks.name("CONTRACT", contract);
    return contract;
  }

  /** The function; throws {@link io.stretto.cli.console.CommandException} where it is no name. */
  String function() {
    Checks.length("FUNCTION", function, 1, TransactionRules.FUNCTION_LIMIT_BYTES);
    return function;
  }

  /**
   * The input's bytes; what begins as a JSON object or array must be one; throws {@link
   * io.stretto.cli.console.CommandException} where the form is wrong.
   */
  byte[] input() {
    if (JsonTexts.isMeant(arguments)) {
      JsonTexts.parse("ARGS", arguments);
    }
    return Bytes.parse("ARGS", arguments);
  }
}
