package io.stretto.worker.grpc;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.stretto.schemas.StateReadRequest;
import io.stretto.schemas.StateReadResponse;
import io.stretto.service.stateread.StateReadMethod;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The stream to one state-store. Safe for use by several threads; of no use once it has failed. */
final class Connection implements StreamObserver<StateReadResponse> {

  private final ManagedChannel channel;
  private final StreamObserver<StateReadRequest> requests;
  private final Map<Long, CompletableFuture<StateReadResponse>> waiting = new ConcurrentHashMap<>();
  private volatile Throwable failure;

  Connection(ManagedChannel channel) {
    this.channel = channel;
    this.requests =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(StateReadMethod.READ, CallOptions.DEFAULT), this);
  }

  CompletableFuture<StateReadResponse> send(StateReadRequest request) {
    CompletableFuture<StateReadResponse> answer = new CompletableFuture<>();
    waiting.put(request.requestId(), answer);
    synchronized (requests) {
      requests.onNext(request);
    }
    if (failure != null) {
      answer.completeExceptionally(failure);
    }
    return answer;
  }

  @Override
  public void onNext(StateReadResponse response) {
    CompletableFuture<StateReadResponse> answer = waiting.remove(response.requestId());
    if (answer != null) {
      answer.complete(response);
    }
  }

  @Override
  public void onError(Throwable error) {
    failure = error;
    waiting.values().forEach(answer -> answer.completeExceptionally(error));
    waiting.clear();
  }

  @Override
  public void onCompleted() {
    onError(new IllegalStateException("the state-store closed the stream"));
  }

  void close() {
    channel.shutdownNow();
    onError(new IllegalStateException("the connection was given up"));
  }
}
