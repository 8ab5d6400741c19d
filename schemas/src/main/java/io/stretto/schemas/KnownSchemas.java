package io.stretto.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * All schemas of one type of record that this release reads, by fingerprint: the current one, and
 * every older one that was released. Immutable.
 */
public final class KnownSchemas {

  private final Schema current;
  private final long currentFingerprint;
  private final Map<Long, Schema> byFingerprint;

  /** Puts together the current schema of a type of record and its older ones. */
  public KnownSchemas(Schema current, Collection<Schema> older) {
    this.current = current;
    this.currentFingerprint = fingerprint(current);
    Map<Long, Schema> schemas = new LinkedHashMap<>();
    schemas.put(currentFingerprint, current);
    older.forEach(schema -> schemas.putIfAbsent(fingerprint(schema), schema));
    this.byFingerprint = Map.copyOf(schemas);
  }

  /**
   * Reads the schemas of a type of record from this package's resources: {@code <record>.avsc}, and
   * {@code released/<release>/<record>.avsc} for each older release whose schema was another.
   */
  static KnownSchemas load(String record, String... olderReleases) {
    return new KnownSchemas(
        parse(record + ".avsc"),
        List.of(olderReleases).stream()
            .map(release -> parse("released/" + release + "/" + record + ".avsc"))
            .toList());
  }

  /** The schema that this release writes. */
  public Schema current() {
    return current;
  }

  /** The fingerprint of the schema that this release writes. */
  public long currentFingerprint() {
    return currentFingerprint;
  }

  /** The fingerprints of all schemas that this release reads. */
  public Set<Long> fingerprints() {
    return byFingerprint.keySet();
  }

  /** The CRC-64-AVRO of a schema's parsing canonical form. */
  public static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  /** A fingerprint as it is printed everywhere: 16 hexadecimal digits, the highest first. */
  public static String toHex(long fingerprint) {
    return HexFormat.of().toHexDigits(fingerprint);
  }

  /**
   * Reads the body of a record of an older schema and writes it in the current one.
   *
   * @throws SchemaException when the schema is not known, or the body does not fit it
   */
  byte[] toCurrent(long fingerprint, AvroReader body) {
    Schema writer = byFingerprint.get(fingerprint);
    if (writer == null) {
      throw new SchemaException(
          SchemaException.Code.UNKNOWN_SCHEMA,
          "schema " + toHex(fingerprint) + " for " + current.getName());
    }
    try {
      Object value = new GenericDatumReader<>(writer, current).read(null, new StrictDecoder(body));
      body.expectEnd();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<>(current).write(value, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (AvroRuntimeException | IndexOutOfBoundsException | IOException e) {
      throw SchemaException.malformed("not a " + current.getName() + " of an older schema");
    }
  }

  private static Schema parse(String resource) {
    try (InputStream stream = KnownSchemas.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new Schema.Parser().parse(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + resource, e);
    }
  }
}
