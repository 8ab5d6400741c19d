package io.stretto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

/** What must hold of the schemas themselves. */
class KnownSchemasTest {

  private static final Path RELEASED = Path.of("src/test/resources/released");

  @Test
  void everyReleasedSchemaIsKnownAndReadable() throws IOException {
    for (Path file : releasedFiles()) {
      Schema released = new Schema.Parser().parse(file.toFile());
      KnownSchemas known = RecordType.named(released.getName()).schemas();
      assertThat(known.fingerprints()).as("%s", file).contains(KnownSchemas.fingerprint(released));
      assertThat(
              SchemaCompatibility.checkReaderWriterCompatibility(known.current(), released)
                  .getType())
          .as("%s", file)
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  @Test
  void everyTypeOfRecordHasBeenStoredAsReleased() throws IOException {
    assertThat(releasedFiles().stream().map(file -> file.getFileName().toString()))
        .containsAll(RecordType.all().stream().map(type -> type.name() + ".avsc").toList());
  }

  /** Each file stands alone, so some types stand in several: their copies must not drift apart. */
  @Test
  void typesOfTheSameNameAreTheSame() {
    Map<String, String> definitions = new HashMap<>();
    for (RecordType<?> type : RecordType.all()) {
      for (Schema named : namedTypes(type.schemas().current())) {
        String definition = named.toString();
        assertThat(definitions.getOrDefault(named.getFullName(), definition)).isEqualTo(definition);
        definitions.put(named.getFullName(), definition);
      }
    }
  }

  @Test
  void everythingIsDocumentedAndInTheNamespace() {
    for (RecordType<?> type : RecordType.all()) {
      for (Schema named : namedTypes(type.schemas().current())) {
        assertThat(named.getNamespace()).isEqualTo("io.stretto");
        assertThat(named.getDoc()).as(named.getName()).isNotBlank();
        if (named.getType() == Schema.Type.RECORD) {
          named
              .getFields()
              .forEach(field -> assertThat(field.doc()).as("%s in %s", field, named).isNotBlank());
        }
      }
    }
  }

  @Test
  void fingerprintsArePrintedInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    for (RecordType<?> type : RecordType.all()) {
      assertThat(readme)
          .contains("`" + KnownSchemas.toHex(type.schemas().currentFingerprint()) + "`");
    }
  }

  private static List<Path> releasedFiles() throws IOException {
    try (Stream<Path> files = Files.walk(RELEASED)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Set<Schema> namedTypes(Schema root) {
    Set<Schema> named = new HashSet<>();
    Deque<Schema> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Schema schema = open.pop();
      switch (schema.getType()) {
        case RECORD -> {
          named.add(schema);
          schema.getFields().forEach(field -> open.push(field.schema()));
        }
        case ARRAY -> open.push(schema.getElementType());
        case UNION -> schema.getTypes().forEach(open::push);
        case ENUM, FIXED -> named.add(schema);
        default -> assertThat(schema.getLogicalType()).isNull();
      }
    }
    return named;
  }
}
