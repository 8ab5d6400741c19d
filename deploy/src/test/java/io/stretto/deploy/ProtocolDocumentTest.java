package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateDigest;
import io.stretto.protocol.memory.StateMap;
import io.stretto.schemas.DecodedTransaction;
import io.stretto.schemas.TransactionCodec;
import io.stretto.wasm.ContractRuntime;
import io.stretto.wasm.RecordExecutor;
import io.stretto.wasm.engine.EngineMode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The digests of the document's example, computed twice: by the code, and here from the document's
 * words alone, with the JDK.
 */
class ProtocolDocumentTest {

  private static final byte[] NOTHING = new byte[32];
  private static final String EMPTY_RECORD = "the record is empty";

  private final String document = Repository.text("docs/protocol.md");

  @Test
  void theCodeGivesTheExamplesDigests() {
    Genesis genesis = new Genesis(10, 1);
    Block first =
        new Block(
            0, 0, Digest.ZERO, 0, 0, 0, 1000, OrderPolicy.ARRIVAL, genesis, new int[0], new int[0]);
    Block second =
        new Block(
            0,
            1,
            first.digest(),
            0,
            1,
            0,
            1001,
            OrderPolicy.ARRIVAL,
            null,
            new int[] {0},
            new int[] {5});
    Digest stateAfterFirst =
        StateDigest.next(Digest.ZERO, first.digest(), List.of(genesis.write()), List.of());
    ExecutionResult result = execute(second.context());
    Receipt receipt = Receipt.of("", new Position(1, 0), 0, result, 3);
    Digest stateAfterSecond =
        StateDigest.next(stateAfterFirst, second.digest(), List.of(), List.of(receipt));
    assertExample(
        first.digest().toHex(),
        stateAfterFirst.toHex(),
        second.digest().toHex(),
        stateAfterSecond.toHex());
  }

  @Test
  void theWordsGiveTheExamplesDigests() throws Exception {
    byte[] first = block(0, NOTHING, 0, 1000, true, 0);
    byte[] stateAfterFirst = stateAfterFirst(first);
    byte[] second = block(1, first, 1, 1001, false, 1);
    byte[] stateAfterSecond = stateAfterSecond(stateAfterFirst, second);
    HexFormat hex = HexFormat.of();
    assertExample(
        hex.formatHex(first),
        hex.formatHex(stateAfterFirst),
        hex.formatHex(second),
        hex.formatHex(stateAfterSecond));
  }

  @Test
  void theExamplesMessageIsTheCodecs() {
    var decoded = (DecodedTransaction.Invalid) new TransactionCodec().decode(null);
    assertThat(decoded.message()).isEqualTo(EMPTY_RECORD);
    assertThat(document).contains("`" + decoded.errorCode() + "`", "`" + EMPTY_RECORD + "`");
  }

  private void assertExample(String first, String afterFirst, String second, String afterSecond) {
    assertThat(document)
        .contains(
            "| block 0 | `" + first + "` |",
            "| state after block 0 | `" + afterFirst + "` |",
            "| block 1 | `" + second + "` |",
            "| state after block 1 | `" + afterSecond + "` |");
  }

  private static ExecutionResult execute(BlockContext block) {
    return new RecordExecutor(new ContractRuntime(EngineMode.INTERPRETED))
        .execute(null, block, 0, new StateMap())
        .result();
  }

  private static byte[] block(
      long height, byte[] parent, long nextOffset, long time, boolean isGenesis, int transactions)
      throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(1);
    out.writeInt(0);
    out.writeLong(height);
    out.write(parent);
    out.writeLong(0);
    out.writeLong(nextOffset);
    out.writeLong(0);
    out.writeLong(time);
    text(out, "ARRIVAL");
    out.writeByte(isGenesis ? 1 : 0);
    if (isGenesis) {
      out.writeInt(10);
      out.writeInt(1);
    }
    out.writeInt(transactions);
    for (int i = 0; i < transactions; i++) {
      out.writeInt(i);
    }
    return sha256(bytes);
  }

  private static byte[] stateAfterFirst(byte[] block) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(1);
    out.write(NOTHING);
    out.write(block);
    out.writeInt(1);
    out.writeInt(2);
    out.write(new byte[2]);
    out.writeInt(9);
    out.writeByte(1);
    out.writeInt(10);
    out.writeInt(1);
    out.writeInt(0);
    return sha256(bytes);
  }

  private static byte[] stateAfterSecond(byte[] previous, byte[] block) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(1);
    out.write(previous);
    out.write(block);
    out.writeInt(0);
    out.writeInt(1);
    text(out, "");
    out.writeLong(1);
    out.writeInt(0);
    out.writeLong(0);
    text(out, "REJECTED");
    text(out, "MALFORMED_RECORD");
    text(out, EMPTY_RECORD);
    out.writeLong(0);
    out.writeInt(0);
    out.writeInt(0);
    out.writeInt(0);
    out.writeByte(0);
    return sha256(bytes);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(encoded.length);
    out.write(encoded);
  }

  private static byte[] sha256(ByteArrayOutputStream bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
  }
}
