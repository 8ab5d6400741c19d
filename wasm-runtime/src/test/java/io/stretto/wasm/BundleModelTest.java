package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Operation;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.Write;
import io.stretto.wasm.bundle.ActorModel;
import io.stretto.wasm.bundle.ActorModel.Ending;
import io.stretto.wasm.bundle.ActorModel.Kind;
import io.stretto.wasm.bundle.ActorModel.World;
import io.stretto.wasm.bundle.ActorPrograms;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.fuzz.Choices;
import io.stretto.wasm.fuzz.FuzzRun;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Bundles, calls between contracts, memory that lives on, deposits, and what is taken back where
 * something fails, are what a model says that copies the whole world instead; in both engines, and
 * with each execution repeated on fresh instances.
 */
class BundleModelTest {

  private static final int FIXED_SEEDS = 250;
  private static final long GAS = 1_000_000_000_000L;
  private static final String SENDER = "alice";
  private static final Map<Kind, byte[]> CODE =
      Map.of(
          Kind.PLAIN, TestLedger.module("actor"),
          Kind.LIVING, TestLedger.module("actor_living"),
          Kind.REENTRANT, TestLedger.module("actor_reentrant"));

  private final ContractRuntime compiling = runtime(EngineMode.COMPILED);
  private final ContractRuntime interpreting = runtime(EngineMode.INTERPRETED);
  private final Map<ErrorCode, Integer> endings = new EnumMap<>(ErrorCode.class);

  @Test
  void bundlesAreWhatTheModelSays() throws Exception {
    int seeds = FuzzRun.run("BundleModelTest", FIXED_SEEDS, this::check, choices -> new byte[0]);
    System.out.printf("%d sequences of bundles, operations ended: %s%n", seeds, endings);
  }

  private static ContractRuntime runtime(EngineMode mode) {
    return new ContractRuntime(
        RuntimeSettings.DEFAULT.withEngineMode(mode).withFreshInstanceCheckInterval(1));
  }

  private static TestLedger ledger(ContractRuntime runtime, List<Kind> kinds) {
    TestLedger ledger = new TestLedger(runtime);
    for (int i = 0; i < kinds.size(); i++) {
      ledger.with(ActorModel.name(i), CODE.get(kinds.get(i)));
    }
    return ledger;
  }

  private void check(Choices choices) {
    List<Kind> kinds = new ArrayList<>();
    int contracts = 1 + choices.below(4);
    for (int i = 0; i < contracts; i++) {
      kinds.add(choices.pick(List.of(Kind.PLAIN, Kind.LIVING, Kind.REENTRANT)));
    }
    TestLedger compiled = ledger(compiling, kinds);
    TestLedger interpreted = ledger(interpreting, kinds);
    ActorModel model = new ActorModel(kinds, 2);
    fund(model, compiled, interpreted);
    for (int i = 1 + choices.below(3); i > 0; i--) {
      Transaction transaction = draw(choices, contracts);
      ExecutionResult result = compiled.apply(transaction);
      ExecutionResult other = interpreted.apply(transaction);
      if (!Results.areEqual(result, other)) {
        throw new AssertionError(
            "engines differ: " + Results.describe(result) + " / " + Results.describe(other));
      }
      compare(model, transaction, result);
      assertThat(state(compiled, contracts)).as("state: ").isEqualTo(state(model));
    }
  }

  private static void fund(ActorModel model, TestLedger... ledgers) {
    model.world.balances.put(SENDER, 30L);
    for (TestLedger ledger : ledgers) {
      ledger.state.put(StateKey.balance(SENDER), Int128.of(30).encode());
    }
  }

  private static Transaction draw(Choices choices, int contracts) {
    List<Operation> operations = new ArrayList<>();
    int count = 1 + choices.below(4);
    for (int i = 0; i < count; i++) {
      byte[] program = ActorPrograms.draw(choices, contracts);
      Operation operation =
          Operation.call(ActorModel.name(choices.below(contracts)), "run", program)
              .withDeposit(BigInteger.valueOf(choices.below(3) == 0 ? choices.below(20) : 0))
              .withGasLimit(choices.below(2) == 0 ? GAS / 10 : 0);
      // What may fail has a limit of its own: a trap would leave no gas for the others.
      boolean mayFail = operation.gasLimit() > 0 && choices.below(3) > 0;
      operations.add(mayFail ? operation.mayAlsoFail() : operation);
    }
    return new Transaction("id", SENDER, operations, GAS, 0, List.of());
  }

  private void compare(ActorModel model, Transaction transaction, ExecutionResult result) {
    World before = model.world.copy();
    List<Ending> endingsOfOperations = new ArrayList<>();
    Ending failure = null;
    for (Operation operation : transaction.operations()) {
      Ending ending =
          model.call(
              operation.contract().charAt(0) - 'a',
              operation.arguments(),
              SENDER,
              operation.deposit().longValue());
      endings.merge(ending.code(), 1, Integer::sum);
      endingsOfOperations.add(ending);
      if (ending.code() != ErrorCode.NONE && !operation.mayFail()) {
        failure = ending;
        break;
      }
    }
    if (failure == null) {
      Ending finished = model.finish();
      failure = finished.code() == ErrorCode.NONE ? null : finished;
    }
    if (failure == null) {
      compareSuccess(model, transaction, endingsOfOperations, result);
    } else {
      assertThat(result.errorCode()).as("ending: ").isEqualTo(failure.code());
      assertThat(result.errorMessage()).as("message: ").endsWith(failure.message());
      assertThat(result.writes()).as("writes: ").isEmpty();
      model.world = before;
    }
    model.endTransaction();
  }

  private static void compareSuccess(
      ActorModel model, Transaction transaction, List<Ending> expected, ExecutionResult result) {
    assertThat(result.status()).as("status: ").isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(result.logs()).as("logs: ").isEqualTo(model.world.logs);
    assertThat(result.returnValue()).as("value: ").isEqualTo(expected.getLast().output());
    if (!transaction.isBundle()) {
      assertThat(result.operations()).as("operations: ").isEmpty();
      return;
    }
    assertThat(result.operations()).as("operations: ").hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      OperationOutcome outcome = result.operations().get(i);
      assertThat(outcome.errorCode()).as("code: ").isEqualTo(expected.get(i).code());
      assertThat(outcome.errorMessage()).as("message: ").isEqualTo(expected.get(i).message());
      assertThat(outcome.returnValue()).as("value: ").isEqualTo(expected.get(i).output());
    }
  }

  /** Storage and balances in the form of writes, which can be compared. */
  private static List<Write> state(TestLedger ledger, int contracts) {
    List<Write> state = new ArrayList<>();
    ledger.state.forEach(
        (key, value) -> {
          boolean isBalance = key.equals(StateKey.balance(SENDER));
          for (int i = 0; i < contracts; i++) {
            isBalance |= key.equals(StateKey.balance(ActorModel.name(i)));
          }
          if (key.isStorage() || (isBalance && value[0] != 0)) {
            state.add(new Write(key, value));
          }
        });
    state.sort(java.util.Comparator.comparing(Write::key));
    return state;
  }

  private static List<Write> state(ActorModel model) {
    List<Write> state = new ArrayList<>();
    model.world.storage.forEach(
        (path, value) ->
            state.add(
                new Write(
                    StateKey.storage(
                        path.substring(0, 1), path.substring(2).getBytes(StandardCharsets.UTF_8)),
                    value)));
    model.world.balances.forEach(
        (name, balance) -> {
          if (balance != 0) {
            state.add(new Write(StateKey.balance(name), Int128.of(balance).encode()));
          }
        });
    state.sort(java.util.Comparator.comparing(Write::key));
    return state;
  }
}
