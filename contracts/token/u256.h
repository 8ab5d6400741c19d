/*
 * Unsigned 256 bit integers for the amounts that do not fit 64 bits: simple rather than fast. Digits of 32 bits,
 * the least significant first, so that products and carries fit uint64_t and no runtime library is needed.
 */
#ifndef U256_H
#define U256_H

#include <stdbool.h>
#include <stdint.h>

/** Keeps this code out of the functions that seldom need it. */
#define SLOW __attribute__((noinline))

#define U256_LIMBS 8
#define U256_BYTES 32
/** The number of decimal digits of 2^256-1. */
#define U256_DIGITS 78

typedef struct {
  uint32_t limb[U256_LIMBS];
} U256;

/** value = value * factor + term; returns whether it overflowed. */
static SLOW bool u256_multiply_add(U256 *value, uint32_t factor, uint32_t term) {
  uint64_t carry = term;
  for (int i = 0; i < U256_LIMBS; i++) {
    carry += (uint64_t)value->limb[i] * factor;
    value->limb[i] = (uint32_t)carry;
    carry >>= 32;
  }
  return carry != 0;
}

/** value = value / divisor; returns the remainder. */
static SLOW uint32_t u256_divide(U256 *value, uint32_t divisor) {
  uint64_t remainder = 0;
  for (int i = U256_LIMBS - 1; i >= 0; i--) {
    remainder = remainder << 32 | value->limb[i];
    value->limb[i] = (uint32_t)(remainder / divisor);
    remainder %= divisor;
  }
  return (uint32_t)remainder;
}

/** value = value + other; returns whether it overflowed. */
static SLOW bool u256_add(U256 *value, const U256 *other) {
  uint64_t carry = 0;
  for (int i = 0; i < U256_LIMBS; i++) {
    carry += (uint64_t)value->limb[i] + other->limb[i];
    value->limb[i] = (uint32_t)carry;
    carry >>= 32;
  }
  return carry != 0;
}

/** value = value - other; returns whether it fell below zero. */
static SLOW bool u256_subtract(U256 *value, const U256 *other) {
  int64_t borrow = 0;
  for (int i = 0; i < U256_LIMBS; i++) {
    borrow += (int64_t)value->limb[i] - other->limb[i];
    value->limb[i] = (uint32_t)borrow;
    borrow >>= 32;
  }
  return borrow != 0;
}

static SLOW bool u256_is_zero(const U256 *value) {
  uint32_t any = 0;
  for (int i = 0; i < U256_LIMBS; i++) any |= value->limb[i];
  return any == 0;
}

/** Parses decimal digits (nothing else may be among them); returns whether the number was too large. */
static SLOW bool u256_from_decimal(U256 *value, const uint8_t *digits, uint32_t count) {
  *value = (U256){{0}};
  for (uint32_t i = 0; i < count; i++)
    if (u256_multiply_add(value, 10, digits[i] - '0')) return true;
  return false;
}

/** Writes the decimal digits, without leading zeros, and returns their number. */
static SLOW uint32_t u256_to_decimal(U256 value, uint8_t text[U256_DIGITS]) {
  uint8_t reversed[U256_DIGITS];
  uint32_t count = 0;
  do reversed[count++] = (uint8_t)('0' + u256_divide(&value, 10));
  while (!u256_is_zero(&value));
  for (uint32_t i = 0; i < count; i++) text[i] = reversed[count - 1 - i];
  return count;
}

/** Reads a big-endian number of at most U256_BYTES bytes. */
static SLOW void u256_from_bytes(U256 *value, const uint8_t *bytes, uint32_t length) {
  *value = (U256){{0}};
  for (uint32_t i = 0; i < length; i++) {
    uint32_t power = length - 1 - i;
    value->limb[power / 4] |= (uint32_t)bytes[i] << (power % 4 * 8);
  }
}

/** Writes the shortest big-endian form and returns its length: 0 for zero. */
static SLOW uint32_t u256_to_bytes(const U256 *value, uint8_t bytes[U256_BYTES]) {
  uint32_t length = 0;
  for (int power = U256_BYTES - 1; power >= 0; power--) {
    uint8_t byte = (uint8_t)(value->limb[power / 4] >> (power % 4 * 8));
    if (length != 0 || byte != 0) bytes[length++] = byte;
  }
  return length;
}

#endif
