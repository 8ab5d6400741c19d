package io.stretto.schemas;

import io.stretto.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Error codes as the texts that stand for them, without making a text for each. */
final class ErrorCodes {

  private static final List<ErrorCode> CODES = List.of(ErrorCode.values());
  private static final Map<ErrorCode, byte[]> NAMES = new EnumMap<>(ErrorCode.class);

  static {
    CODES.forEach(code -> NAMES.put(code, code.name().getBytes(StandardCharsets.US_ASCII)));
  }

  private ErrorCodes() {}

  static void write(AvroWriter writer, ErrorCode code) {
    writer.writeBytes(NAMES.get(code));
  }

  static ErrorCode read(AvroReader reader) {
    int start = reader.position();
    int length = reader.readLength();
    int from = reader.position();
    for (int i = 0; i < CODES.size(); i++) {
      byte[] name = NAMES.get(CODES.get(i));
      if (name.length == length
          && Arrays.equals(name, 0, length, reader.buffer(), from, from + length)) {
        reader.advance(length);
        return CODES.get(i);
      }
    }
    String text = new AvroReader(reader.buffer(), start).readString();
    throw new SchemaException(
        SchemaException.Code.UNKNOWN_VALUE,
        "error code '" + text.substring(0, Math.min(text.length(), 64)) + "'");
  }
}
