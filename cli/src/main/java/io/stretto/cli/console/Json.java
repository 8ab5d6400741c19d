package io.stretto.cli.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import java.util.HexFormat;
import java.util.List;

/** What goes out as JSON; field names never change. */
public final class Json {

  /** The mapper for all of the command. */
  public static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A receipt. */
  public static ObjectNode receipt(Receipt receipt) {
    ObjectNode json = object();
    json.put("transactionId", receipt.transactionId());
    json.put("status", receipt.status().name());
    json.put("errorCode", receipt.errorCode().name());
    json.put("errorMessage", receipt.errorMessage());
    json.put("gasUsed", receipt.gasUsed());
    json.put("returnHex", HexFormat.of().formatHex(receipt.returnValue()));
    addLogs(json, receipt.logs());
    addOperations(json, receipt.operations());
    json.put("height", receipt.position().height());
    json.put("index", receipt.position().index());
    json.put("offset", receipt.offset());
    json.put("attempts", receipt.attempts());
    if (receipt.duplicateOf().isPresent()) {
      Position first = receipt.duplicateOf().get();
      json.putObject("duplicateOf").put("height", first.height()).put("index", first.index());
    }
    return json;
  }

  private static void addOperations(ObjectNode json, List<OperationOutcome> operations) {
    ArrayNode array = json.putArray("operations");
    for (OperationOutcome outcome : operations) {
      array
          .addObject()
          .put("errorCode", outcome.errorCode().name())
          .put("errorMessage", outcome.errorMessage())
          .put("gasUsed", outcome.gasUsed())
          .put("returnHex", HexFormat.of().formatHex(outcome.returnValue()));
    }
  }

  /** Adds what a contract logged, under "logs". */
  public static void addLogs(ObjectNode json, List<String> logs) {
    ArrayNode array = json.putArray("logs");
    logs.forEach(array::add);
  }
}
