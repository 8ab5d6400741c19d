package io.stretto.wasm.host;

import static io.stretto.wasm.host.HostFunctions.I64;

import io.stretto.protocol.Digest;
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
  private static final byte[] ZERO_BALANCE = new byte[16];

  private ContextFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.env("current_account_id", List.of(I64), List.of(), ContextFunctions::contract),
        Definition.env("signer_account_id", List.of(I64), List.of(), ContextFunctions::sender),
        Definition.env("predecessor_account_id", List.of(I64), List.of(), ContextFunctions::sender),
        Definition.env("refund_to_account_id", List.of(I64), List.of(), ContextFunctions::sender),
        Definition.env("signer_account_pk", List.of(I64), List.of(), ContextFunctions::noKey),
        Definition.env("input", List.of(I64), List.of(), ContextFunctions::input),
        Definition.env("block_index", List.of(), List.of(I64), (c, a) -> c.block().height()),
        Definition.env(
            "block_timestamp",
            List.of(),
            List.of(I64),
            (c, a) -> c.block().timeMillis() * NANOS_PER_MILLI),
        Definition.env("epoch_height", List.of(), List.of(I64), (c, a) -> 0),
        Definition.env("storage_usage", List.of(), List.of(I64), (c, a) -> 0),
        Definition.env("random_seed", List.of(I64), List.of(), ContextFunctions::randomSeed),
        Definition.env(
            "prepaid_gas",
            List.of(),
            List.of(I64),
            (c, a) -> NearGas.toNear(c.transaction().gasLimit())),
        Definition.env(
            "used_gas",
            List.of(),
            List.of(I64),
            (c, a) -> NearGas.toNear(c.transaction().gasLimit() - c.gasLeft())),
        Definition.env("account_balance", List.of(I64), List.of(), ContextFunctions::noBalance),
        Definition.env(
            "account_locked_balance", List.of(I64), List.of(), ContextFunctions::noBalance),
        Definition.env("attached_deposit", List.of(I64), List.of(), ContextFunctions::noBalance));
  }

  private static long contract(HostContext context, long[] arguments) {
    return setText(context, arguments[0], context.transaction().contract());
  }

  private static long sender(HostContext context, long[] arguments) {
    return setText(context, arguments[0], context.transaction().sender());
  }

  private static long setText(HostContext context, long register, String text) {
    context.setRegister(register, text.getBytes(StandardCharsets.UTF_8));
    return 0;
  }

  private static long input(HostContext context, long[] arguments) {
    context.setRegister(arguments[0], context.transaction().arguments());
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

  private static long noBalance(HostContext context, long[] arguments) {
    context.charge(Cost.HOST_BYTE, ZERO_BALANCE.length);
    context.copyToMemory(arguments[0], ZERO_BALANCE);
    return 0;
  }
}
