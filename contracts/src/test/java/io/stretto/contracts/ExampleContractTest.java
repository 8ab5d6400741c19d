package io.stretto.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExampleContractTest {

  private static final byte[] MAGIC_AND_VERSION = {0, 'a', 's', 'm', 1, 0, 0, 0};

  @ParameterizedTest
  @EnumSource
  void theJarHoldsTheCommittedModule(ExampleContract contract) throws IOException {
    String name = contract.contractName();
    assertThat(contract.code())
        .startsWith(MAGIC_AND_VERSION)
        .isEqualTo(Files.readAllBytes(Path.of(name, name + ".wasm")));
  }

  @ParameterizedTest
  @EnumSource
  void aCallerCannotChangeTheNextCallersCode(ExampleContract contract) {
    contract.code()[0] = 1;
    assertThat(contract.code()).startsWith(MAGIC_AND_VERSION);
  }
}
