package io.stretto.wasm.gas;

import static io.stretto.wasm.gas.Meter.COMPUTE;
import static io.stretto.wasm.gas.Meter.MEMORY;

/** The things that cost gas; how much each costs is in the {@link GasSchedule}. */
public enum Cost {
  /** Any instruction without a line of its own. */
  INSTRUCTION(COMPUTE, "any other instruction (constants, locals, integers, comparisons)"),
  /** Loads. */
  LOAD(COMPUTE, "load from memory"),
  /** Stores. */
  STORE(COMPUTE, "store to memory"),
  /** Access to a global. */
  GLOBAL(COMPUTE, "global.get, global.set"),
  /** Branches. */
  BRANCH(COMPUTE, "br, br_if, if, return"),
  /** Branches by table. */
  BRANCH_TABLE(COMPUTE, "br_table"),
  /** Direct calls. */
  CALL(COMPUTE, "call"),
  /** Calls by table. */
  CALL_INDIRECT(COMPUTE, "call_indirect"),
  /** Locals that must be set to zero. */
  LOCAL(COMPUTE, "each declared local, at each call of its function"),
  /** Integer division and remainder. */
  DIVISION(COMPUTE, "integer division and remainder"),
  /** Floating-point arithmetic. */
  FLOAT(COMPUTE, "floating-point arithmetic and conversion"),
  /** Slow floating-point arithmetic. */
  FLOAT_DIVISION(COMPUTE, "floating-point division and square root"),
  /** Bulk memory instructions. */
  BULK(COMPUTE, "memory.fill, memory.copy, memory.init: base"),
  /** Bulk memory instructions, by size. */
  BULK_8_BYTES(COMPUTE, "memory.fill, memory.copy, memory.init: each 8 bytes"),
  /** What cannot be compiled. */
  OVERSIZE_FACTOR(
      COMPUTE,
      "factor on all instructions of a function too large to be compiled, and on call_indirect of a"
          + " type of too many functions (see limits)"),
  /** Growth of memory. */
  MEMORY_PAGE(MEMORY, "memory.grow: each page of 64 KiB of the memory that would result"),
  /** Every call of a host function. */
  HOST_CALL(COMPUTE, "call of any host function: base"),
  /** Bytes that a host function moves. */
  HOST_BYTE(COMPUTE, "each byte moved from or to memory, a register, the log or the result"),
  /** Log lines. */
  LOG(COMPUTE, "each log line"),
  /** SHA-256. */
  SHA256(COMPUTE, "sha256: base"),
  /** SHA-256, by size. */
  SHA256_BYTE(COMPUTE, "sha256: each byte"),
  /** Keccak-256. */
  KECCAK256(COMPUTE, "keccak256: base"),
  /** Keccak-256, by size. */
  KECCAK256_BYTE(COMPUTE, "keccak256: each byte"),
  /** Keccak-512. */
  KECCAK512(COMPUTE, "keccak512: base"),
  /** Keccak-512, by size. */
  KECCAK512_BYTE(COMPUTE, "keccak512: each byte"),
  /** RIPEMD-160. */
  RIPEMD160(COMPUTE, "ripemd160: base"),
  /** RIPEMD-160, by size. */
  RIPEMD160_BYTE(COMPUTE, "ripemd160: each byte"),
  /** Recovery of a public key. */
  ECRECOVER(COMPUTE, "ecrecover"),
  /** Ed25519. */
  ED25519_VERIFY(COMPUTE, "ed25519_verify: base"),
  /** Ed25519, by size. */
  ED25519_VERIFY_BYTE(COMPUTE, "ed25519_verify: each byte of the message"),
  /** ECDSA on P-256. */
  P256_VERIFY(COMPUTE, "p256_verify: base"),
  /** ECDSA on P-256, by size. */
  P256_VERIFY_BYTE(COMPUTE, "p256_verify: each byte of the message"),
  /** Reads of storage. */
  STORAGE_READ(Meter.STORAGE_READ, "storage read: base"),
  /** Keys looked up. */
  STORAGE_READ_KEY_BYTE(Meter.STORAGE_READ, "storage read: each byte of the key"),
  /** Values read. */
  STORAGE_READ_VALUE_BYTE(
      Meter.STORAGE_READ, "storage read: each byte of the value, evicted values included"),
  /** Questions for presence. */
  STORAGE_HAS(Meter.STORAGE_READ, "storage_has_key: base"),
  /** Looks at ranges. */
  STORAGE_SCAN(Meter.STORAGE_READ, "storage_scan: base, and again after every 16 entries"),
  /** Entries of ranges. */
  STORAGE_SCAN_ENTRY(
      Meter.STORAGE_READ, "storage_scan: each entry; its bytes as those of keys and values read"),
  /** Writes of storage. */
  STORAGE_WRITE(Meter.STORAGE_WRITE, "storage write: base"),
  /** Keys written. */
  STORAGE_WRITE_KEY_BYTE(Meter.STORAGE_WRITE, "storage write or removal: each byte of the key"),
  /** Values written. */
  STORAGE_WRITE_VALUE_BYTE(Meter.STORAGE_WRITE, "storage write: each byte of the value"),
  /** Removals. */
  STORAGE_REMOVE(Meter.STORAGE_WRITE, "storage removal: base"),
  /** Every transaction. */
  TRANSACTION(COMPUTE, "each transaction: base"),
  /** Every operation of a bundle. */
  OPERATION(COMPUTE, "each operation of a transaction after the first: base"),
  /** Calls of other contracts. */
  CONTRACT_CALL(COMPUTE, "call of another contract, promises included: base"),
  /** Checkpoints of memory that lives on. */
  CHECKPOINT_BLOCK(
      MEMORY,
      "each 4 KiB written of the memory of a contract with a finaliser, where it is entered and"
          + " may have to be rolled back"),
  /** Movements of balances. */
  BALANCE(Meter.STORAGE_WRITE, "transfer, deposit: base"),
  /** A call's input. */
  ARGUMENT_BYTE(COMPUTE, "each byte of a call's arguments"),
  /** A contract's initial memory. */
  INITIAL_PAGE(MEMORY, "each page of 64 KiB of the contract's initial memory, at each call"),
  /** Deployments. */
  DEPLOY(Meter.STORAGE_WRITE, "deployment: base"),
  /** A deployment's code. */
  DEPLOY_BYTE(Meter.STORAGE_WRITE, "deployment: each byte of code"),
  /** A deployment's functions. */
  DEPLOY_FUNCTION(Meter.STORAGE_WRITE, "deployment of accepted code: each function"),
  /** What there is to compile in a deployment. */
  DEPLOY_FRAME_VALUE(
      Meter.STORAGE_WRITE,
      "deployment of accepted code: each local and operand at each end of a basic block");

  private final Meter meter;
  private final String description;

  Cost(Meter meter, String description) {
    this.meter = meter;
    this.description = description;
  }

  /** What the cost is paid for. */
  public Meter meter() {
    return meter;
  }

  /** What causes the cost, for the documentation. */
  public String description() {
    return description;
  }
}
