package io.stretto.worker.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.port.RemoteState;
import io.stretto.schemas.StateReadRequest;
import io.stretto.schemas.StateReadResponse;
import io.stretto.schemas.StateReadStatus;
import io.stretto.service.stateread.StateReadMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads of a state-store that tells as much at once as it likes. */
class StateReadClientTest {

  private static final int VALUES_AT_ONCE = 7;

  private final AtomicInteger answers = new AtomicInteger();
  private Server server;
  private StateReadClient client;

  @BeforeEach
  void start() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                ServerServiceDefinition.builder(StateReadMethod.SERVICE)
                    .addMethod(
                        StateReadMethod.READ, ServerCalls.asyncBidiStreamingCall(this::serve))
                    .build())
            .build()
            .start();
    client = new StateReadClient(List.of("127.0.0.1:" + server.getPort()));
  }

  @AfterEach
  void stop() {
    client.close();
    server.shutdownNow();
  }

  /** Answers with the first values, each the key itself; the second answer has none. */
  private StreamObserver<StateReadRequest> serve(StreamObserver<StateReadResponse> responses) {
    return new StreamObserver<>() {
      @Override
      public void onNext(StateReadRequest request) {
        int answer = answers.getAndIncrement();
        List<byte[]> values =
            request.keys().stream()
                .limit(answer == 1 ? 0 : VALUES_AT_ONCE)
                .map(StateKey::bytes)
                .toList();
        responses.onNext(
            new StateReadResponse(
                request.requestId(), StateReadStatus.OK, "", 100 - answer, values));
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        responses.onCompleted();
      }
    };
  }

  private static List<StateKey> keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> StateKey.storage("c", ("key " + i).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  @Test
  void whatDoesNotFitIntoOneAnswerIsAskedForAgain() {
    List<StateKey> keys = keys(20);
    RemoteState.Values values = client.read(0, keys, false);
    assertThat(values.values())
        .containsExactlyElementsOf(keys.stream().map(StateKey::bytes).toList());
    assertThat(answers).as("three, and an empty one").hasValue(4);
    assertThat(values.height()).as("the lowest").isEqualTo(97);
  }

  @Test
  void whatFitsIsOneAnswer() {
    assertThat(client.read(0, keys(VALUES_AT_ONCE), true).values()).hasSize(VALUES_AT_ONCE);
    assertThat(answers).hasValue(1);
  }
}
