package io.stretto.wasm;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.bytecode.ModuleParser;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.host.HostFunctions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A state in a map and an executor over it: what a test needs to deploy and call contracts. */
final class TestLedger implements StateView {

  static final long GAS = 1_000_000_000;
  static final String OWNER = "owner";
  static final BlockContext BLOCK =
      new BlockContext(0, 7, Digest.sha256(new byte[] {1}), 1_700_000_000_123L);

  final Map<StateKey, byte[]> state = new HashMap<>();
  final TransactionExecutor executor;

  TestLedger(EngineMode mode) {
    this(RuntimeSettings.DEFAULT.withEngineMode(mode));
  }

  TestLedger(RuntimeSettings settings) {
    this(new ContractRuntime(settings));
  }

  /** An empty state over a runtime that others may use too. */
  TestLedger(ContractRuntime runtime) {
    this.executor = runtime.newExecutor();
  }

  @Override
  public List<StateEntry> scan(StateRange range, int limit) {
    return state.entrySet().stream()
        .filter(entry -> range.contains(entry.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .limit(limit)
        .map(entry -> new StateEntry(entry.getKey(), entry.getValue()))
        .toList();
  }

  static byte[] module(String name) {
    try (InputStream stream = TestLedger.class.getResourceAsStream("/wasm/" + name + ".wasm")) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ContractModule parsed(byte[] code) throws InvalidCodeException {
    return ModuleParser.parse(code, GasSchedule.VERSION_1, HostFunctions.signatures());
  }

  static byte[] longs(long... values) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      buffer.putLong(value);
    }
    return buffer.array();
  }

  static Transaction call(String contract, String function, byte[] arguments, long gas) {
    return new Transaction(
        "id", "alice", TransactionKind.CALL, contract, function, arguments, gas, 0, List.of());
  }

  static Transaction deployment(String sender, String contract, byte[] code) {
    return new Transaction(
        "id", sender, TransactionKind.DEPLOY, contract, "", code, 100 * GAS, 0, List.of());
  }

  @Override
  public byte[] read(StateKey key) {
    return state.get(key);
  }

  /** The state in a form that can be compared. */
  Set<Write> content() {
    return state.entrySet().stream()
        .map(entry -> new Write(entry.getKey(), entry.getValue()))
        .collect(Collectors.toSet());
  }

  /** Executes without a change of the state. */
  ExecutionResult execute(Transaction transaction) {
    return executor.execute(transaction, BLOCK, 3, this);
  }

  /** Executes and writes what was written. */
  ExecutionResult apply(Transaction transaction) {
    ExecutionResult result = execute(transaction);
    for (Write write : result.writes()) {
      if (write.isDelete()) {
        state.remove(write.key());
      } else {
        state.put(write.key(), write.resolve(state.get(write.key())).value());
      }
    }
    return result;
  }

  /** Deploys code, which must be accepted. */
  TestLedger with(String contract, byte[] code) {
    ExecutionResult result = apply(deployment(OWNER, contract, code));
    if (result.status() != ReceiptStatus.SUCCEEDED) {
      throw new AssertionError(result);
    }
    return this;
  }

  /** Calls a function and writes what was written. */
  ExecutionResult call(String contract, String function, long... arguments) {
    return apply(call(contract, function, longs(arguments), GAS));
  }
}
