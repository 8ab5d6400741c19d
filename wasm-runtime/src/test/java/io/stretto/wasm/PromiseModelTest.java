package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Operation;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.Write;
import io.stretto.wasm.fuzz.Choices;
import io.stretto.wasm.fuzz.FuzzRun;
import io.stretto.wasm.promise.PromiseModel;
import io.stretto.wasm.promise.PromiseModel.Ending;
import io.stretto.wasm.promise.PromiseProgram;
import io.stretto.wasm.promise.PromisePrograms;
import io.stretto.wasm.promise.PromiseWorld;
import io.stretto.wasm.promise.PromiseWorld.Deployed;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Promises, what they move, deploy and store, what is taken back where something fails, and what
 * storage counts, are what a model says that copies the whole world instead; in both engines, and
 * with each execution repeated on fresh instances.
 */
class PromiseModelTest {

  private static final int FIXED_SEEDS = 400;
  private static final long GAS = 4_000_000_000_000L;
  private static final long FUNDS = 40;
  private static final String SENDER = "alice";
  private static final List<String> CONTRACTS = List.of("a", "b", "c", "d");
  private static final Set<StateKey> CODE_KEYS =
      Set.of(codeKey(PromiseLedger.CODE), codeKey(PromiseLedger.COUNTING_CODE));

  private final Map<ErrorCode, Integer> endings = new EnumMap<>(ErrorCode.class);
  private int promises;

  @Test
  void promisesAreWhatTheModelSays() throws Exception {
    int seeds = FuzzRun.run("PromiseModelTest", FIXED_SEEDS, this::check, choices -> new byte[0]);
    System.out.printf(
        "%d sequences, %d promises done, operations ended: %s%n", seeds, promises, endings);
  }

  private static StateKey codeKey(byte[] code) {
    return StateKey.code(Digest.sha256(code));
  }

  private void check(Choices choices) {
    PromiseLedger ledger = new PromiseLedger();
    ledger.deploy("d", PromiseLedger.COUNTING_CODE);
    ledger.fund("issuer", -100 - FUNDS * CONTRACTS.size());
    PromiseModel model = new PromiseModel(PromiseLedger.CODE, PromiseLedger.COUNTING_CODE);
    for (String name : CONTRACTS) {
      byte[] code = name.equals("d") ? PromiseLedger.COUNTING_CODE : PromiseLedger.CODE;
      model.world.contracts.put(name, new Deployed(code, TestLedger.OWNER));
      ledger.fund(name, FUNDS);
      model.world.balances.put(name, FUNDS);
    }
    model.world.balances.put(SENDER, 100L);
    for (int i = 1 + choices.below(3); i > 0; i--) {
      Transact transact = draw(choices);
      ExecutionResult result = ledger.apply(transact.transaction());
      compare(model, transact, result);
      assertThat(state(ledger.compiled)).as("state: ").isEqualTo(state(model));
      assertThat(sumOfBalances(ledger)).as("sum of balances: ").isEqualTo(Int128.ZERO);
    }
    promises += model.promisesDone();
  }

  private static Int128 sumOfBalances(PromiseLedger ledger) {
    Int128 sum = Int128.ZERO;
    for (String name : PromisePrograms.ACCOUNTS) {
      sum = sum.add(Int128.ofValue(ledger.compiled.state.get(StateKey.balance(name))));
    }
    return sum;
  }

  /** A transaction with the programs that its operations run. */
  private record Transact(Transaction transaction, List<PromiseProgram> programs) {}

  private static Transact draw(Choices choices) {
    PromisePrograms source =
        new PromisePrograms(choices, PromiseLedger.CODE, PromiseLedger.COUNTING_CODE);
    List<Operation> operations = new ArrayList<>();
    List<PromiseProgram> programs = new ArrayList<>();
    for (int i = 1 + choices.below(2); i > 0; i--) {
      PromiseProgram program = source.draw();
      programs.add(program);
      Operation operation =
          Operation.call(choices.pick(CONTRACTS), "run", program.encode())
              .withDeposit(BigInteger.valueOf(choices.below(2) == 0 ? choices.below(20) : 0))
              .withGasLimit(GAS / 4);
      operations.add(choices.below(2) == 0 ? operation.mayAlsoFail() : operation);
    }
    return new Transact(new Transaction("id", SENDER, operations, GAS, 0, List.of()), programs);
  }

  private void compare(PromiseModel model, Transact transact, ExecutionResult result) {
    PromiseWorld before = model.world.copy();
    model.world.logs.clear();
    List<Operation> operations = transact.transaction().operations();
    List<Ending> expected = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      Ending ending =
          model.call(
              operation.contract(),
              "run",
              transact.programs().get(i),
              SENDER,
              operation.deposit().longValue());
      endings.merge(ending.code(), 1, Integer::sum);
      expected.add(ending);
      if (isFailure(ending) && !operation.mayFail()) {
        assertThat(result.errorCode()).as("ending: ").isEqualTo(ending.code());
        assertThat(result.errorMessage()).as("message: ").endsWith(ending.message());
        assertThat(result.writes()).as("writes: ").isEmpty();
        model.world = before;
        return;
      }
    }
    assertThat(result.logs()).as("logs: ").isEqualTo(model.world.logs);
    assertThat(result.returnValue()).as("value: ").isEqualTo(expected.getLast().value());
    List<OperationOutcome> outcomes = result.operations();
    for (int i = 0; i < outcomes.size(); i++) {
      assertThat(outcomes.get(i).errorCode()).as("code: ").isEqualTo(expected.get(i).code());
      assertThat(outcomes.get(i).returnValue()).as("value: ").isEqualTo(expected.get(i).value());
      assertThat(outcomes.get(i).gasUsed()).as("gas: ").isLessThanOrEqualTo(GAS / 4);
    }
  }

  private static boolean isFailure(Ending ending) {
    return ending.code() != ErrorCode.NONE && ending.code() != ErrorCode.PROMISE_FAILED;
  }

  /** All of the state but code, the issuer's balance, and balances of zero. */
  private static Set<Write> state(TestLedger ledger) {
    Set<StateKey> balances = new HashSet<>();
    PromisePrograms.ACCOUNTS.forEach(name -> balances.add(StateKey.balance(name)));
    Set<Write> state = new HashSet<>();
    ledger.state.forEach(
        (key, value) -> {
          boolean isNothing = balances.contains(key) && Int128.ofValue(value).equals(Int128.ZERO);
          boolean isOfIssuer = key.equals(StateKey.balance("issuer"));
          if (!isNothing && !isOfIssuer && !CODE_KEYS.contains(key)) {
            state.add(new Write(key, value));
          }
        });
    return state;
  }

  private static Set<Write> state(PromiseModel model) {
    PromiseWorld world = model.world;
    Set<Write> state = new HashSet<>();
    world.balances.forEach(
        (name, balance) -> {
          if (balance != 0) {
            state.add(new Write(StateKey.balance(name), Int128.of(balance).encode()));
          }
        });
    world.storage.forEach(
        (contract, values) ->
            values.forEach((key, value) -> state.add(new Write(storageKey(contract, key), value))));
    world.contracts.forEach(
        (name, deployed) -> {
          Digest hash = Digest.sha256(deployed.code());
          byte[] made = new ContractRecord(hash, deployed.owner()).encode();
          state.add(new Write(StateKey.contractRecord(name), made));
          if (model.counts(deployed.code())) {
            byte[] bytes = Int128.of(world.entryBytes(name)).encode();
            state.add(new Write(StateKey.storageUsage(name), bytes));
          }
        });
    return state;
  }

  private static StateKey storageKey(String contract, String key) {
    return StateKey.storage(contract, key.getBytes(StandardCharsets.UTF_8));
  }
}
