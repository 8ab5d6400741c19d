package io.stretto.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of one entry of a ledger's state: immutable bytes, ordered as unsigned bytes.
 *
 * <p>Six kinds share the key space, told apart by their first bytes:
 *
 * <ul>
 *   <li>{@code 01, length of name (1 byte), name, key}: an entry of a contract's own storage;
 *   <li>{@code 00 00}: the ledger's {@linkplain Genesis parameters}, written by its genesis block;
 *   <li>{@code 00 01, name}: the {@linkplain ContractRecord record} of a deployed contract;
 *   <li>{@code 00 02, SHA-256 of the code (32 bytes)}: the code itself, stored once a hash;
 *   <li>{@code 00 03, name}: the balance of an account, an {@link Int128}, absent for zero;
 *   <li>{@code 00 04, name}: the bytes that a contract's storage takes, an {@link Int128}, where
 *       the contract's code asks for it.
 * </ul>
 *
 * So all entries of one contract lie together and keep the order of the contract's own keys.
 */
public final class StateKey implements Comparable<StateKey> {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private static final byte SYSTEM = 0;
  private static final byte STORAGE = 1;
  private static final byte PARAMETERS = 0;
  private static final byte CONTRACT_RECORD = 1;
  private static final byte CODE = 2;
  private static final byte BALANCE = 3;
  private static final byte STORAGE_USAGE = 4;

  private final byte[] bytes;
  private final int hash;

  private StateKey(byte[] bytes) {
    this.bytes = bytes;
    this.hash = hash(bytes);
  }

  /** The key under which the ledger's parameters stand. */
  public static StateKey genesis() {
    return new StateKey(new byte[] {SYSTEM, PARAMETERS});
  }

  /** Takes encoded bytes as a key, without copying them: the caller gives the array away. */
  public static StateKey ofBytes(byte[] bytes) {
    return new StateKey(bytes);
  }

  /** The key of an entry in a contract's storage; the contract's name has 1 to 64 ASCII bytes. */
  public static StateKey storage(String contract, byte[] key) {
    return storage(storagePrefix(contract), key, 0, key.length);
  }

  /** The key made of a {@link #storagePrefix} and a range of an array; copies both. */
  public static StateKey storage(byte[] storagePrefix, byte[] source, int offset, int length) {
    byte[] bytes = Arrays.copyOf(storagePrefix, storagePrefix.length + length);
    System.arraycopy(source, offset, bytes, storagePrefix.length, length);
    return new StateKey(bytes);
  }

  /** The first key behind all that begin with a {@link #storagePrefix}. */
  public static StateKey storageEnd(byte[] storagePrefix) {
    byte[] bytes = storagePrefix.clone();
    bytes[bytes.length - 1]++; // the last character of a name, which is less than 127
    return new StateKey(bytes);
  }

  /** The bytes that all storage keys of a contract begin with. */
  public static byte[] storagePrefix(String contract) {
    byte[] name = contract.getBytes(StandardCharsets.US_ASCII);
    byte[] prefix = new byte[2 + name.length];
    prefix[0] = STORAGE;
    prefix[1] = (byte) name.length;
    System.arraycopy(name, 0, prefix, 2, name.length);
    return prefix;
  }

  /** The key under which the record of a deployed contract stands. */
  public static StateKey contractRecord(String contract) {
    return named(CONTRACT_RECORD, contract);
  }

  /** The key under which the balance of an account stands. */
  public static StateKey balance(String account) {
    return named(BALANCE, account);
  }

  /** The key under which the bytes that a contract's storage takes are counted. */
  public static StateKey storageUsage(String contract) {
    return named(STORAGE_USAGE, contract);
  }

  private static StateKey named(byte kind, String account) {
    byte[] name = account.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[2 + name.length];
    bytes[0] = SYSTEM;
    bytes[1] = kind;
    System.arraycopy(name, 0, bytes, 2, name.length);
    return new StateKey(bytes);
  }

  /** The key under which code with the given hash stands. */
  public static StateKey code(Digest codeHash) {
    byte[] bytes = new byte[2 + Digest.LENGTH_BYTES];
    bytes[0] = SYSTEM;
    bytes[1] = CODE;
    System.arraycopy(codeHash.rawBytes(), 0, bytes, 2, Digest.LENGTH_BYTES);
    return new StateKey(bytes);
  }

  /** The encoded bytes themselves, not a copy: they must not be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Whether this is an entry of a contract's storage, not one of the system's. */
  public boolean isStorage() {
    return bytes.length >= 2 && bytes[0] == STORAGE;
  }

  @Override
  public int compareTo(StateKey other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof StateKey key && hash == key.hash && Arrays.equals(bytes, key.bytes));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** A form for people: {@code contract[6b6579]}, or the hexadecimal bytes of a system key. */
  @Override
  public String toString() {
    int nameLength = isStorage() ? Byte.toUnsignedInt(bytes[1]) : 0;
    if (isStorage() && bytes.length >= 2 + nameLength) {
      String name = new String(bytes, 2, nameLength, StandardCharsets.US_ASCII);
      return name + "[" + HexFormat.of().formatHex(bytes, 2 + nameLength, bytes.length) + "]";
    }
    return HexFormat.of().formatHex(bytes);
  }

  /** Takes eight bytes at a time: each storage access of a contract makes a key and looks it up. */
  private static int hash(byte[] bytes) {
    long hash = bytes.length;
    int at = 0;
    for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * MULTIPLIER;
      hash ^= hash >>> 29;
    }
    for (; at < bytes.length; at++) {
      hash = (hash ^ bytes[at]) * MULTIPLIER;
    }
    return (int) (hash ^ (hash >>> 32));
  }
}
