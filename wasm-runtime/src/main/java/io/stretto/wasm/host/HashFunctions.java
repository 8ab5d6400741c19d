package io.stretto.wasm.host;

import static io.stretto.wasm.host.HostFunctions.I64;

import io.stretto.protocol.Digest;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.HostFunctions.Definition;
import java.util.List;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Hashes: sha256, keccak256. */
final class HashFunctions {

  private HashFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.env("sha256", List.of(I64, I64, I64), List.of(), HashFunctions::sha256),
        Definition.env("keccak256", List.of(I64, I64, I64), List.of(), HashFunctions::keccak256));
  }

  /** Arguments: length, pointer, register. */
  private static long sha256(HostContext context, long[] arguments) {
    context.charge(Cost.SHA256);
    byte[] data = context.bytesOf(arguments[0], arguments[1], Limit.REGISTER_BYTES);
    context.charge(Cost.SHA256_BYTE, data.length);
    context.setRegister(arguments[2], Digest.sha256(data).toBytes());
    return 0;
  }

  /** Arguments: length, pointer, register. */
  private static long keccak256(HostContext context, long[] arguments) {
    context.charge(Cost.KECCAK256);
    byte[] data = context.bytesOf(arguments[0], arguments[1], Limit.REGISTER_BYTES);
    context.charge(Cost.KECCAK256_BYTE, data.length);
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(data, 0, data.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    context.setRegister(arguments[2], hash);
    return 0;
  }
}
