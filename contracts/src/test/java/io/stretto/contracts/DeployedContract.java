package io.stretto.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Digest;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.ContractRuntime;
import io.stretto.wasm.TransactionExecutor;
import io.stretto.wasm.engine.EngineMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A contract deployed to a state of its own. Every transaction is executed by both engines, and
 * must have the same outcome on both, before what it wrote is written.
 */
final class DeployedContract {

  /** What a transaction has that states no gas limit of its own. */
  private static final long GAS_LIMIT = 100_000_000;

  private static final String NAME = "contract";
  private static final int PREFIX_LENGTH = StateKey.storagePrefix(NAME).length;
  private static final BlockContext BLOCK =
      new BlockContext(0, 1, Digest.sha256(new byte[0]), 1_700_000_000_000L);

  /** Shared, so that each contract is compiled once for all tests. */
  private static final ContractRuntime COMPILED = new ContractRuntime(EngineMode.COMPILED);

  private static final ContractRuntime INTERPRETED = new ContractRuntime(EngineMode.INTERPRETED);

  private final TransactionExecutor compiled = COMPILED.newExecutor();
  private final TransactionExecutor interpreted = INTERPRETED.newExecutor();
  private final Map<StateKey, byte[]> system = new HashMap<>();
  private final Map<String, byte[]> storage = new TreeMap<>();
  private final StateView view = new View();

  /** Deploys the contract. */
  DeployedContract(ExampleContract contract) {
    execute(TransactionKind.DEPLOY, "", contract.code(), "deployer").succeeds();
  }

  /** Executes a call. */
  Outcome call(String function, String args, String sender) {
    return execute(TransactionKind.CALL, function, args.getBytes(UTF_8), sender);
  }

  /** The contract's storage, keys as text; changes of the map are changes of the state. */
  Map<String, byte[]> state() {
    return storage;
  }

  private Outcome execute(TransactionKind kind, String function, byte[] arguments, String sender) {
    Transaction transaction =
        new Transaction("id", sender, kind, NAME, function, arguments, GAS_LIMIT, 0, List.of());
    Outcome outcome = Outcome.of(compiled.execute(transaction, BLOCK, 0, view));
    assertThat(Outcome.of(interpreted.execute(transaction, BLOCK, 0, view)))
        .as("the outcome when interpreted")
        .isEqualTo(outcome);
    outcome.writes().forEach(this::write);
    return outcome;
  }

  private final class View implements StateView {

    @Override
    public byte[] read(StateKey key) {
      return key.isStorage() ? storage.get(text(key)) : system.get(key);
    }

    @Override
    public List<StateEntry> scan(StateRange range, int limit) {
      return storage.entrySet().stream()
          .map(entry -> new StateEntry(StateKey.storage(NAME, bytes(entry)), entry.getValue()))
          .filter(entry -> range.contains(entry.key()))
          .limit(limit)
          .toList();
    }

    private byte[] bytes(Map.Entry<String, byte[]> entry) {
      return entry.getKey().getBytes(UTF_8);
    }
  }

  private void write(Write write) {
    if (!write.key().isStorage()) {
      system.put(write.key(), write.value());
    } else if (write.isDelete()) {
      storage.remove(text(write.key()));
    } else {
      storage.put(text(write.key()), write.value());
    }
  }

  private static String text(StateKey key) {
    byte[] bytes = key.bytes();
    return new String(bytes, PREFIX_LENGTH, bytes.length - PREFIX_LENGTH, UTF_8);
  }
}
