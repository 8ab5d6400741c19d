package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.host.HostFunctions;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AbiDocumentTest {

  private static final Pattern ROW =
      Pattern.compile("^\\| `((?:env|stretto)\\.[^`]*)` \\|", Pattern.MULTILINE);

  @Test
  void itListsTheHostFunctionsAndNoOthers() {
    TreeSet<String> listed =
        ROW.matcher(Repository.text("docs/abi.md"))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<String> provided = new TreeSet<>();
    HostFunctions.signatures()
        .forEach((name, signature) -> provided.add(name + written(signature)));
    assertThat(listed).isEqualTo(provided);
  }

  private static String written(FunctionSignature signature) {
    String parameters = "(" + written(signature.parameters()) + ")";
    return signature.results().isEmpty()
        ? parameters
        : parameters + " -> " + written(signature.results());
  }

  private static String written(List<ValueType> types) {
    return types.stream()
        .map(type -> type.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
