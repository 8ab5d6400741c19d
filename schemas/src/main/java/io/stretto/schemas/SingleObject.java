package io.stretto.schemas;

/** The header of Avro's single-object encoding. */
final class SingleObject {

  static final int HEADER_BYTES = 10;

  private static final int MARKER = 0xC3;
  private static final int VERSION = 1;

  private SingleObject() {}

  static void writeHeader(AvroWriter writer, KnownSchemas schemas) {
    writer.writeByte(MARKER);
    writer.writeByte(VERSION);
    writer.writeLittleEndian(schemas.currentFingerprint());
  }

  /** Whether bytes begin with a whole header. */
  static boolean hasHeader(byte[] bytes) {
    return bytes.length >= HEADER_BYTES
        && (bytes[0] & 0xFF) == MARKER
        && (bytes[1] & 0xFF) == VERSION;
  }

  /** Reads the header; what is returned stands before a body of the current schema. */
  static AvroReader openBody(byte[] bytes, KnownSchemas schemas) {
    if (bytes == null || !hasHeader(bytes)) {
      throw SchemaException.malformed("no header of Avro's single-object encoding");
    }
    AvroReader reader = new AvroReader(bytes, 2);
    long fingerprint = reader.readLittleEndian();
    return fingerprint == schemas.currentFingerprint()
        ? reader
        : new AvroReader(schemas.toCurrent(fingerprint, reader), 0);
  }
}
