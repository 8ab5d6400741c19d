package io.stretto.statestore;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.stretto.schemas.StateReadRequest;
import io.stretto.schemas.StateReadResponse;
import io.stretto.service.stateread.StateReadMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Plays a worker that reads the state. */
final class StateReads {

  private StateReads() {}

  /** Sends requests on one stream and waits for all responses. */
  static List<StateReadResponse> read(ManagedChannel channel, StateReadRequest... requests) {
    List<StateReadResponse> responses = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<List<StateReadResponse>> done = new CompletableFuture<>();
    StreamObserver<StateReadRequest> stream =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(StateReadMethod.READ, CallOptions.DEFAULT),
            new StreamObserver<>() {
              @Override
              public void onNext(StateReadResponse response) {
                responses.add(response);
              }

              @Override
              public void onError(Throwable failure) {
                done.completeExceptionally(failure);
              }

              @Override
              public void onCompleted() {
                done.complete(responses);
              }
            });
    for (StateReadRequest request : requests) {
      stream.onNext(request);
    }
    stream.onCompleted();
    return done.join();
  }
}
