package io.stretto.wasm.host;

import static io.stretto.wasm.host.HostFunctions.I64;

import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.HostFunctions.Definition;
import java.util.List;

/** Signatures: ecrecover, ed25519_verify, p256_verify. */
final class SignatureFunctions {

  private static final int RECOVERIES = 4;
  private static final List<ValueType> THREE_PAIRS = List.of(I64, I64, I64, I64, I64, I64);

  private SignatureFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.env(
            "ecrecover",
            List.of(I64, I64, I64, I64, I64, I64, I64),
            List.of(I64),
            SignatureFunctions::ecrecover),
        Definition.env(
            "ed25519_verify", THREE_PAIRS, List.of(I64), SignatureFunctions::ed25519Verify),
        Definition.env("p256_verify", THREE_PAIRS, List.of(I64), SignatureFunctions::p256Verify));
  }

  /** Arguments: hash length, hash, signature length, signature, v, malleability flag, register. */
  private static long ecrecover(HostContext context, long[] arguments) {
    context.charge(Cost.ECRECOVER);
    byte[] signature =
        exactly(context, arguments[2], arguments[3], Ecdsa.SIGNATURE_BYTES, "a signature");
    if (arguments[4] < 0 || arguments[4] >= RECOVERIES) {
      throw context.trap("ecrecover knows v from 0 to 3");
    }
    byte[] hash = exactly(context, arguments[0], arguments[1], Ecdsa.HASH_BYTES, "a hash");
    if (arguments[5] != 0 && arguments[5] != 1) {
      throw context.trap("a malleability flag is 0 or 1");
    }
    byte[] key = Ecdsa.recover(hash, signature, (int) arguments[4], arguments[5] == 1);
    if (key == null) {
      return 0;
    }
    context.setRegister(arguments[6], key);
    return 1;
  }

  /** Arguments: signature length, signature, message length, message, key length, key. */
  private static long ed25519Verify(HostContext context, long[] arguments) {
    context.charge(Cost.ED25519_VERIFY);
    byte[] signature =
        exactly(context, arguments[0], arguments[1], Ed25519.SIGNATURE_BYTES, "a signature");
    byte[] message = context.bytesOf(arguments[2], arguments[3], Limit.REGISTER_BYTES);
    context.charge(Cost.ED25519_VERIFY_BYTE, message.length);
    byte[] key =
        exactly(context, arguments[4], arguments[5], Ed25519.PUBLIC_KEY_BYTES, "a public key");
    return Ed25519.verifies(signature, message, key) ? 1 : 0;
  }

  /** Arguments: signature length, signature, message length, message, key length, key. */
  private static long p256Verify(HostContext context, long[] arguments) {
    context.charge(Cost.P256_VERIFY);
    byte[] signature =
        exactly(context, arguments[0], arguments[1], Ecdsa.SIGNATURE_BYTES, "a signature");
    byte[] message = context.bytesOf(arguments[2], arguments[3], Limit.REGISTER_BYTES);
    context.charge(Cost.P256_VERIFY_BYTE, message.length);
    byte[] key =
        exactly(context, arguments[4], arguments[5], Ecdsa.COMPRESSED_KEY_BYTES, "a public key");
    return Ecdsa.verifiesP256(signature, message, key) ? 1 : 0;
  }

  private static byte[] exactly(
      HostContext context, long length, long pointer, int expected, String what) {
    byte[] bytes = context.bytesOf(length, pointer, Limit.REGISTER_BYTES);
    if (bytes.length != expected) {
      throw context.trap(what + " must have " + expected + " bytes");
    }
    return bytes;
  }
}
