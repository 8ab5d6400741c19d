package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The hash functions of {@code env} against the vectors that their authors published: FIPS 180, the
 * Keccak submission (without the padding that SHA-3 got later), and the RIPEMD-160 page.
 */
class HashConformanceTest {

  private static final String TWO_BLOCKS =
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

  private static String hash(String function, byte[] input) {
    HostScript script = new HostScript();
    long address = script.put(input);
    return HexFormat.of().formatHex(script.call(function, input.length, address, 1).register(1));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "sha256,'',e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "sha256,abc,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "sha256," + TWO_BLOCKS + ",248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    "keccak256,'',c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
    "keccak256,abc,4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
    "keccak512,'',0eab42de4c3ceb9235fc91acffe746b29c29a8c366b7c60e4e67c466f36a4304"
        + "c00fa9caf9d87976ba469bcbe06713b435f091ef2769fb160cdab33d3670680e",
    "keccak512,abc,18587dc2ea106b9a1563e32b3312421ca164c7f1f07bc922a9c83d77cea3a1e5"
        + "d0c69910739025372dc14ac9642629379540c17e2a65b19d77aa511a9d00bb96",
    "ripemd160,'',9c1185a5c5e9fc54612808977ee8f548b2258d31",
    "ripemd160,abc,8eb208f7e05d987a9b044a8e98c6b087f15a0bfc",
    "ripemd160," + TWO_BLOCKS + ",12a053384a9c0c88e405a06c27dcf49ada62eb2b",
  })
  void publishedVectors(String function, String input, String expected) {
    assertThat(hash(function, ascii(input))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "sha256,cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    "ripemd160,52783243c1697bdbe16d37f97f68f08325dc1528",
  })
  void aMillionTimesTheLetterA(String function, String expected) {
    assertThat(hash(function, ascii("a".repeat(1_000_000)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "keccak256", "keccak512", "ripemd160"})
  void theContentOfARegisterIsHashedLikeThatOfMemory(String function) {
    HostScript script = new HostScript();
    long address = script.put("abc");
    byte[] hash =
        script
            .call("write_register", 5, 3, address)
            .call(function, HostScript.REGISTER, 5, 5)
            .register(5);
    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(hash(function, ascii("abc")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "keccak256", "keccak512", "ripemd160"})
  void aRegisterThatIsNotSetTraps(String function) {
    assertThat(new HostScript().call(function, HostScript.REGISTER, 9, 1).run().errorCode())
        .isEqualTo(ErrorCode.TRAP);
  }

  @Test
  void aLongerInputCostsMoreByTheByte() {
    long short1 = gas(0);
    long long1 = gas(1_000);
    assertThat(long1 - short1).isEqualTo(1_000L * (22 + 1));
  }

  private static long gas(int length) {
    HostScript script = new HostScript();
    script.put(new byte[1_000]);
    return script.call("keccak512", length, 0, 1).run().gasUsed();
  }
}
