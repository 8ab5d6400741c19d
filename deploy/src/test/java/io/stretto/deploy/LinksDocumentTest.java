package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinksDocumentTest {

  private static final Pattern LINK =
      Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");

  @Test
  void everyLinkLeadsSomewhere() throws Exception {
    List<Path> documents = new ArrayList<>(Repository.files("docs", ".md"));
    documents.addAll(Repository.files("deploy", ".md"));
    documents.addAll(Repository.files("schemas", "README.md"));
    documents.addAll(Repository.files("contracts", "README.md"));
    documents.add(Repository.path("ARCHITECTURE.md"));
    documents.add(Repository.path("CONTRIBUTING.md"));
    List<String> broken = new ArrayList<>();
    for (Path document : documents) {
      LINK.matcher(Files.readString(document))
          .results()
          .filter(link -> !leads(document, link.group(1), link.group(2)))
          .forEach(link -> broken.add(document + ": " + link.group()));
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leads(Path document, String file, String anchor) {
    Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return anchor == null
        || Repository.text(target.toString())
            .lines()
            .filter(line -> line.startsWith("#"))
            .anyMatch(line -> anchor(line).equals(anchor));
  }

  /** The anchor that a heading gets: lower case, hyphens for blanks, no other signs. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 _-]", "")
        .replace(' ', '-');
  }
}
