package io.stretto.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Lets Avro's schema resolution read through an {@link AvroReader}: what is malformed in a record
 * of an older schema is decided by the same code as in one of the current schema, so that it stays
 * what it was when its schema grows old.
 */
final class StrictDecoder extends Decoder {

  private final AvroReader reader;

  StrictDecoder(AvroReader reader) {
    this.reader = reader;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() {
    return reader.readBoolean();
  }

  @Override
  public int readInt() {
    return reader.readInt();
  }

  @Override
  public long readLong() {
    return reader.readLong();
  }

  @Override
  public float readFloat() {
    return Float.intBitsToFloat(Integer.reverseBytes(ByteBuffer.wrap(reader.readRaw(4)).getInt()));
  }

  @Override
  public double readDouble() {
    return Double.longBitsToDouble(reader.readLittleEndian());
  }

  @Override
  public Utf8 readString(Utf8 old) {
    return new Utf8(readString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String readString() {
    return reader.readString();
  }

  @Override
  public void skipString() {
    reader.readString();
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) {
    return ByteBuffer.wrap(reader.readBytes());
  }

  @Override
  public void skipBytes() {
    reader.advance(reader.readLength());
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) {
    System.arraycopy(reader.readRaw(length), 0, bytes, start, length);
  }

  @Override
  public void skipFixed(int length) {
    reader.readRaw(length);
  }

  @Override
  public int readEnum() {
    return reader.readInt();
  }

  @Override
  public long readArrayStart() {
    return reader.readBlockCount();
  }

  @Override
  public long arrayNext() {
    return reader.readBlockCount();
  }

  /** Never skips a block by its byte size: what is in it must be looked at. */
  @Override
  public long skipArray() {
    return reader.readBlockCount();
  }

  @Override
  public long readMapStart() {
    return reader.readBlockCount();
  }

  @Override
  public long mapNext() {
    return reader.readBlockCount();
  }

  @Override
  public long skipMap() {
    return reader.readBlockCount();
  }

  @Override
  public int readIndex() {
    return reader.readInt();
  }
}
