package io.stretto.cli.command;

import io.stretto.cli.console.Bytes;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import io.stretto.cli.console.Session;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.io.PrintWriter;

/** Shows a receipt. */
final class ReceiptOutput {

  private ReceiptOutput() {}

  /** Prints a receipt and returns the exit code that follows from it. */
  static int print(Session session, Receipt receipt, boolean json) {
    if (json) {
      session.out().println(Json.receipt(receipt));
    } else {
      printText(session.out(), receipt);
    }
    session.out().flush();
    return receipt.status() == ReceiptStatus.SUCCEEDED ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private static void printText(PrintWriter out, Receipt receipt) {
    out.println(receipt.status() + " at " + receipt.position() + ", " + receipt.gasUsed() + " gas");
    out.println("transaction: " + receipt.transactionId());
    // A success may have a code too: PROMISE_FAILED.
    if (receipt.errorCode() != ErrorCode.NONE) {
      out.println("error:       " + error(receipt.errorCode(), receipt.errorMessage()));
    }
    receipt.duplicateOf().ifPresent(first -> out.println("duplicate of: " + first));
    receipt.logs().forEach(log -> out.println("log:         " + log));
    if (receipt.returnValue().length > 0) {
      out.println("returned:    " + Bytes.toReadable(receipt.returnValue()));
    }
    for (int i = 0; i < receipt.operations().size(); i++) {
      out.println("operation " + i + ": " + describe(receipt.operations().get(i)));
    }
  }

  private static String describe(OperationOutcome outcome) {
    String returned =
        outcome.returnValue().length == 0
            ? ""
            : ", returned " + Bytes.toReadable(outcome.returnValue());
    return error(outcome.errorCode(), outcome.errorMessage())
        + ", "
        + outcome.gasUsed()
        + " gas"
        + returned;
  }

  private static String error(ErrorCode code, String message) {
    return code == ErrorCode.NONE ? "ok" : (code + " " + message).strip();
  }
}
