package io.stretto.wasm.host;

import static io.stretto.wasm.host.HostFunctions.I64;

import io.stretto.protocol.Digest;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.HostFunctions.Definition;
import java.util.List;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** Hashes: sha256, keccak256, keccak512, ripemd160. */
final class HashFunctions {

  private HashFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.env("sha256", List.of(I64, I64, I64), List.of(), HashFunctions::sha256),
        Definition.env("keccak256", List.of(I64, I64, I64), List.of(), HashFunctions::keccak256),
        Definition.env("keccak512", List.of(I64, I64, I64), List.of(), HashFunctions::keccak512),
        Definition.env("ripemd160", List.of(I64, I64, I64), List.of(), HashFunctions::ripemd160));
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
    return digest(context, arguments, Cost.KECCAK256_BYTE, new KeccakDigest(256));
  }

  /** Arguments: length, pointer, register. */
  private static long keccak512(HostContext context, long[] arguments) {
    context.charge(Cost.KECCAK512);
    return digest(context, arguments, Cost.KECCAK512_BYTE, new KeccakDigest(512));
  }

  /** Arguments: length, pointer, register. */
  private static long ripemd160(HostContext context, long[] arguments) {
    context.charge(Cost.RIPEMD160);
    return digest(context, arguments, Cost.RIPEMD160_BYTE, new RIPEMD160Digest());
  }

  private static long digest(
      HostContext context, long[] arguments, Cost costOfByte, ExtendedDigest digest) {
    byte[] data = context.bytesOf(arguments[0], arguments[1], Limit.REGISTER_BYTES);
    context.charge(costOfByte, data.length);
    digest.update(data, 0, data.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    context.setRegister(arguments[2], hash);
    return 0;
  }
}
