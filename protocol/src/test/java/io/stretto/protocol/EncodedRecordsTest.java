package io.stretto.protocol;

import static io.stretto.protocol.Keys.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves the bytes of what the state holds beside the contracts' own entries. */
class EncodedRecordsTest {

  @Test
  void genesisParametersHaveNineBytes() {
    Write write = new Genesis(0x01020304, 7).write();
    assertThat(write.key()).isEqualTo(StateKey.genesis());
    assertThat(HexFormat.of().formatHex(write.value())).isEqualTo("01" + "01020304" + "00000007");
  }

  @Test
  void genesisParametersAreReadBack() {
    for (Genesis genesis : List.of(new Genesis(0, 0), new Genesis(Integer.MAX_VALUE, 3))) {
      assertThat(Genesis.decode(genesis.write().value())).isEqualTo(genesis);
    }
  }

  @Test
  void otherParametersAreRefused() {
    List<byte[]> hostile = List.of(new byte[0], new byte[8], new byte[10], new byte[9]);
    for (byte[] value : hostile) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Genesis.decode(value))
          .withMessage("unknown format of the ledger's parameters");
    }
  }

  @Test
  void contractRecordsAreHashThenOwner() {
    Digest hash = Digest.sha256(bytes("code"));
    byte[] encoded = new ContractRecord(hash, "alice").encode();
    assertThat(HexFormat.of().formatHex(encoded)).isEqualTo(hash.toHex() + "616c696365");
  }

  @Test
  void contractRecordsAreReadBack() {
    for (String owner : List.of("a", "x".repeat(64))) {
      ContractRecord record = new ContractRecord(Digest.sha256(bytes(owner)), owner);
      assertThat(ContractRecord.decode(record.encode())).isEqualTo(record);
    }
  }

  @Test
  void contractRecordsWithoutOwnerAreRefused() {
    for (int length : new int[] {0, 31, 32}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ContractRecord.decode(new byte[length]))
          .withMessage("not a contract record: " + length + " bytes");
    }
  }

  @Test
  void digestsAreReadFromTheirText() {
    Digest digest = Digest.sha256(bytes("a"));
    assertThat(Digest.ofHex(digest.toHex())).isEqualTo(digest).hasSameHashCodeAs(digest);
    assertThat(Digest.sha256(bytes("xay"), 1, 1)).isEqualTo(digest);
    assertThatIllegalArgumentException().isThrownBy(() -> Digest.ofBytes(new byte[31]));
    assertThatIllegalArgumentException().isThrownBy(() -> Digest.ofHex("00"));
  }

  @Test
  void positionsAreOrderedByHeightThenIndex() {
    assertThat(new Position(1, 9)).isLessThan(new Position(2, 0));
    assertThat(new Position(2, 0).isBefore(new Position(2, 1))).isTrue();
    assertThat(new Position(2, 1).isBefore(new Position(2, 1))).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new Position(0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Position(-1, 0));
  }
}
