/*
 * Amounts and the numbers in storage: in 64 bits where they fit, through u256.h where not.
 *
 * A stored number is big-endian without leading zeros; zero is the absent key.
 */
#ifndef AMOUNTS_H
#define AMOUNTS_H

#include "../include/stretto.h"
#include "u256.h"

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

/** A number read from storage. The zeros before it let eight bytes be loaded at once, however short it is. */
typedef struct {
  uint8_t zeros[8];
  uint8_t bytes[U256_BYTES];
  uint32_t length;
} Number;

static Number number;
static uint8_t output[U256_BYTES];

static SLOW U256 widen(Amount amount) {
  U256 wide;
  if (u256_from_decimal(&wide, amount.digits.bytes, amount.digits.length)) STRETTO_PANIC("amount exceeds 256 bits");
  return wide;
}

static inline void read_number(Text key) {
  int32_t length = get_storage(key.bytes, (int32_t)key.length, number.bytes, U256_BYTES);
  number.length = length < 0 ? 0 : (uint32_t)length;
}

static inline bool number_is_small(void) { return number.length <= sizeof(uint64_t); }

static inline uint64_t small_number(void) {
  uint64_t big_endian;
  __builtin_memcpy(&big_endian, number.bytes + number.length - sizeof big_endian, sizeof big_endian);
  return __builtin_bswap64(big_endian);
}

static inline void write_bytes(Text key, const uint8_t *bytes, uint32_t length) {
  if (length == 0)
    remove_storage(key.bytes, (int32_t)key.length);
  else
    set_storage(key.bytes, (int32_t)key.length, bytes, (int32_t)length);
}

static inline void write_small(Text key, uint64_t value) {
  uint64_t big_endian = __builtin_bswap64(value);
  __builtin_memcpy(output, &big_endian, sizeof big_endian);
  uint32_t leading_zeros = value == 0 ? sizeof value : (uint32_t)__builtin_clzll(value) / 8;
  write_bytes(key, output + leading_zeros, sizeof value - leading_zeros);
}

static void write_wide(Text key, const U256 *value) { write_bytes(key, output, u256_to_bytes(value, output)); }

/** Adds to the number that was read from the key. */
static SLOW void credit_wide(Text key, Amount amount) {
  U256 term = widen(amount), sum;
  u256_from_bytes(&sum, number.bytes, number.length);
  if (u256_add(&sum, &term)) STRETTO_PANIC("total exceeds 256 bits");
  write_wide(key, &sum);
}

/** Subtracts from the number that was read from the key; returns false, and writes nothing, if it is less. */
static SLOW bool debit_wide(Text key, Amount amount) {
  U256 term = widen(amount), rest;
  u256_from_bytes(&rest, number.bytes, number.length);
  if (u256_subtract(&rest, &term)) return false;
  write_wide(key, &rest);
  return true;
}

static inline void credit(Text key, Amount amount) {
  read_number(key);
  uint64_t sum;
  if (amount.is_small && number_is_small() && !__builtin_add_overflow(small_number(), amount.small, &sum))
    write_small(key, sum);
  else
    credit_wide(key, amount);
}

static inline bool debit(Text key, Amount amount) {
  read_number(key);
  if (!amount.is_small || !number_is_small()) return debit_wide(key, amount);
  uint64_t before = small_number();
  if (before < amount.small) return false;
  write_small(key, before - amount.small);
  return true;
}

static void return_number(Text key) {
  uint8_t text[U256_DIGITS];
  U256 value;
  read_number(key);
  u256_from_bytes(&value, number.bytes, number.length);
  stretto_return(text, u256_to_decimal(value, text));
}

#endif
