package io.stretto.wasm.bytecode;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The type of a function.
 *
 * @param parameters the parameters' types
 * @param results the results' types, one at most
 */
public record FunctionSignature(List<ValueType> parameters, List<ValueType> results) {

  /** The signature of a function that a transaction can call: nothing in, nothing out. */
  public static final FunctionSignature CALLABLE = new FunctionSignature(List.of(), List.of());

  @Override
  public String toString() {
    return text(parameters) + " -> " + text(results);
  }

  private static String text(List<ValueType> valueTypes) {
    return valueTypes.stream()
        .map(type -> type.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
