package io.stretto.service.stateread;

import io.grpc.MethodDescriptor;
import io.stretto.schemas.StateReadRequest;
import io.stretto.schemas.StateReadRequestCodec;
import io.stretto.schemas.StateReadResponse;
import io.stretto.schemas.StateReadResponseCodec;

/**
 * The gRPC method {@code stretto.StateRead/Read}: a stream of requests one way, a stream of
 * responses the other. Responses name the request that they answer; their order is free.
 */
public final class StateReadMethod {

  /** The service's name. */
  public static final String SERVICE = "stretto.StateRead";

  /** The largest message either way, in bytes. */
  public static final int MESSAGE_LIMIT_BYTES = 64 << 20;

  /** The method. */
  public static final MethodDescriptor<StateReadRequest, StateReadResponse> READ =
      MethodDescriptor.<StateReadRequest, StateReadResponse>newBuilder()
          .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
          .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Read"))
          .setRequestMarshaller(new CodecMarshaller<>(new StateReadRequestCodec()))
          .setResponseMarshaller(new CodecMarshaller<>(new StateReadResponseCodec()))
          .build();

  private StateReadMethod() {}
}
