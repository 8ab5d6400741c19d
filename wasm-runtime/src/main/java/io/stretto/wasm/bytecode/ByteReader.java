package io.stretto.wasm.bytecode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a range of a module's bytes and never leaves it. */
final class ByteReader {

  private final byte[] bytes;
  private final int end;
  private int position;

  ByteReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  int position() {
    return position;
  }

  boolean hasMore() {
    return position < end;
  }

  int readByte() throws InvalidCodeException {
    if (position >= end) {
      throw InvalidCodeException.malformed("unexpected end");
    }
    return bytes[position++] & 0xff;
  }

  /** Reads an unsigned 32-bit number in LEB128. */
  long readU32() throws InvalidCodeException {
    long result = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = readByte();
      result |= (long) (next & 0x7f) << shift;
      if ((next & 0x80) == 0) {
        if (result > 0xffff_ffffL) {
          break;
        }
        return result;
      }
    }
    throw InvalidCodeException.malformed("integer too large");
  }

  /** Reads an unsigned number that must not pass a limit. */
  int readCount(long limit, String what) throws InvalidCodeException {
    long count = readU32();
    if (count > limit) {
      throw InvalidCodeException.tooLarge(what + ": " + count + ", at most " + limit);
    }
    return (int) count;
  }

  /** Reads an index or a size that cannot be larger than the module has bytes or a limit allows. */
  int readIndex() throws InvalidCodeException {
    long index = readU32();
    if (index > Integer.MAX_VALUE) {
      throw InvalidCodeException.invalid("index out of range");
    }
    return (int) index;
  }

  /** Reads a signed number in LEB128 of the given width in bits. */
  long readSigned(int bits) throws InvalidCodeException {
    long result = 0;
    int shift = 0;
    int maximumBytes = (bits + 6) / 7;
    for (int i = 0; i < maximumBytes; i++) {
      int next = readByte();
      result |= (long) (next & 0x7f) << shift;
      shift += 7;
      if ((next & 0x80) == 0) {
        long extended = shift < 64 ? result << (64 - shift) >> (64 - shift) : result;
        return bits == 32 ? fit32(extended) : fit64(extended, next, i);
      }
    }
    throw InvalidCodeException.malformed("integer representation too long");
  }

  private static long fit32(long value) throws InvalidCodeException {
    if (value != (int) value) {
      throw InvalidCodeException.malformed("integer too large");
    }
    return value;
  }

  private static long fit64(long value, int lastByte, int index) throws InvalidCodeException {
    if (index == 9 && lastByte != 0 && lastByte != 0x7f) {
      throw InvalidCodeException.malformed("integer too large");
    }
    return value;
  }

  void skip(long count) throws InvalidCodeException {
    if (count > end - position) {
      throw InvalidCodeException.malformed("unexpected end");
    }
    position += (int) count;
  }

  String readName(long limitBytes) throws InvalidCodeException {
    int length = readCount(limitBytes, "bytes in a name");
    int start = position;
    skip(length);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw InvalidCodeException.malformed("a name is not UTF-8");
    }
  }

  ValueType readValueType() throws InvalidCodeException {
    int code = readByte();
    if (!ValueType.isCode(code)) {
      throw InvalidCodeException.notAllowed("value type 0x" + Integer.toHexString(code));
    }
    return ValueType.ofCode(code);
  }

  /** A reader of the next bytes, which this one then has passed. */
  ByteReader slice(long length) throws InvalidCodeException {
    int start = position;
    skip(length);
    return new ByteReader(bytes, start, position);
  }

  void expectEnd(String what) throws InvalidCodeException {
    if (hasMore()) {
      throw InvalidCodeException.malformed("size of " + what + " does not match");
    }
  }
}
