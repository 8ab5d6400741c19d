package io.stretto.wasm.host;

import static io.stretto.wasm.host.HostFunctions.I64;

import io.stretto.protocol.Digest;
import io.stretto.protocol.Int128;
import io.stretto.protocol.StateKey;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.NearGas;
import io.stretto.wasm.host.HostFunctions.Definition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a contract may know of its call, its block and its gas. */
final class ContextFunctions {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int PUBLIC_KEY_BYTES = 33;

  private ContextFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.env("current_account_id", List.of(I64), List.of(), ContextFunctions::contract),
        Definition.env("signer_account_id", List.of(I64), List.of(), ContextFunctions::sender),
        Definition.env(
            "predecessor_account_id", List.of(I64), List.of(), ContextFunctions::predecessor),
        Definition.env(
            "refund_to_account_id", List.of(I64), List.of(), ContextFunctions::predecessor),
        Definition.env("signer_account_pk", List.of(I64), List.of(), ContextFunctions::noKey),
        Definition.env("input", List.of(I64), List.of(), ContextFunctions::input),
        Definition.env("block_index", List.of(), List.of(I64), (c, a) -> c.block().height()),
        Definition.env(
            "block_timestamp",
            List.of(),
            List.of(I64),
            (c, a) -> c.block().timeMillis() * NANOS_PER_MILLI),
        Definition.env("epoch_height", List.of(), List.of(I64), (c, a) -> 0),
        Definition.env("storage_usage", List.of(), List.of(I64), ContextFunctions::storageUsage),
        Definition.env("random_seed", List.of(I64), List.of(), ContextFunctions::randomSeed),
        Definition.env(
            "prepaid_gas",
            List.of(),
            List.of(I64),
            (c, a) -> NearGas.toNear(c.frame().call.gasLimit())),
        Definition.env(
            "used_gas",
            List.of(),
            List.of(I64),
            (c, a) -> NearGas.toNear(c.frame().call.gasLimit() - c.gasLeft())),
        Definition.env("account_balance", List.of(I64), List.of(), ContextFunctions::balance),
        Definition.env(
            "account_locked_balance",
            List.of(I64),
            List.of(),
            (c, a) -> putNumber(c, a[0], Int128.ZERO)),
        Definition.env(
            "attached_deposit",
            List.of(I64),
            List.of(),
            (c, a) -> putNumber(c, a[0], c.frame().call.deposit())));
  }

  private static long contract(HostContext context, long[] arguments) {
    return setText(context, arguments[0], context.frame().call.contract());
  }

  private static long sender(HostContext context, long[] arguments) {
    return setText(context, arguments[0], context.transaction().sender());
  }

  private static long predecessor(HostContext context, long[] arguments) {
    return setText(context, arguments[0], context.frame().call.predecessor());
  }

  private static long setText(HostContext context, long register, String text) {
    context.setRegister(register, text.getBytes(StandardCharsets.UTF_8));
    return 0;
  }

  private static long input(HostContext context, long[] arguments) {
    context.setRegister(arguments[0], context.frame().call.arguments());
    return 0;
  }

  /** SHA-256 of the block's digest and the transaction's index in it, 4 bytes big-endian. */
  private static long randomSeed(HostContext context, long[] arguments) {
    context.charge(Cost.SHA256);
    byte[] source =
        ByteBuffer.allocate(Digest.LENGTH_BYTES + Integer.BYTES)
            .put(context.block().blockDigest().toBytes())
            .putInt(context.index())
            .array();
    context.setRegister(arguments[0], Digest.sha256(source).toBytes());
    return 0;
  }

  /** A key of the curve 0, Ed25519, of zeros: senders have no keys. */
  private static long noKey(HostContext context, long[] arguments) {
    context.setRegister(arguments[0], new byte[PUBLIC_KEY_BYTES]);
    return 0;
  }

  private static long balance(HostContext context, long[] arguments) {
    context.charge(Cost.STORAGE_READ);
    StateKey key = StateKey.balance(context.frame().call.contract());
    Int128 balance = Int128.ofValue(context.fromView(() -> context.storage().read(key)));
    StorageFunctions.checkTouched(context);
    return putNumber(context, arguments[0], balance.max(Int128.ZERO));
  }

  /** The bytes of the account, of its code and of its storage, as NEAR counts them. */
  private static long storageUsage(HostContext context, long[] arguments) {
    context.charge(Cost.STORAGE_READ);
    return context.fromView(() -> StorageUsage.read(context.storage(), context.frame().facts));
  }

  private static long putNumber(HostContext context, long pointer, Int128 number) {
    context.charge(Cost.HOST_BYTE, Int128.LENGTH_BYTES);
    context.copyToMemory(pointer, number.encode());
    return 0;
  }
}
