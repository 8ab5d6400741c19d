/*
 * Amounts and the numbers in storage: in 64 bits where they fit, through u256.h where not.
 *
 * A stored number is big-endian without leading zeros; zero is the absent key.
 */
#ifndef AMOUNTS_H
#define AMOUNTS_H

#include "../include/stretto.h"
#include "u256.h"

/** On the way of every transfer: always in place, so that structures stay out of memory. */
#define FAST static inline __attribute__((always_inline))

/** Decimal numbers of this length always fit 64 bits. */
#define SMALL_DIGITS 19

typedef struct {
  const uint8_t *bytes;
  uint32_t length;
} Text;

/** An amount from the arguments: its digits, and its value when it fits 64 bits. */
typedef struct {
  Text digits;
  bool is_small;
  uint64_t small;
} Amount;

/** The number last read from storage. The zeros before it let eight bytes be loaded at once, however short it is. */
static struct {
  uint8_t zeros[8];
  uint8_t bytes[U256_BYTES];
} number;

static uint8_t output[U256_BYTES];

/**
 * Reverses eight bytes in 25 instructions; the compiler's own way, which it would otherwise see this to be, takes 47.
 */
FAST uint64_t reverse_bytes(uint64_t x) {
  const uint64_t odd_bytes = 0x00ff00ff00ff00ff, odd_pairs = 0x0000ffff0000ffff;
  x = (x & odd_bytes) << 8 | (x >> 8 & odd_bytes);
  __asm__("" : "+r"(x));
  x = (x & odd_pairs) << 16 | (x >> 16 & odd_pairs);
  __asm__("" : "+r"(x));
  return x << 32 | x >> 32;
}

static SLOW void widen(U256 *wide, const uint8_t *digits, uint32_t count) {
  if (u256_from_decimal(wide, digits, count)) STRETTO_PANIC("amount exceeds 256 bits");
}

/** Reads a number and returns its length in bytes: 0 when the key is absent. */
static inline uint32_t read_number(Text key) {
  int32_t length = get_storage(key.bytes, (int32_t)key.length, number.bytes, U256_BYTES);
  return length < 0 ? 0 : (uint32_t)length;
}

static inline bool is_small(uint32_t length) { return length <= sizeof(uint64_t); }

static inline uint64_t small_number(uint32_t length) {
  uint64_t big_endian;
  __builtin_memcpy(&big_endian, number.bytes + length - sizeof big_endian, sizeof big_endian);
  return reverse_bytes(big_endian);
}

FAST void write_bytes(Text key, const uint8_t *bytes, uint32_t length) {
  if (length == 0)
    remove_storage(key.bytes, (int32_t)key.length);
  else
    set_storage(key.bytes, (int32_t)key.length, bytes, (int32_t)length);
}

FAST void write_small(Text key, uint64_t value) {
  uint64_t big_endian = reverse_bytes(value);
  __builtin_memcpy(output, &big_endian, sizeof big_endian);
  uint32_t leading_zeros = value == 0 ? sizeof value : (uint32_t)__builtin_clzll(value) / 8;
  write_bytes(key, output + leading_zeros, sizeof value - leading_zeros);
}

static void write_wide(Text key, const U256 *value) { write_bytes(key, output, u256_to_bytes(value, output)); }

/*
 * The wide forms work on the number just read, of the given length. They take plain parameters, as a structure would
 * have to be put into memory, also by the callers that go the short way.
 */

static SLOW void credit_wide(
    const uint8_t *key, uint32_t key_length, uint32_t length, const uint8_t *digits, uint32_t count) {
  U256 term, sum;
  widen(&term, digits, count);
  u256_from_bytes(&sum, number.bytes, length);
  if (u256_add(&sum, &term)) STRETTO_PANIC("total exceeds 256 bits");
  write_wide((Text){key, key_length}, &sum);
}

static SLOW bool debit_wide(
    const uint8_t *key, uint32_t key_length, uint32_t length, const uint8_t *digits, uint32_t count) {
  U256 term, rest;
  widen(&term, digits, count);
  u256_from_bytes(&rest, number.bytes, length);
  if (u256_subtract(&rest, &term)) return false;
  write_wide((Text){key, key_length}, &rest);
  return true;
}

/** Adds to a stored number: one read, one write. */
FAST void credit(Text key, Amount amount) {
  uint32_t length = read_number(key);
  uint64_t sum;
  if (amount.is_small && is_small(length) && !__builtin_add_overflow(small_number(length), amount.small, &sum))
    write_small(key, sum);
  else
    credit_wide(key.bytes, key.length, length, amount.digits.bytes, amount.digits.length);
}

/** Subtracts from a stored number: one read, one write; returns false, and writes nothing, if it is less. */
FAST bool debit(Text key, Amount amount) {
  uint32_t length = read_number(key);
  if (!amount.is_small || !is_small(length))
    return debit_wide(key.bytes, key.length, length, amount.digits.bytes, amount.digits.length);
  uint64_t before = small_number(length);
  if (before < amount.small) return false;
  write_small(key, before - amount.small);
  return true;
}

static SLOW void return_number(Text key) {
  uint8_t text[U256_DIGITS];
  U256 value;
  u256_from_bytes(&value, number.bytes, read_number(key));
  stretto_return(text, u256_to_decimal(value, text));
}

#endif
