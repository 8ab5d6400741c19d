package io.stretto.simulation;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that the deciding parts run where there is no Kafka, RocksDB, gRPC or WebAssembly. */
class ClassPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.kafka.clients.producer.KafkaProducer",
        "org.apache.kafka.streams.KafkaStreams",
        "org.rocksdb.RocksDB",
        "io.grpc.ManagedChannel",
        "com.dylibso.chicory.runtime.Instance",
        "io.stretto.schemas.BlockCodec"
      })
  void isNotThere(String className) {
    assertThatExceptionOfType(ClassNotFoundException.class)
        .isThrownBy(() -> Class.forName(className, false, getClass().getClassLoader()));
  }
}
