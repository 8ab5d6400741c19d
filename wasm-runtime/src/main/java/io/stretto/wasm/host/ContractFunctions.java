package io.stretto.wasm.host;

import static io.stretto.wasm.host.HostFunctions.I32;
import static io.stretto.wasm.host.HostFunctions.I64;
import static io.stretto.wasm.host.StorageFunctions.U32;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Int128;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.TransactionRules;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.HostFunctions.Definition;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Calls of other contracts, which have run to their end when the function returns. */
final class ContractFunctions {

  /** Of the gas that is left, the caller keeps one part of so many to go on with. */
  private static final long KEPT_PART = 64;

  private ContractFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.stretto(
            "call",
            List.of(I32, I32, I32, I32, I32, I32, I32, I64),
            List.of(I32),
            ContractFunctions::call),
        Definition.stretto(
            "call_result", List.of(I32, I32), List.of(I32), ContractFunctions::callResult));
  }

  /**
   * Arguments: contract, its length, function, its length, arguments, their length, pointer to the
   * deposit (0 for none), gas (0 for all but what the caller keeps). Result: 0 where it succeeded.
   */
  private static long call(HostContext context, long[] arguments) {
    context.charge(Cost.CONTRACT_CALL);
    String contract = account(context, arguments[1] & U32, arguments[0] & U32);
    String function = text(context, arguments[3] & U32, arguments[2] & U32);
    byte[] input = context.bytesOf(arguments[5] & U32, arguments[4] & U32, Limit.RETURN_BYTES);
    Int128 deposit = deposit(context, arguments[6] & U32);
    long left = context.gasLeft();
    long most = left - left / KEPT_PART;
    long gas = arguments[7] == 0 ? most : Math.min(arguments[7] & Long.MAX_VALUE, most);
    Call call =
        new Call(
            contract, function, input, context.frame().call.contract(), deposit, gas, List.of());
    OperationOutcome outcome = context.callContract(call);
    context.spend(outcome.gasUsed());
    StorageFunctions.checkTouched(context); // it may have been one of many that do not exist
    context.frame().callResult =
        outcome.hasSucceeded()
            ? outcome.returnValue()
            : outcome.errorMessage().getBytes(StandardCharsets.UTF_8);
    return status(outcome.errorCode());
  }

  private static Int128 deposit(HostContext context, long pointer) {
    if (pointer == 0) {
      return Int128.ZERO;
    }
    context.charge(Cost.HOST_BYTE, Int128.LENGTH_BYTES);
    context.charge(Cost.BALANCE);
    Int128 amount = Int128.decode(context.copyFromMemory(pointer, Int128.LENGTH_BYTES), 0);
    if (amount.isNegative()) {
      throw context.trap("a deposit below zero, or beyond 2^127 - 1");
    }
    if (context.isReadOnly() && !amount.equals(Int128.ZERO)) {
      throw context.trap("a view call must not write");
    }
    return amount;
  }

  /** The numbers are part of the ABI. */
  private static long status(ErrorCode code) {
    return switch (code) {
      case NONE -> 0;
      case PANIC -> 1;
      case TRAP -> 2;
      case OUT_OF_GAS -> 3;
      case LIMIT_EXCEEDED -> 4;
      case UNKNOWN_CONTRACT -> 5;
      case UNKNOWN_FUNCTION -> 6;
      case REENTRANT_CALL -> 7;
      case INSUFFICIENT_BALANCE -> 8;
      case PROMISE_FAILED -> 9;
      case INVALID_CODE, NOT_OWNER, MALFORMED_RECORD, UNKNOWN_SCHEMA, INVALID_FIELD -> 10;
    };
  }

  /** Arguments: buffer, capacity. Result: the length of what the last call gave. */
  private static long callResult(HostContext context, long[] arguments) {
    long pointer = arguments[0] & U32;
    long capacity = arguments[1] & U32;
    context.checkRange(pointer, capacity);
    byte[] result = context.frame().callResult;
    if (result.length <= capacity) {
      context.charge(Cost.HOST_BYTE, result.length);
      context.copyToMemory(pointer, result);
    }
    return result.length;
  }

  /** The name of an account, in the register style. */
  static String account(HostContext context, long length, long pointer) {
    String name = text(context, length, pointer);
    if (!TransactionRules.isName(name)) {
      throw context.trap("the name of an account is not well-formed");
    }
    return name;
  }

  /** A short text, in the register style. */
  static String text(HostContext context, long length, long pointer) {
    return Texts.utf8(context, context.bytesOf(length, pointer, Limit.NAME_BYTES));
  }
}
