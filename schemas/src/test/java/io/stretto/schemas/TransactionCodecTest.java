package io.stretto.schemas;

import static java.math.BigInteger.ONE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Block;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Operation;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

/** What is a transaction, and the exact words with which all else is rejected. */
class TransactionCodecTest {

  private static final TransactionCodec CODEC = new TransactionCodec();
  private static final Schema SCHEMA = CODEC.schemas().current();

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
  void aPlainOperationStandsInTheFieldsAndABundleInTheArray() {
    Operation plain = Operation.call("bank", "pay", new byte[] {1}).withDeposit(BigInteger.TEN);
    assertThat(field(bundle(plain), "deposit")).isEqualTo("10");
    assertThat((List<?>) field(bundle(plain), "operations")).isEmpty();
    assertThat(field(bundle(plain.mayAlsoFail()), "contract")).isEqualTo("");
    assertThat((List<?>) field(bundle(plain.mayAlsoFail()), "operations")).hasSize(1);
    for (Operation alone :
        List.of(plain, plain.mayAlsoFail(), plain.withGasLimit(9), Operation.transfer("b", ONE))) {
      assertThat(operations(CODEC.encode(bundle(alone))))
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(alone);
    }
  }

  @Test
  void aPlainOperationMayStandInTheArrayToo() throws IOException {
    byte[] bytes = generic(generic("bank", "pay", "7"));
    assertThat(operations(bytes))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            Operation.call("bank", "pay", new byte[0]).withDeposit(BigInteger.valueOf(7)));
  }

  @Test
  void accessListsOfBundlesMeanTheFirstContract() throws IOException {
    List<AccessEntry> entries = List.of(access("bank", 3), access("shop", 1));
    Transaction transaction =
        new Transaction(
            "t1",
            "alice",
            List.of(
                Operation.call("bank", "pay", new byte[0]),
                Operation.call("shop", "buy", new byte[0])),
            5,
            0,
            entries);
    DecodedTransaction decoded = CODEC.decode(CODEC.encode(transaction));
    assertThat(((DecodedTransaction.Valid) decoded).transaction().accessList()).isEqualTo(entries);
  }

  @Test
  void aRecordSaysItsOperationsInOneWay() throws IOException {
    String message =
        "kind, contract, function, arguments and deposit must be left out where operations are"
            + " given";
    Map<String, Object> fields =
        Map.of(
            "kind", new GenericData.EnumSymbol(SCHEMA.getField("kind").schema(), "DEPLOY"),
            "contract", "bank",
            "function", "pay",
            "arguments", ByteBuffer.wrap(new byte[1]),
            "deposit", "0");
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      GenericData.Record both =
          record().set("operations", List.of(generic("bank", "pay", ""))).build();
      both.put(field.getKey(), field.getValue());
      assertInvalid(bytes(both), ErrorCode.INVALID_FIELD, message);
    }
    assertInvalidField(
        record().build(), "contract must be 1 to 64 of a-z, A-Z, 0-9, '.', '_', '-'");
  }

  @Test
  void depositsAreDecimalDigits() throws IOException {
    String message = "deposit must be at most 39 decimal digits";
    for (String bad : List.of("+1", "-1", "1 ", "1.0", "0x1", "\u0661", "1".repeat(40), "e")) {
      assertInvalidField(
          record().set("contract", "bank").set("function", "f").set("deposit", bad).build(),
          message);
      assertInvalid(generic(generic("bank", "f", bad)), ErrorCode.INVALID_FIELD, message);
      assertInvalid(
          generic(generic("bank", "f", "1"), generic("bank", "f", bad)),
          ErrorCode.INVALID_FIELD,
          "operation 1: " + message);
    }
    assertInvalidField(
        record().set("contract", "b").set("function", "f").set("deposit", "9".repeat(39)).build(),
        "deposit must be 0 to 2^127 - 1");
    assertInvalidField(
        record()
            .set("contract", "b")
            .set("function", "f")
            .set("deposit", "7".repeat(3_000_000))
            .build(),
        message);
    assertThat(operations(generic(generic("bank", "f", "0".repeat(38) + "1"))).getFirst().deposit())
        .isEqualTo(ONE);
  }

  @Test
  void moreOperationsThanAllowedAreNotKept() throws IOException {
    GenericData.Record[] many = new GenericData.Record[2_000];
    Arrays.fill(many, generic("bank", "f", ""));
    assertInvalid(generic(many), ErrorCode.INVALID_FIELD, "operations must be at most 1000");
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

  private static Transaction bundle(Operation... operations) {
    return new Transaction("t1", "alice", List.of(operations), 5, 0, List.of());
  }

  private static Object field(Transaction transaction, String name) {
    return ((GenericData.Record) ToGeneric.convert(SCHEMA, transaction)).get(name);
  }

  private static List<Operation> operations(byte[] bytes) {
    return ((DecodedTransaction.Valid) CODEC.decode(bytes)).transaction().operations();
  }

  private static GenericRecordBuilder record() {
    return new GenericRecordBuilder(SCHEMA).set("id", "t1").set("sender", "alice");
  }

  private static GenericData.Record generic(String contract, String function, String deposit) {
    return new GenericRecordBuilder(SCHEMA.getField("operations").schema().getElementType())
        .set("contract", contract)
        .set("function", function)
        .set("deposit", deposit)
        .build();
  }

  private static byte[] generic(GenericData.Record... operations) throws IOException {
    return bytes(record().set("operations", List.of(operations)).build());
  }

  private static byte[] bytes(GenericData.Record record) throws IOException {
    return new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), SCHEMA)
        .encode(record)
        .array();
  }

  private static void assertInvalidField(GenericData.Record record, String message)
      throws IOException {
    assertInvalid(bytes(record), ErrorCode.INVALID_FIELD, message);
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
