package io.stretto.service.stateread;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.stretto.schemas.RecordCodec;
import io.stretto.schemas.SchemaException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Carries records over gRPC in the same encoding as over Kafka. Safe for use by several threads.
 *
 * @param <T> the type of the records
 */
final class CodecMarshaller<T> implements MethodDescriptor.Marshaller<T> {

  private final RecordCodec<T> codec;

  CodecMarshaller(RecordCodec<T> codec) {
    this.codec = codec;
  }

  @Override
  public InputStream stream(T record) {
    return new EncodedRecord(codec.encode(record));
  }

  @Override
  public T parse(InputStream stream) {
    try {
      return codec.decode(stream.readAllBytes());
    } catch (IOException | SchemaException e) {
      throw Status.INVALID_ARGUMENT
          .withDescription("not a record that this release knows")
          .withCause(e)
          .asRuntimeException();
    }
  }

  /** Tells gRPC the length, so that it copies the bytes once. */
  private static final class EncodedRecord extends ByteArrayInputStream implements KnownLength {

    EncodedRecord(byte[] bytes) {
      super(bytes);
    }
  }
}
