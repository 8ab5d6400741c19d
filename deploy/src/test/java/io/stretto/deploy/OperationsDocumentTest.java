package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OperationsDocumentTest {

  private static final Pattern METRIC = Pattern.compile("\"(stretto(?:\\.[a-z]+)+)\"");

  @Test
  void everyMetricHasARow() throws Exception {
    TreeSet<String> metrics = new TreeSet<>();
    for (Path source : Repository.files(".", "Metrics.java")) {
      METRIC.matcher(Files.readString(source)).results().forEach(hit -> metrics.add(hit.group(1)));
    }
    assertThat(metrics).contains("stretto.coordinator.blocks", "stretto.worker.executions");
    String document = Repository.text("docs/operations.md");
    assertThat(metrics).allSatisfy(name -> assertThat(document).contains("| `" + name + "` |"));
  }
}
