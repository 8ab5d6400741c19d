package io.stretto.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.stretto.cli.console.Bytes;
import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.JsonTexts;
import io.stretto.protocol.Operation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON array of operations. Each is an object: a call has {@code contract} and {@code function},
 * and where wanted {@code arguments} and {@code deposit}; a deployment has {@code deploy}, a file's
 * name, and {@code contract}; a transfer has {@code transfer}, an account, and {@code amount}. Each
 * may have {@code gas} and {@code mayFail}. A field with another name is an error, not overlooked;
 * an error names the operation, from 0, and the field.
 */
public final class BundleFile {

  private static final String CONTRACT = "contract";
  private static final String DEPLOY = "deploy";
  private static final String TRANSFER = "transfer";
  private static final List<String> CALL_FIELDS =
      List.of(CONTRACT, "function", "arguments", "deposit", "gas", "mayFail");
  private static final List<String> DEPLOY_FIELDS = List.of(DEPLOY, CONTRACT, "gas", "mayFail");
  private static final List<String> TRANSFER_FIELDS = List.of(TRANSFER, "amount", "gas", "mayFail");

  private BundleFile() {}

  /**
   * Reads the operations of a file; {@code what} names it in errors.
   *
   * @throws CommandException where something is wrong with it
   */
  public static List<Operation> parse(String what, byte[] content) {
    JsonNode json = JsonTexts.parse(what, new String(content, StandardCharsets.UTF_8));
    if (!json.isArray() || json.isEmpty()) {
      throw CommandException.usage(
          what
              + ": give a JSON array of at least one operation, such as [{\"contract\":\"gold\","
              + "\"function\":\"mint\"}]");
    }
    List<Operation> operations = new ArrayList<>();
    for (JsonNode entry : json) {
      operations.add(operation(new Fields(what + ": operation " + operations.size(), entry)));
    }
    return operations;
  }

  private static Operation operation(Fields fields) {
    Operation operation;
    if (fields.has(DEPLOY)) {
      fields.allowOnly(DEPLOY_FIELDS);
      byte[] code = Bytes.readFile(fields.where(DEPLOY), Path.of(fields.text(DEPLOY)));
      operation = Operation.deploy(fields.name(CONTRACT), code);
    } else if (fields.has(TRANSFER)) {
      fields.allowOnly(TRANSFER_FIELDS);
      operation = Operation.transfer(fields.name(TRANSFER), fields.amount("amount"));
    } else if (fields.has(CONTRACT)) {
      fields.allowOnly(CALL_FIELDS);
      operation =
          Operation.call(fields.name(CONTRACT), fields.text("function"), fields.bytes("arguments"));
      operation =
          fields.has("deposit") ? operation.withDeposit(fields.amount("deposit")) : operation;
    } else {
      throw fields.problem(
          "give a call's \"contract\" and \"function\", or \"deploy\", or \"transfer\"");
    }
    operation = fields.has("gas") ? operation.withGasLimit(fields.gas("gas")) : operation;
    return fields.isTrue("mayFail") ? operation.mayAlsoFail() : operation;
  }
}
