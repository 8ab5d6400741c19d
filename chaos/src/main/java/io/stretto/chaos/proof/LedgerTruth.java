package io.stretto.chaos.proof;

import io.stretto.chaos.history.CanonicalLedger;
import io.stretto.chaos.history.Question;
import io.stretto.chaos.history.Read;
import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.ContractRuntime;
import io.stretto.wasm.TransactionExecutor;
import io.stretto.wasm.ViewResult;
import io.stretto.wasm.engine.EngineMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through a ledger block by block, keeps its receipts, and answers the questions that were
 * asked at each block. For one thread, with the stack that contracts need.
 */
public final class LedgerTruth implements LedgerProof.BlockVisitor {

  private static final long VIEW_GAS = 1_000_000_000L;

  private final TransactionExecutor executor =
      new ContractRuntime(EngineMode.COMPILED).newExecutor();
  private final Map<Long, Set<Question>> asked = new HashMap<>();
  private final Map<Question, Map<Long, String>> truths = new HashMap<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private long lastHeight = -1;

  /** The truth that reads are to be held to. */
  public LedgerTruth(List<Read> reads) {
    for (Read read : reads) {
      asked.computeIfAbsent(read.height(), height -> new HashSet<>()).add(read.question());
    }
  }

  @Override
  public void visit(Commit commit, List<Receipt> blockReceipts, StateView state) {
    receipts.addAll(blockReceipts);
    lastHeight = commit.height();
    for (Question question : asked.getOrDefault(commit.height(), Set.of())) {
      truths
          .computeIfAbsent(question, added -> new HashMap<>())
          .put(commit.height(), answer(question, commit, state));
    }
  }

  /** The ledger as far as it was shown. */
  public CanonicalLedger ledger() {
    return new CanonicalLedger(receipts, lastHeight, truths);
  }

  private String answer(Question question, Commit commit, StateView state) {
    HexFormat hex = HexFormat.of();
    return switch (question) {
      case Question.Value value -> {
        byte[] found = state.read(StateKey.storage(value.contract(), bytes(value.key())));
        yield found == null ? Question.ABSENT : hex.formatHex(found);
      }
      case Question.View view -> {
        BlockContext block =
            new BlockContext(
                commit.ledger(), commit.height(), commit.blockDigest(), commit.tip().timeMillis());
        ViewResult result =
            executor.view(
                view.contract(), view.function(), bytes(view.arguments()), block, VIEW_GAS, state);
        yield result.status() + " " + hex.formatHex(result.returnValue());
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
