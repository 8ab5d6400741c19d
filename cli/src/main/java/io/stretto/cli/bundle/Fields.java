package io.stretto.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.stretto.cli.console.Amounts;
import io.stretto.cli.console.Bytes;
import io.stretto.cli.console.CommandException;
import io.stretto.protocol.TransactionRules;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** The fields of one operation in a file, with errors that name operation and field. */
final class Fields {

  private static final byte[] NOTHING = {};

  private final String where;
  private final JsonNode json;

  Fields(String where, JsonNode json) {
    this.where = where;
    this.json = json;
    if (!json.isObject()) {
      throw problem("is no JSON object");
    }
  }

  boolean has(String field) {
    return json.has(field);
  }

  /** How errors name a field. */
  String where(String field) {
    return where + ": \"" + field + "\"";
  }

  CommandException problem(String words) {
    return CommandException.usage(where + ": " + words);
  }

  void allowOnly(List<String> known) {
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw problem(
            "there is no field \""
                + name
                + "\" beside \""
                + known.getFirst()
                + "\"; use "
                + String.join(", ", known));
      }
    }
  }

  String text(String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual() || value.asText().isEmpty()) {
      throw wrong(field, "is missing or no text");
    }
    return value.asText();
  }

  /** The name of an account or a contract. */
  String name(String field) {
    String name = text(field);
    if (!TransactionRules.isName(name)) {
      throw wrong(
          field,
          "is no name: give 1 to "
              + TransactionRules.NAME_LIMIT
              + " of a-z, A-Z, 0-9, '.', '_', '-'");
    }
    return name;
  }

  /** An amount, as a text of digits or as a number. */
  BigInteger amount(String field) {
    JsonNode value = json.path(field);
    boolean isWritten = value.isTextual() || value.isIntegralNumber();
    return Amounts.parse(isWritten ? value.asText() : "")
        .orElseThrow(() -> wrong(field, "is not " + Amounts.FORM));
  }

  long gas(String field) {
    JsonNode value = json.path(field);
    boolean isWithin =
        value.isIntegralNumber()
            && value.canConvertToLong()
            && value.asLong() >= 1
            && value.asLong() <= TransactionRules.GAS_LIMIT_MAXIMUM;
    if (!isWithin) {
      throw wrong(field, "is no whole number from 1 to " + TransactionRules.GAS_LIMIT_MAXIMUM);
    }
    return value.asLong();
  }

  boolean isTrue(String field) {
    JsonNode value = json.path(field);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong(field, "is neither true nor false");
    }
    return value.asBoolean();
  }

  /** A text as on the command line; any other JSON as its text; nothing where it is left out. */
  byte[] bytes(String field) {
    JsonNode value = json.path(field);
    if (value.isMissingNode()) {
      return NOTHING;
    }
    return value.isTextual()
        ? Bytes.parse(where(field), value.asText())
        : value.toString().getBytes(StandardCharsets.UTF_8);
  }

  private CommandException wrong(String field, String words) {
    return CommandException.usage(where(field) + " " + words);
  }
}
