package io.stretto.statestore.http;

import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Commit;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.statestore.query.LedgerView;
import io.stretto.statestore.query.ViewCalls;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** The JSON bodies of answers; each record's fields are those of its JSON object. */
final class Answers {

  private static final HexFormat HEX = HexFormat.of();

  private Answers() {}

  record Problem(Detail error) {
    record Detail(String code, String message) {}
  }

  record Absent(Problem.Detail error, long height) {}

  record State(int ledger, String contract, String keyHex, String valueHex, long height) {}

  record Account(int ledger, String account, String balance, long height) {}

  record View(
      String status,
      String errorCode,
      String errorMessage,
      String returnHex,
      String returnText,
      long gasUsed,
      List<String> logs,
      long height) {

    static View of(ViewCalls.Answer answer) {
      var result = answer.result();
      return new View(
          result.status().name(),
          result.errorCode().name(),
          result.errorMessage(),
          HEX.formatHex(result.returnValue()),
          text(result.returnValue()),
          result.gasUsed(),
          result.logs(),
          answer.height());
    }
  }

  record Place(long height, int index) {
    static Place of(Position position) {
      return new Place(position.height(), position.index());
    }
  }

  record OperationAnswer(String errorCode, String errorMessage, long gasUsed, String returnHex) {
    static OperationAnswer of(OperationOutcome outcome) {
      return new OperationAnswer(
          outcome.errorCode().name(),
          outcome.errorMessage(),
          outcome.gasUsed(),
          HEX.formatHex(outcome.returnValue()));
    }
  }

  record ReceiptAnswer(
      String transactionId,
      int ledger,
      long height,
      int index,
      long offset,
      String status,
      String errorCode,
      String errorMessage,
      long gasUsed,
      String returnHex,
      List<String> logs,
      List<OperationAnswer> operations,
      Place duplicateOf,
      int attempts) {

    static ReceiptAnswer of(int ledger, Receipt receipt) {
      return new ReceiptAnswer(
          receipt.transactionId(),
          ledger,
          receipt.position().height(),
          receipt.position().index(),
          receipt.offset(),
          receipt.status().name(),
          receipt.errorCode().name(),
          receipt.errorMessage(),
          receipt.gasUsed(),
          HEX.formatHex(receipt.returnValue()),
          receipt.logs(),
          receipt.operations().stream().map(OperationAnswer::of).toList(),
          receipt.duplicateOf().map(Place::of).orElse(null),
          receipt.attempts());
    }
  }

  record BlockTransaction(int index, String transactionId, String status, boolean duplicate) {}

  record BlockAnswer(
      int ledger,
      long height,
      String blockDigest,
      String stateDigest,
      long blockOffset,
      long timeMillis,
      long nextOffset,
      long nextOrdinal,
      Commit.Counts counts,
      Commit.Statistics statistics,
      List<BlockTransaction> transactions) {

    static BlockAnswer of(BlockDelta block) {
      Commit commit = block.commit();
      return new BlockAnswer(
          commit.ledger(),
          commit.height(),
          commit.blockDigest().toHex(),
          commit.stateDigest().toHex(),
          commit.blockOffset(),
          commit.tip().timeMillis(),
          commit.tip().nextOffset(),
          commit.tip().nextOrdinal(),
          commit.counts(),
          commit.statistics(),
          block.receipts().stream().map(BlockAnswer::transaction).toList());
    }

    private static BlockTransaction transaction(Receipt receipt) {
      return new BlockTransaction(
          receipt.position().index(),
          receipt.transactionId(),
          receipt.status().name(),
          receipt.isDuplicate());
    }
  }

  record Status(
      int ledger,
      long height,
      String blockDigest,
      String stateDigest,
      long transactions,
      int openBlocks) {

    static Status of(LedgerView view) {
      return view.committed()
          .lastCommit()
          .map(
              commit ->
                  new Status(
                      view.ledger(),
                      commit.height(),
                      commit.blockDigest().toHex(),
                      commit.stateDigest().toHex(),
                      commit.tip().nextOrdinal(),
                      view.openBlocks()))
          .orElseGet(() -> new Status(view.ledger(), -1, null, null, 0, view.openBlocks()));
    }
  }

  record Owned(List<Status> ledgers) {}

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
