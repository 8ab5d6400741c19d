package io.stretto.cli.console;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON that people typed: read strictly, and mistakes are told with their place. */
public final class JsonTexts {

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private JsonTexts() {}

  /** Whether a text can only be meant as a JSON object or array. */
  public static boolean isMeant(String text) {
    return text.startsWith("{") || text.startsWith("[");
  }

  /**
   * Reads a text; {@code what} names it in errors.
   *
   * @throws CommandException where it is no JSON, naming the place
   */
  public static JsonNode parse(String what, String text) {
    try {
      JsonNode json = READER.readTree(text);
      if (json != null && !json.isMissingNode()) {
        return json;
      }
      throw CommandException.usage(what + " is empty where JSON is asked for");
    } catch (JsonProcessingException e) {
      throw CommandException.usage(what + " is no JSON" + place(e) + ": " + reason(e), e);
    }
  }

  private static String place(JsonProcessingException failure) {
    JsonLocation location = failure.getLocation();
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /** The first line of what the parser says, without its own words on the place. */
  private static String reason(JsonProcessingException failure) {
    String message = failure.getOriginalMessage();
    return message == null ? "it cannot be read" : message.lines().findFirst().orElse("");
  }
}
