package io.stretto.cli.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stretto.cli.console.Amounts;
import io.stretto.client.TransactionRequest;
import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.TransactionRules;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One line of newline-delimited JSON as a transaction: contract, function, sender, args (text) or
 * argsHex, and where wanted deposit, id, gas, priority, accessList with entries of key or keyHex,
 * mode (READ or WRITE) and contract. A field with another name is an error, not overlooked.
 */
public final class TransactionLine {

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);
  private static final Set<String> FIELDS =
      new TreeSet<>(
          Set.of(
              "contract",
              "function",
              "args",
              "argsHex",
              "deposit",
              "sender",
              "id",
              "gas",
              "priority",
              "accessList"));
  private static final Set<String> ENTRY_FIELDS =
      new TreeSet<>(Set.of("key", "keyHex", "mode", "contract"));

  private TransactionLine() {}

  /** Reads a line. */
  public static TransactionRequest parse(String line) throws LineException {
    JsonNode json = read(line);
    refuseUnknown(json, FIELDS, "");
    String contract = text(json, "contract");
    TransactionRequest request =
        TransactionRequest.call(
            contract, text(json, "function"), bytes(json, "args", "argsHex"), text(json, "sender"));
    if (json.has("deposit")) {
      request = request.withDeposit(amount(json, "deposit"));
    }
    if (json.has("id")) {
      request = request.withId(text(json, "id"));
    }
    if (json.has("gas")) {
      request = request.withGasLimit(number(json, "gas", 0, TransactionRules.GAS_LIMIT_MAXIMUM));
    }
    if (json.has("priority")) {
      long priority = number(json, "priority", Integer.MIN_VALUE, Integer.MAX_VALUE);
      request = request.withPriority((int) priority);
    }
    return json.has("accessList")
        ? request.withAccessList(accessList(json.get("accessList"), contract))
        : request;
  }

  private static JsonNode read(String line) throws LineException {
    try {
      JsonNode json = JSON.readTree(line);
      if (json == null || !json.isObject()) {
        throw new LineException("is no JSON object; give one transaction a line");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new LineException("is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void refuseUnknown(JsonNode json, Set<String> known, String where)
      throws LineException {
    Iterator<String> names = json.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new LineException(
            where + "there is no field \"" + name + "\"; use " + String.join(", ", known));
      }
    }
  }

  private static String text(JsonNode json, String field) throws LineException {
    JsonNode value = json.get(field);
    if (value == null || !value.isTextual() || value.asText().isEmpty()) {
      throw new LineException("\"" + field + "\" is missing or no text");
    }
    return value.asText();
  }

  private static long number(JsonNode json, String field, long minimum, long maximum)
      throws LineException {
    JsonNode value = json.get(field);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.asLong() < minimum
        || value.asLong() > maximum) {
      throw new LineException(
          "\"" + field + "\" is no whole number from " + minimum + " to " + maximum);
    }
    return value.asLong();
  }

  private static BigInteger amount(JsonNode json, String field) throws LineException {
    JsonNode value = json.get(field);
    boolean isWritten = value.isTextual() || value.isIntegralNumber();
    return Amounts.parse(isWritten ? value.asText() : "")
        .orElseThrow(() -> new LineException("\"" + field + "\" is not " + Amounts.FORM));
  }

  private static byte[] bytes(JsonNode json, String textField, String hexField)
      throws LineException {
    if (json.has(textField) && json.has(hexField)) {
      throw new LineException("give \"" + textField + "\" or \"" + hexField + "\", not both");
    }
    JsonNode value = json.has(hexField) ? json.get(hexField) : json.get(textField);
    if (value == null) {
      return new byte[0];
    }
    if (!value.isTextual()) {
      throw new LineException("\"" + textField + "\" and \"" + hexField + "\" are texts");
    }
    if (!json.has(hexField)) {
      return value.asText().getBytes(StandardCharsets.UTF_8);
    }
    try {
      String digits = value.asText();
      return HexFormat.of().parseHex(digits.startsWith("0x") ? digits.substring(2) : digits);
    } catch (IllegalArgumentException e) {
      throw new LineException("\"" + hexField + "\" is not made of pairs of hexadecimal digits", e);
    }
  }

  private static List<AccessEntry> accessList(JsonNode list, String contract) throws LineException {
    if (!list.isArray()) {
      throw new LineException("\"accessList\" is no list");
    }
    List<AccessEntry> entries = new ArrayList<>(list.size());
    for (JsonNode entry : list) {
      entries.add(accessEntry(entry, contract));
    }
    return entries;
  }

  private static AccessEntry accessEntry(JsonNode entry, String contract) throws LineException {
    refuseUnknown(entry, ENTRY_FIELDS, "in \"accessList\": ");
    if (!entry.has("key") && !entry.has("keyHex")) {
      throw new LineException("an entry of \"accessList\" has neither \"key\" nor \"keyHex\"");
    }
    String owner = entry.has("contract") ? text(entry, "contract") : contract;
    if (!TransactionRules.isName(owner)) {
      throw new LineException("\"" + owner + "\" in \"accessList\" is no contract's name");
    }
    String mode = entry.path("mode").asText("WRITE");
    return switch (mode) {
      case "READ", "WRITE" ->
          new AccessEntry(
              StateKey.storage(owner, bytes(entry, "key", "keyHex")), AccessMode.valueOf(mode));
      default -> throw new LineException("\"mode\" is READ or WRITE, not \"" + mode + "\"");
    };
  }
}
