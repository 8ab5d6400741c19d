package io.stretto.statestore.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.statestore.query.OwnedLedgers;
import io.stretto.statestore.query.ViewCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The published description names the same paths and methods as the server has. */
class OpenApiTest {

  private static final Path DESCRIPTION = Path.of("..", "docs", "openapi.yaml");
  private static final Set<String> OPERATIONS =
      Set.of("GET /health/live", "GET /health/ready", "GET /metrics");

  @Test
  void describesEveryRoute() throws IOException {
    Set<String> expected = new TreeSet<>(OPERATIONS);
    try (ViewCalls viewCalls = new ViewCalls(1)) {
      OwnerAddresses nobody = new OwnerAddresses(ledger -> Optional.empty(), "", Map.of());
      QueryRoutes routes = new QueryRoutes(1, new OwnedLedgers(), nobody, viewCalls, 1);
      expected.addAll(
          routes.routes().stream()
              .map(route -> route.method() + " " + route.path())
              .collect(Collectors.toSet()));
    }
    assertThat(described()).isEqualTo(expected);
  }

  /** Paths are indented by two blanks in the description, methods by four. */
  private static Set<String> described() throws IOException {
    Set<String> operations = new TreeSet<>();
    String path = "";
    for (String line : Files.readAllLines(DESCRIPTION)) {
      if (line.matches("  /\\S*:")) {
        path = line.strip().replace(":", "");
      } else if (line.matches("    (get|post|put|delete|patch):")) {
        operations.add(line.strip().replace(":", "").toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    return operations;
  }
}
