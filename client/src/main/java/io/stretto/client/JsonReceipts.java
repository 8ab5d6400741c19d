package io.stretto.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.stretto.client.StrettoException.Code;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Receipts as the state service writes them in JSON. */
final class JsonReceipts {

  private JsonReceipts() {}

  static Receipt read(JsonNode body) {
    try {
      return new Receipt(
          text(body, "transactionId"),
          new Position(body.path("height").asLong(), body.path("index").asInt()),
          body.path("offset").asLong(-1),
          ReceiptStatus.valueOf(text(body, "status")),
          ErrorCode.valueOf(body.path("errorCode").asText("NONE")),
          body.path("errorMessage").asText(""),
          body.path("gasUsed").asLong(),
          HexFormat.of().parseHex(body.path("returnHex").asText("")),
          texts(body.path("logs")),
          operations(body.path("operations")),
          duplicateOf(body.path("duplicateOf")),
          body.path("attempts").asInt(0));
    } catch (IllegalArgumentException e) {
      throw new StrettoException(
          Code.HTTP_FAILED, "the state service's answer is no receipt: " + e.getMessage(), e);
    }
  }

  static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    if (!value.isTextual()) {
      throw new StrettoException(
          Code.HTTP_FAILED, "the state service's answer lacks the text \"" + field + "\"");
    }
    return value.asText();
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>(array.size());
    array.forEach(element -> texts.add(element.asText()));
    return List.copyOf(texts);
  }

  private static List<OperationOutcome> operations(JsonNode array) {
    List<OperationOutcome> operations = new ArrayList<>(array.size());
    for (JsonNode outcome : array) {
      operations.add(
          new OperationOutcome(
              ErrorCode.valueOf(outcome.path("errorCode").asText("NONE")),
              outcome.path("errorMessage").asText(""),
              outcome.path("gasUsed").asLong(),
              HexFormat.of().parseHex(outcome.path("returnHex").asText(""))));
    }
    return List.copyOf(operations);
  }

  private static Optional<Position> duplicateOf(JsonNode node) {
    return node.isObject()
        ? Optional.of(new Position(node.path("height").asLong(), node.path("index").asInt()))
        : Optional.empty();
  }
}
