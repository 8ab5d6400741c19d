package io.stretto.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.List;

/**
 * The answer to a view call.
 *
 * @param status SUCCEEDED or FAILED
 * @param errorCode why it did not succeed; NONE where it did
 * @param errorMessage more about the error; empty where none
 * @param returnValue what the contract returned; not to be changed
 * @param gasUsed the gas used
 * @param logs what the contract logged
 * @param height the height of the block on which it ran
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ViewReply(
    String status,
    String errorCode,
    String errorMessage,
    byte[] returnValue,
    long gasUsed,
    List<String> logs,
    long height) {

  /** Whether the function ran to its end. */
  public boolean hasSucceeded() {
    return status.equals("SUCCEEDED");
  }

  static ViewReply of(JsonNode body) {
    return new ViewReply(
        JsonReceipts.text(body, "status"),
        body.path("errorCode").asText("NONE"),
        body.path("errorMessage").asText(""),
        HexFormat.of().parseHex(body.path("returnHex").asText("")),
        body.path("gasUsed").asLong(),
        JsonReceipts.texts(body.path("logs")),
        body.path("height").asLong(-1));
  }
}
