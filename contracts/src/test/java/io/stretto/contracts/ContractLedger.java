package io.stretto.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Operation;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.ContractRuntime;
import io.stretto.wasm.RuntimeSettings;
import io.stretto.wasm.TransactionExecutor;
import io.stretto.wasm.engine.EngineMode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A state with several contracts. Every transaction is executed by both engines, now and then on
 * fresh instances as well, and must have the same outcome everywhere, before what it wrote is
 * written.
 */
final class ContractLedger {

  /** What a transaction has that states no gas limit of its own. */
  static final long GAS_LIMIT = 10_000_000_000L;

  private static final BlockContext BLOCK =
      new BlockContext(0, 1, Digest.sha256(new byte[0]), 1_700_000_000_000L);
  private static final int FRESH_INSTANCE_CHECK_INTERVAL = 10;

  /** Shared, so that each contract is compiled once for all tests. */
  private static final ContractRuntime COMPILED = runtime(EngineMode.COMPILED);

  private static final ContractRuntime INTERPRETED = runtime(EngineMode.INTERPRETED);

  private final TransactionExecutor compiled = COMPILED.newExecutor();
  private final TransactionExecutor interpreted = INTERPRETED.newExecutor();
  private final TreeMap<StateKey, byte[]> state = new TreeMap<>();
  private int nextIndex;

  private static ContractRuntime runtime(EngineMode mode) {
    return new ContractRuntime(
        RuntimeSettings.DEFAULT
            .withEngineMode(mode)
            .withFreshInstanceCheckInterval(FRESH_INSTANCE_CHECK_INTERVAL));
  }

  /** A call with text as arguments, which must succeed. */
  static Operation operation(String contract, String function, String arguments) {
    return Operation.call(contract, function, arguments.getBytes(UTF_8));
  }

  /** Deploys a contract. */
  ContractLedger with(String name, ExampleContract contract) {
    execute("deployer", Operation.deploy(name, contract.code()));
    return this;
  }

  /** The random seed of the next transaction: each has its own index in the one block. */
  byte[] nextSeed() {
    byte[] source =
        ByteBuffer.allocate(Digest.LENGTH_BYTES + Integer.BYTES)
            .put(BLOCK.blockDigest().toBytes())
            .putInt(nextIndex)
            .array();
    return Digest.sha256(source).toBytes();
  }

  /** Gives an account money. */
  ContractLedger withBalance(String account, long amount) {
    execute("issuer", Operation.transfer(account, BigInteger.valueOf(amount)));
    return this;
  }

  /** Executes a call, which must succeed, and returns what it returned. */
  String call(String sender, String contract, String function, String arguments) {
    return text(execute(sender, operation(contract, function, arguments)).returnValue());
  }

  /** Executes operations as one transaction, which must succeed. */
  ExecutionResult execute(String sender, Operation... operations) {
    ExecutionResult result = attempt(sender, operations);
    assertThat(result.errorMessage()).isEmpty();
    assertThat(result.errorCode()).isEqualTo(ErrorCode.NONE);
    return result;
  }

  /** Executes operations as one transaction, and writes what it wrote. */
  ExecutionResult attempt(String sender, Operation... operations) {
    Transaction transaction =
        new Transaction("id", sender, List.of(operations), GAS_LIMIT, 0, List.of());
    StateView view = new View();
    int index = nextIndex++;
    ExecutionResult result = compiled.execute(transaction, BLOCK, index, view);
    ExecutionResult other = interpreted.execute(transaction, BLOCK, index, view);
    assertThat(Outcome.of(other)).as("the outcome when interpreted").isEqualTo(Outcome.of(result));
    assertThat(other.operations()).isEqualTo(result.operations());
    for (Write write : result.writes()) {
      if (write.isDelete()) {
        state.remove(write.key());
      } else {
        state.put(write.key(), write.resolve(state.get(write.key())).value());
      }
    }
    return result;
  }

  /** What a view call returns. */
  String view(String contract, String function, String arguments) {
    return text(
        compiled
            .view(contract, function, arguments.getBytes(UTF_8), BLOCK, GAS_LIMIT, new View())
            .returnValue());
  }

  /** An account's balance. */
  long balance(String account) {
    byte[] value = state.get(StateKey.balance(account));
    return value == null ? 0 : Long.parseLong(Int128.decode(value, 0).toString());
  }

  /** Everything, in a form that can be compared. */
  Map<StateKey, String> content() {
    Map<StateKey, String> content = new TreeMap<>();
    state.forEach((key, value) -> content.put(key, HexFormat.of().formatHex(value)));
    return content;
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private final class View implements StateView {

    @Override
    public byte[] read(StateKey key) {
      return state.get(key);
    }

    @Override
    public List<StateEntry> scan(StateRange range, int limit) {
      return state.subMap(range.from(), range.to()).entrySet().stream()
          .limit(limit)
          .map(entry -> new StateEntry(entry.getKey(), entry.getValue()))
          .toList();
    }
  }
}
