package io.stretto.statestore.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stretto.protocol.TransactionRules;
import io.stretto.statestore.query.ViewCalls;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Set;

/** Reads what a request holds; what is wrong with it is a problem with status 400. */
final class Requests {

  private static final Set<String> VIEW_FIELDS = Set.of("args", "argsHex", "gas", "sender");

  private final ObjectMapper mapper = new ObjectMapper();
  private final long viewGasLimit;

  Requests(long viewGasLimit) {
    this.viewGasLimit = viewGasLimit;
  }

  static int ledger(String text) {
    return (int) number("INVALID_LEDGER", "ledger", text, Integer.MAX_VALUE);
  }

  static long height(String text) {
    return number("INVALID_HEIGHT", "height", text, Long.MAX_VALUE);
  }

  static String contract(String text) {
    if (!TransactionRules.isName(text)) {
      throw HttpProblem.badRequest(
          "INVALID_CONTRACT", "give a contract's name: 1 to 64 of a-z, A-Z, 0-9, '.', '_', '-'");
    }
    return text;
  }

  static String account(String text) {
    if (!TransactionRules.isName(text)) {
      throw HttpProblem.badRequest(
          "INVALID_ACCOUNT", "give an account's name: 1 to 64 of a-z, A-Z, 0-9, '.', '_', '-'");
    }
    return text;
  }

  static byte[] hex(String code, String what, String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.badRequest(
          code, "give " + what + " as an even number of hexadecimal digits");
    }
  }

  ViewCalls.Call viewCall(String contract, String function, String body) {
    JsonNode json = json(body);
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!VIEW_FIELDS.contains(name)) {
        throw HttpProblem.badRequest(
            "INVALID_BODY", "there is no field \"" + name + "\"; use args, argsHex, gas, sender");
      }
    }
    checkSender(json);
    return new ViewCalls.Call(contract(contract), function, arguments(json), gas(json));
  }

  private JsonNode json(String body) {
    if (body.isBlank()) {
      return mapper.createObjectNode();
    }
    try {
      JsonNode json = mapper.readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // The same answer as for what is JSON but no object.
    }
    throw HttpProblem.badRequest(
        "INVALID_BODY", "give a JSON object such as {\"args\":\"text\"}, or no body at all");
  }

  private static byte[] arguments(JsonNode json) {
    JsonNode text = json.get("args");
    JsonNode hex = json.get("argsHex");
    if (text != null && hex != null) {
      throw HttpProblem.badRequest("INVALID_ARGUMENTS", "give args or argsHex, not both");
    }
    byte[] arguments = new byte[0];
    if (text != null) {
      arguments = textual("args", text).getBytes(StandardCharsets.UTF_8);
    } else if (hex != null) {
      arguments = hex("INVALID_ARGUMENTS", "argsHex", textual("argsHex", hex));
    }
    if (arguments.length > TransactionRules.ARGUMENTS_LIMIT_BYTES) {
      throw HttpProblem.badRequest(
          "INVALID_ARGUMENTS",
          "give at most " + TransactionRules.ARGUMENTS_LIMIT_BYTES + " bytes of arguments");
    }
    return arguments;
  }

  private static String textual(String name, JsonNode node) {
    if (!node.isTextual()) {
      throw HttpProblem.badRequest("INVALID_ARGUMENTS", "give " + name + " as a JSON string");
    }
    return node.asText();
  }

  private long gas(JsonNode json) {
    JsonNode gas = json.get("gas");
    if (gas == null) {
      return viewGasLimit;
    }
    boolean isValid = gas.isIntegralNumber() && gas.canConvertToLong();
    if (!isValid || gas.asLong() < 0 || gas.asLong() > viewGasLimit) {
      throw HttpProblem.badRequest(
          "INVALID_GAS", "give gas as a whole number from 0 to " + viewGasLimit);
    }
    return gas.asLong();
  }

  private static void checkSender(JsonNode json) {
    JsonNode sender = json.get("sender");
    if (sender != null && !(sender.isTextual() && TransactionRules.isName(sender.asText()))) {
      throw HttpProblem.badRequest(
          "INVALID_SENDER", "give sender as 1 to 64 of a-z, A-Z, 0-9, '.', '_', '-'");
    }
  }

  private static long number(String code, String what, String text, long maximum) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0 && number <= maximum) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same answer as for a number that is out of range.
    }
    throw HttpProblem.badRequest(code, "give the " + what + " as a whole number of at least 0");
  }
}
