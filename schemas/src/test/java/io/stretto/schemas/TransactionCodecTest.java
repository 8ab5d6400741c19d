package io.stretto.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Block;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is a transaction, and the exact words with which all else is rejected. */
class TransactionCodecTest {

  private static final TransactionCodec CODEC = new TransactionCodec();

  @Test
  void tombstonesAndEmptyRecordsAreTheSame() {
    assertInvalid(null, ErrorCode.MALFORMED_RECORD, "the record is empty");
    assertInvalid(new byte[0], ErrorCode.MALFORMED_RECORD, "the record is empty");
  }

  @Test
  void recordsWithoutHeaderAreMalformed() {
    String message = "the record does not begin with the header of Avro's single-object encoding";
    assertInvalid("{\"id\": \"json\"}".getBytes(UTF_8), ErrorCode.MALFORMED_RECORD, message);
    byte[] onlyMarker = Arrays.copyOf(CODEC.encode(transaction("bank", List.of())), 9);
    assertInvalid(onlyMarker, ErrorCode.MALFORMED_RECORD, message);
  }

  @Test
  void bodiesThatDoNotFitAreMalformed() {
    byte[] bytes = CODEC.encode(transaction("bank", List.of()));
    String message = "the record does not fit the schema that it names";
    assertInvalid(Arrays.copyOf(bytes, bytes.length - 1), ErrorCode.MALFORMED_RECORD, message);
    assertInvalid(Arrays.copyOf(bytes, bytes.length + 1), ErrorCode.MALFORMED_RECORD, message);
  }

  @Test
  void recordsOfOtherTypesAreOfAnUnknownSchema() {
    Block block =
        new Block(0, 1, Digest.ZERO, 0, 0, 0, 0, OrderPolicy.ARRIVAL, null, new int[0], new int[0]);
    assertInvalid(
        new BlockCodec().encode(block),
        ErrorCode.UNKNOWN_SCHEMA,
        "no released schema has the fingerprint "
            + KnownSchemas.toHex(new BlockCodec().schemas().currentFingerprint()));
  }

  @Test
  void brokenRulesAreInvalidFields() {
    assertInvalidField(
        transaction("a bank", List.of()),
        "contract must be 1 to 64 of a-z, A-Z, 0-9, '.', '_', '-'");
    assertInvalidField(
        transaction("b".repeat(1_000_000), List.of(access("b", 1))),
        "contract must be 1 to 64 of a-z, A-Z, 0-9, '.', '_', '-'");
    assertInvalidField(
        transaction("bank", List.of(access("no name", 1))),
        "accessList contracts must be empty or 1 to 64 of a-z, A-Z, 0-9, '.', '_', '-'");
    assertInvalidField(
        transaction("bank", List.of(access("bank", 3_000))),
        "accessList keys must have at most 2114 bytes");
    assertInvalidField(
        transaction("bank", Collections.nCopies(5_000, access("bank", 1))),
        "accessList must have at most 4096 entries");
  }

  @Test
  void accessListsNameStorageKeys() {
    List<AccessEntry> entries = List.of(access("bank", 3), access("other", 0));
    DecodedTransaction decoded = CODEC.decode(CODEC.encode(transaction("bank", entries)));
    assertThat(((DecodedTransaction.Valid) decoded).transaction().accessList()).isEqualTo(entries);

    AccessEntry system = new AccessEntry(StateKey.contractRecord("bank"), AccessMode.READ);
    assertThatThrownBy(() -> CODEC.encode(transaction("bank", List.of(system))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsDecodedKeepsNoHoldOfTheRecord() {
    byte[] bytes = CODEC.encode(transaction("bank", List.of(access("bank", 3))));
    Transaction transaction = ((DecodedTransaction.Valid) CODEC.decode(bytes)).transaction();
    Arrays.fill(bytes, (byte) 0);
    assertThat(transaction.arguments()).containsExactly(1, 2, 3);
    assertThat(transaction.accessList()).containsExactly(access("bank", 3));
  }

  @Test
  void theDefaultGasLimitIsTheSchemas() {
    assertThat(CODEC.schemas().current().getField("gasLimit").defaultVal())
        .isEqualTo(TransactionCodec.DEFAULT_GAS_LIMIT);
  }

  private static AccessEntry access(String contract, int keyLength) {
    return new AccessEntry(StateKey.storage(contract, new byte[keyLength]), AccessMode.WRITE);
  }

  private static Transaction transaction(String contract, List<AccessEntry> accessList) {
    return new Transaction(
        "t1",
        "alice",
        TransactionKind.CALL,
        contract,
        "pay",
        new byte[] {1, 2, 3},
        5,
        0,
        accessList);
  }

  private static void assertInvalidField(Transaction transaction, String message) {
    assertInvalid(CODEC.encode(transaction), ErrorCode.INVALID_FIELD, message);
  }

  private static void assertInvalid(byte[] bytes, ErrorCode errorCode, String message) {
    assertThat(CODEC.decode(bytes)).isEqualTo(new DecodedTransaction.Invalid(errorCode, message));
  }
}
