package io.stretto.cli.command;

import io.stretto.cli.console.Bytes;
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
      description = "The function's input. " + Bytes.FORMS)
  private String arguments;

  String contract() {
    return contract;
  }

  String function() {
    return function;
  }

  /**
   * The input's bytes; throws {@link io.stretto.cli.console.CommandException} where the form is
   * wrong.
   */
  byte[] input() {
    return Bytes.parse("ARGS", arguments);
  }
}
