/*
 * The arguments: fields separated by one space, read eight bytes at a time where that is safe.
 */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include "amounts.h"

#define MALFORMED() STRETTO_PANIC("malformed arguments")

/** OWNER TO AMOUNT, the longest arguments. */
#define ARGUMENTS_MAX (STRETTO_ACCOUNT_MAX + 1 + STRETTO_ACCOUNT_MAX + 1 + U256_DIGITS)
#define PREFIX_LENGTH 2

/** A word of eight equal bytes. */
#define EIGHT(byte) (0x0101010101010101u * (byte))

/* Each key buffer takes a prefix and then, directly from the host, what follows it. */
static uint8_t sender_key[PREFIX_LENGTH + STRETTO_ACCOUNT_MAX];
static uint8_t arguments_key[PREFIX_LENGTH + ARGUMENTS_MAX + sizeof(uint64_t)];
static const uint8_t *arguments_end;

static inline uint64_t load_eight(const uint8_t *at) {
  uint64_t word;
  __builtin_memcpy(&word, at, sizeof word);
  return word;
}

/** Begins a key with its prefix and returns where the account goes. */
static inline uint8_t *begin_key(uint8_t *key, char kind) {
  key[0] = (uint8_t)kind;
  key[1] = ':';
  return key + PREFIX_LENGTH;
}

/** Fetches the arguments behind a balance key's prefix: the first field completes the key, nothing is copied. */
static inline const uint8_t *fetch_arguments(void) {
  uint8_t *start = begin_key(arguments_key, 'b');
  uint32_t length = stretto_input(start, ARGUMENTS_MAX);
  start[length] = 0; /* ends the last field as a space ends the others */
  arguments_end = start + length;
  return start;
}

/** The balance key of the sender. */
static inline Text fetch_sender(void) {
  return (Text){sender_key, PREFIX_LENGTH + stretto_sender(begin_key(sender_key, 'b'))};
}

/** The account in a balance key. */
static inline Text account_of(Text key) { return (Text){key.bytes + PREFIX_LENGTH, key.length - PREFIX_LENGTH}; }

/**
 * The first space, control character or colon (which would let two pairs of accounts share one allowance key).
 *
 * A byte's upper bit is set in word - EIGHT(n) & ~word when the byte is less than n (n at most 128). The borrow may
 * mark bytes after such a byte wrongly, never before it, and only the first mark counts.
 */
static inline const uint8_t *end_of_account(const uint8_t *at) {
  for (;; at += sizeof(uint64_t)) {
    uint64_t word = load_eight(at);
    uint64_t from_colon = word ^ EIGHT(':');
    uint64_t marks = ((word - EIGHT(' ' + 1)) & ~word) | ((from_colon - EIGHT(1)) & ~from_colon);
    marks &= EIGHT(0x80);
    if (marks != 0) return at + __builtin_ctzll(marks) / 8;
  }
}

/** Takes an account that begins here and is followed by a field (or, when last, by nothing). */
FAST Text take_account(const uint8_t *start, bool last) {
  const uint8_t *end = end_of_account(start);
  uint32_t length = (uint32_t)(end - start);
  if (length == 0 || length > STRETTO_ACCOUNT_MAX) MALFORMED();
  if (last ? end != arguments_end : *end != ' ') MALFORMED();
  return (Text){start, length};
}

/** The start of the field behind this one. */
static inline const uint8_t *after(Text field) { return field.bytes + field.length + 1; }

/** Whether all eight bytes are digits: 3 in the upper half, and still so when 6 is added to the lower. */
static inline bool are_digits(uint64_t word) {
  return ((word & EIGHT(0xf0)) == EIGHT(0x30)) & (((word + EIGHT(6)) & EIGHT(0xf0)) == EIGHT(0x30));
}

/** The value of eight digits: neighbours are joined to pairs, those to fours, those to eight. */
static inline uint64_t value_of_digits(uint64_t word) {
  word -= EIGHT('0');
  word = (word * 10 + (word >> 8)) & 0x00ff00ff00ff00ff;
  word = (word * 100 + (word >> 16)) & 0x0000ffff0000ffff;
  return (word * 10000 + (word >> 32)) & 0xffffffff;
}

/** Takes the amount that begins here and fills the rest of the arguments. */
FAST Amount take_amount(const uint8_t *start) {
  Amount amount = {{start, (uint32_t)(arguments_end - start)}, false, 0};
  if (start >= arguments_end) MALFORMED();
  const uint8_t *at = start;
  for (; arguments_end - at >= (int32_t)sizeof(uint64_t); at += sizeof(uint64_t)) {
    uint64_t word = load_eight(at);
    if (!are_digits(word)) MALFORMED();
    amount.small = amount.small * 100000000 + value_of_digits(word);
  }
  for (; at != arguments_end; at++) {
    uint64_t digit = (uint64_t)*at - '0';
    if (digit > 9) MALFORMED();
    amount.small = amount.small * 10 + digit;
  }
  amount.is_small = amount.digits.length <= SMALL_DIGITS;
  return amount;
}

#endif
