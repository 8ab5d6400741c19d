package io.stretto.wasm;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Int128;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.engine.EngineInstance.Ending;
import io.stretto.wasm.engine.HostExit;
import io.stretto.wasm.engine.HostFunction;
import io.stretto.wasm.fuzz.Calls.Call;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.ContractCaller;
import io.stretto.wasm.host.Frame;
import io.stretto.wasm.host.HostContext;
import io.stretto.wasm.host.HostFunctions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * One run of an instance below the executor, so that its memory can be seen at the end.
 *
 * @param ending what the run came to, in words
 * @param effects the return value, logs, observations and writes, in words
 * @param memory the memory at the end
 * @param gasUsed the gas that is gone from the instance
 * @param ranOut whether gas or depth ran out
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DirectRun(String ending, String effects, byte[] memory, long gasUsed, boolean ranOut) {

  /** Makes an instance and runs one of its functions. */
  static DirectRun of(
      Function<List<HostFunction>, EngineInstance> instantiation,
      int function,
      Call call,
      TestLedger ledger) {
    HostContext host = new HostContext(GasSchedule.VERSION_1);
    EngineInstance instance = instantiation.apply(HostFunctions.bind(host));
    Transaction transaction =
        TestLedger.call(FuzzedContract.NAME, call.function(), call.arguments(), FuzzedContract.GAS);
    host.storage().begin(ledger);
    host.begin(transaction, TestLedger.BLOCK, 3, false);
    host.setCaller(new NobodyElse());
    io.stretto.wasm.host.Call entered =
        new io.stretto.wasm.host.Call(
            FuzzedContract.NAME,
            call.function(),
            call.arguments(),
            transaction.sender(),
            Int128.ZERO,
            FuzzedContract.GAS,
            List.of());
    Frame frame = host.enter(entered, new Facts(), instance, false);
    instance.setGasLeft(FuzzedContract.GAS);
    instance.setDepthLeft((int) GasSchedule.VERSION_1.limit(Limit.CALL_DEPTH));
    String ending;
    try {
      ending = instance.run(function).name();
    } catch (HostExit e) {
      ending = host.errorCode() + " " + host.errorMessage();
    }
    boolean trapped = ending.equals(Ending.TRAPPED.name());
    boolean ranOut =
        host.errorCode() == ErrorCode.OUT_OF_GAS
            || (trapped && (instance.gasLeft() < 0 || instance.depthLeft() < 0));
    String effects =
        Arrays.toString(frame.returnValue())
            + host.log().lines()
            + host.storage().observations()
            + host.storage().writes();
    return new DirectRun(
        ending,
        effects,
        instance.memory().bytes().clone(),
        FuzzedContract.GAS - instance.gasLeft(),
        ranOut);
  }

  /** A ledger on which there is no other contract. */
  private static final class NobodyElse implements ContractCaller {

    @Override
    public OperationOutcome call(io.stretto.wasm.host.Call call) {
      return OperationOutcome.failed(ErrorCode.UNKNOWN_CONTRACT, "nobody else is here", 0);
    }

    @Override
    public long compilationGas(byte[] code) {
      return 0;
    }
  }

  /** The contract under test, whose storage is not counted. */
  private static final class Facts implements Frame.ContractFacts {

    @Override
    public byte[] storagePrefix() {
      return StateKey.storagePrefix(FuzzedContract.NAME);
    }

    @Override
    public StateKey usageKey() {
      return null;
    }

    @Override
    public int codeBytes() {
      return 0;
    }
  }
}
