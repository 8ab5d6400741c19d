/*
 * The host functions of a Stretto contract, and a few helpers around them. Header only, no libc, no heap.
 *
 * A function that is declared here and not called does not appear among the module's imports.
 *
 * Module `env` is the ABI of NEAR's contract runtime. All arguments are 64 bit. Values of unknown length are
 * put by the host into a numbered register, from which the contract copies them:
 *
 *     input(0);                          // the arguments, into register 0
 *     uint64_t length = register_len(0); // UINT64_MAX when the register holds nothing
 *     read_register(0, address_of(buffer));
 *
 * Module `stretto` is the plain form: pointer and length, 32 bit, no register; one host call instead of three.
 */
#ifndef STRETTO_H
#define STRETTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STRETTO_IMPORT(module, name) __attribute__((import_module(module), import_name(name))) extern

/** Makes a function callable by transactions: no parameters, no result. */
#define STRETTO_EXPORT(name) __attribute__((export_name(name))) void

/* ---- registers ---- */

/** Copies a register's whole content to ptr. Traps when the register is unset. */
STRETTO_IMPORT("env", "read_register") void read_register(uint64_t register_id, uint64_t ptr);
/** The length of a register's content; UINT64_MAX when it is unset. */
STRETTO_IMPORT("env", "register_len") uint64_t register_len(uint64_t register_id);
/** Sets a register's content. */
STRETTO_IMPORT("env", "write_register")
void write_register(uint64_t register_id, uint64_t data_len, uint64_t data_ptr);

/* ---- context ---- */

/** Puts the call's arguments into a register. */
STRETTO_IMPORT("env", "input") void input(uint64_t register_id);
/** Puts the account that called this contract into a register: the one to authorise. */
STRETTO_IMPORT("env", "predecessor_account_id") void predecessor_account_id(uint64_t register_id);
/** Puts the account that signed the transaction into a register. */
STRETTO_IMPORT("env", "signer_account_id") void signer_account_id(uint64_t register_id);
/** Puts the account of this contract into a register. */
STRETTO_IMPORT("env", "current_account_id") void current_account_id(uint64_t register_id);
/** The height of the block that the transaction belongs to. */
STRETTO_IMPORT("env", "block_index") uint64_t block_index(void);
/** The time recorded in the block, in nanoseconds since 1970. */
STRETTO_IMPORT("env", "block_timestamp") uint64_t block_timestamp(void);
/** Puts a seed into a register: the same in every execution of this transaction, and known to everyone. */
STRETTO_IMPORT("env", "random_seed") void random_seed(uint64_t register_id);
/** The gas given to this call, in NEAR's unit: a million of it is one unit of a gas limit. */
STRETTO_IMPORT("env", "prepaid_gas") uint64_t prepaid_gas(void);
/** The gas used by this call so far, in the same unit. */
STRETTO_IMPORT("env", "used_gas") uint64_t used_gas(void);
/** Writes the deposit that came with the call to ptr: 16 bytes, little-endian. */
STRETTO_IMPORT("env", "attached_deposit") void attached_deposit(uint64_t ptr);
/** Writes this contract's balance, the deposit included, to ptr: 16 bytes, little-endian. */
STRETTO_IMPORT("env", "account_balance") void account_balance(uint64_t ptr);
/** The bytes of the account: 100, the code, and of each entry of the storage key, value and 40. */
STRETTO_IMPORT("env", "storage_usage") uint64_t storage_usage(void);

/* ---- storage ---- */

/** Writes a value; returns 1, and puts the old value into the register, when the key was there; 0 when not. */
STRETTO_IMPORT("env", "storage_write")
uint64_t storage_write(uint64_t key_len, uint64_t key_ptr, uint64_t value_len, uint64_t value_ptr, uint64_t register_id);
/** Reads a value into a register; returns 1 when the key is there, 0 when not. */
STRETTO_IMPORT("env", "storage_read")
uint64_t storage_read(uint64_t key_len, uint64_t key_ptr, uint64_t register_id);
/** Deletes a key; returns 1, and puts the old value into the register, when the key was there; 0 when not. */
STRETTO_IMPORT("env", "storage_remove")
uint64_t storage_remove(uint64_t key_len, uint64_t key_ptr, uint64_t register_id);
/** Whether a key is there: 1 or 0. */
STRETTO_IMPORT("env", "storage_has_key") uint64_t storage_has_key(uint64_t key_len, uint64_t key_ptr);

/** Reads a value; returns its length, -1 when the key is absent. Writes at most value_capacity bytes. */
STRETTO_IMPORT("stretto", "get_storage")
int32_t get_storage(const void *key, int32_t key_len, void *value, int32_t value_capacity);
/** Writes a value. */
STRETTO_IMPORT("stretto", "set_storage")
void set_storage(const void *key, int32_t key_len, const void *value, int32_t value_len);
/** Deletes a key; returns 1 when it was there, 0 when not. */
STRETTO_IMPORT("stretto", "remove_storage") int32_t remove_storage(const void *key, int32_t key_len);
/**
 * Adds to the number that a key holds, if the sum lies from minimum to maximum: 1 when done, 0 when the sum
 * would not, -1 when what is there is no number. Numbers are 16 bytes, signed, little-endian; an absent key
 * counts as zero. Learns no more than its result: additions of others are no conflict while they leave it.
 */
STRETTO_IMPORT("stretto", "storage_add")
int32_t storage_add(
    const void *key, int32_t key_len, const __int128 *amount, const __int128 *minimum, const __int128 *maximum);
/**
 * Lists the first entries, at most limit, from a key on and before another (of length 0: to the end). Writes
 * their number, then of each the key's length, the key, the value's length, the value; lengths and the number
 * are 4 bytes, little-endian. Returns how many bytes that takes; writes nothing when they do not fit.
 */
STRETTO_IMPORT("stretto", "storage_scan")
int32_t storage_scan(
    const void *from, int32_t from_len, const void *to, int32_t to_len, int32_t limit, void *list, int32_t capacity);

/* ---- other contracts ---- */

/** How a call of another contract ended. One that failed has changed nothing. */
#define STRETTO_SUCCEEDED 0
#define STRETTO_PANICKED 1
#define STRETTO_TRAPPED 2
#define STRETTO_OUT_OF_GAS 3
#define STRETTO_LIMIT_EXCEEDED 4
#define STRETTO_UNKNOWN_CONTRACT 5
#define STRETTO_UNKNOWN_FUNCTION 6
/** The contract is being called already and does not export stretto_reentrant. */
#define STRETTO_REENTRANT 7
#define STRETTO_INSUFFICIENT_BALANCE 8
/** It succeeded, but the promise whose result it returns failed. */
#define STRETTO_PROMISE_FAILED 9
#define STRETTO_NOT_CALLABLE 10

/**
 * Calls a function of another contract, which has run to its end when this returns. The deposit is 16 bytes,
 * little-endian, and goes from this contract's balance to the other's; NULL for none. Gas 0 gives all that is
 * left but a 64th part. Returns how it ended.
 */
STRETTO_IMPORT("stretto", "call")
int32_t stretto_call(
    const void *contract, int32_t contract_len, const void *function, int32_t function_len, const void *arguments,
    int32_t arguments_len, const unsigned __int128 *deposit, uint64_t gas);
/** What the last call returned, or the message with which it failed: its length; copied only if it fits. */
STRETTO_IMPORT("stretto", "call_result") int32_t stretto_call_result(void *buffer, int32_t capacity);

/* ---- promises ---- */

/* Work that is done after this call has succeeded, in the same transaction. Gas is in NEAR's unit, a millionth. */

/** Promises a call; returns the promise's index. The amount is 16 bytes, little-endian. */
STRETTO_IMPORT("env", "promise_create")
uint64_t promise_create(
    uint64_t account_len, uint64_t account_ptr, uint64_t function_len, uint64_t function_ptr, uint64_t arguments_len,
    uint64_t arguments_ptr, uint64_t amount_ptr, uint64_t gas);
/** Promises a call that is made after another promise is done, and is told how that ended. */
STRETTO_IMPORT("env", "promise_then")
uint64_t promise_then(
    uint64_t promise, uint64_t account_len, uint64_t account_ptr, uint64_t function_len, uint64_t function_ptr,
    uint64_t arguments_len, uint64_t arguments_ptr, uint64_t amount_ptr, uint64_t gas);
/** A union of promises, given by their indexes, to wait for. */
STRETTO_IMPORT("env", "promise_and") uint64_t promise_and(uint64_t promises_ptr, uint64_t promises_count);
/** A promise without actions. */
STRETTO_IMPORT("env", "promise_batch_create")
uint64_t promise_batch_create(uint64_t account_len, uint64_t account_ptr);
/** A promise without actions that waits for another one. */
STRETTO_IMPORT("env", "promise_batch_then")
uint64_t promise_batch_then(uint64_t promise, uint64_t account_len, uint64_t account_ptr);
/** Adds: make the account, whose name is one label and this contract's. */
STRETTO_IMPORT("env", "promise_batch_action_create_account")
void promise_batch_action_create_account(uint64_t promise);
/** Adds: deploy code. */
STRETTO_IMPORT("env", "promise_batch_action_deploy_contract")
void promise_batch_action_deploy_contract(uint64_t promise, uint64_t code_len, uint64_t code_ptr);
/** Adds: call a function. */
STRETTO_IMPORT("env", "promise_batch_action_function_call")
void promise_batch_action_function_call(
    uint64_t promise, uint64_t function_len, uint64_t function_ptr, uint64_t arguments_len, uint64_t arguments_ptr,
    uint64_t amount_ptr, uint64_t gas);
/** Adds: call a function, with a share in the gas that this call leaves. */
STRETTO_IMPORT("env", "promise_batch_action_function_call_weight")
void promise_batch_action_function_call_weight(
    uint64_t promise, uint64_t function_len, uint64_t function_ptr, uint64_t arguments_len, uint64_t arguments_ptr,
    uint64_t amount_ptr, uint64_t gas, uint64_t weight);
/** Adds: give from this contract's balance. */
STRETTO_IMPORT("env", "promise_batch_action_transfer")
void promise_batch_action_transfer(uint64_t promise, uint64_t amount_ptr);
/** How many promises this call waited for. */
STRETTO_IMPORT("env", "promise_results_count") uint64_t promise_results_count(void);
/** How one of them ended: 1 succeeded, its value goes to the register; 2 failed. */
STRETTO_IMPORT("env", "promise_result") uint64_t promise_result(uint64_t result, uint64_t register_id);
/** Makes a promise's result this call's. */
STRETTO_IMPORT("env", "promise_return") void promise_return(uint64_t promise);

/* ---- results ---- */

/** Sets the call's result. */
STRETTO_IMPORT("env", "value_return") void value_return(uint64_t value_len, uint64_t value_ptr);
/** Adds a line to the receipt's log. */
STRETTO_IMPORT("env", "log_utf8") void log_utf8(uint64_t len, uint64_t ptr);
/** Ends the call; nothing that it wrote stays. */
STRETTO_IMPORT("env", "panic") _Noreturn void panic(void);
/** Ends the call with a message; nothing that it wrote stays. */
STRETTO_IMPORT("env", "panic_utf8") _Noreturn void panic_utf8(uint64_t len, uint64_t ptr);

/* ---- hashes ---- */

/** Puts the SHA-256 of the given bytes into a register: 32 bytes. */
STRETTO_IMPORT("env", "sha256") void sha256(uint64_t len, uint64_t ptr, uint64_t register_id);
/** Puts the Keccak-256 of the given bytes into a register: 32 bytes. */
STRETTO_IMPORT("env", "keccak256") void keccak256(uint64_t len, uint64_t ptr, uint64_t register_id);

/** Puts the Keccak-512 of the given bytes into a register: 64 bytes. */
STRETTO_IMPORT("env", "keccak512") void keccak512(uint64_t len, uint64_t ptr, uint64_t register_id);
/** Puts the RIPEMD-160 of the given bytes into a register: 20 bytes. */
STRETTO_IMPORT("env", "ripemd160") void ripemd160(uint64_t len, uint64_t ptr, uint64_t register_id);

/* ---- signatures ---- */

/**
 * Recovers the public key on secp256k1 from a hash of 32 bytes and a signature of 64, v from 0 to 3; with the
 * malleability flag 1, an s above half of the order is refused. Returns 1, and puts the key's 64 bytes into the
 * register, where there is one; 0 where not.
 */
STRETTO_IMPORT("env", "ecrecover")
uint64_t ecrecover(uint64_t hash_len, uint64_t hash_ptr, uint64_t signature_len, uint64_t signature_ptr, uint64_t v,
    uint64_t malleability_flag, uint64_t register_id);
/** Whether an Ed25519 signature of 64 bytes holds for a message and a key of 32 bytes: 1 or 0. */
STRETTO_IMPORT("env", "ed25519_verify")
uint64_t ed25519_verify(uint64_t signature_len, uint64_t signature_ptr, uint64_t message_len, uint64_t message_ptr,
    uint64_t key_len, uint64_t key_ptr);
/** Whether an ECDSA signature on P-256 holds for a message, hashed by SHA-256, and a compressed key of 33 bytes. */
STRETTO_IMPORT("env", "p256_verify")
uint64_t p256_verify(uint64_t signature_len, uint64_t signature_ptr, uint64_t message_len, uint64_t message_ptr,
    uint64_t key_len, uint64_t key_ptr);

/* ---- helpers ---- */

/** Accounts are at most this many bytes long. */
#define STRETTO_ACCOUNT_MAX 64

/** The register that the helpers use; what it held before is lost. */
#define STRETTO_REGISTER 0

/** A pointer as the host takes it. */
static inline uint64_t address_of(const void *pointer) { return (uint32_t)(uintptr_t)pointer; }

/** Ends the call with a string literal as its message. */
#define STRETTO_PANIC(message) panic_utf8(sizeof(message) - 1, address_of(message))

/** Copies the helper register to a buffer; ends the call with too_long (a string literal) if it does not fit. */
#define STRETTO_TAKE_REGISTER(buffer, capacity, too_long)     \
  ({                                                          \
    uint64_t length_ = register_len(STRETTO_REGISTER);        \
    if (length_ > (capacity)) STRETTO_PANIC(too_long);        \
    read_register(STRETTO_REGISTER, address_of(buffer));      \
    (uint32_t) length_;                                       \
  })

/** Copies the call's arguments to a buffer and returns their length. */
static inline uint32_t stretto_input(void *buffer, uint32_t capacity) {
  input(STRETTO_REGISTER);
  return STRETTO_TAKE_REGISTER(buffer, capacity, "arguments too long");
}

/** Copies the caller's account to a buffer of at least STRETTO_ACCOUNT_MAX bytes and returns its length. */
static inline uint32_t stretto_sender(void *buffer) {
  predecessor_account_id(STRETTO_REGISTER);
  return STRETTO_TAKE_REGISTER(buffer, STRETTO_ACCOUNT_MAX, "sender too long");
}

/** Sets the call's result from a pointer and a 32 bit length. */
static inline void stretto_return(const void *data, uint32_t length) { value_return(length, address_of(data)); }

#endif
