/*
 * Arguments and results as text: fields separated by one space, numbers in decimal.
 */
#ifndef FIELDS_H
#define FIELDS_H

#include "stretto.h"

#define MALFORMED() STRETTO_PANIC("malformed arguments")

#define ARGUMENTS_MAX 512
#define DIGITS_MAX 20

typedef struct {
  const uint8_t *bytes;
  uint32_t length;
} Text;

/** A string literal as a text. */
#define TEXT(literal) ((Text){(const uint8_t *)(literal), sizeof(literal) - 1})

static uint8_t arguments[ARGUMENTS_MAX + 1];
static const uint8_t *arguments_at;
static const uint8_t *arguments_end;

static inline bool is_equal(Text left, Text right) {
  if (left.length != right.length) return false;
  for (uint32_t i = 0; i < left.length; i++)
    if (left.bytes[i] != right.bytes[i]) return false;
  return true;
}

/** Copies a text and returns the end of the copy. */
static inline uint8_t *append(uint8_t *to, Text text) {
  for (uint32_t i = 0; i < text.length; i++) to[i] = text.bytes[i];
  return to + text.length;
}

/** Writes a number in decimal and returns its end. */
static inline uint8_t *append_number(uint8_t *to, uint64_t number) {
  uint8_t digits[DIGITS_MAX];
  uint32_t count = 0;
  do digits[count++] = (uint8_t)('0' + number % 10);
  while ((number /= 10) != 0);
  while (count > 0) *to++ = digits[--count];
  return to;
}

/** Fetches the arguments, of which the functions below then take one field after the other. */
static inline void take_arguments(void) {
  arguments_at = arguments;
  arguments_end = arguments + stretto_input(arguments, ARGUMENTS_MAX);
}

/** Takes a field of at least one byte, and the space behind it. */
static inline Text take_field(void) {
  const uint8_t *start = arguments_at;
  while (arguments_at < arguments_end && *arguments_at > ' ') arguments_at++;
  Text field = {start, (uint32_t)(arguments_at - start)};
  if (field.length == 0) MALFORMED();
  if (arguments_at < arguments_end) {
    if (*arguments_at != ' ' || arguments_at + 1 == arguments_end) MALFORMED();
    arguments_at++;
  }
  return field;
}

/** Takes the name of an account or a contract. */
static inline Text take_name(void) {
  Text name = take_field();
  if (name.length > STRETTO_ACCOUNT_MAX) MALFORMED();
  return name;
}

/** The number that a text is, of at most so much. */
static inline uint64_t number_of(Text text, uint64_t maximum) {
  uint64_t number = 0;
  if (text.length == 0 || text.length > DIGITS_MAX) MALFORMED();
  for (uint32_t i = 0; i < text.length; i++) {
    uint64_t digit = (uint64_t)text.bytes[i] - '0';
    if (digit > 9) MALFORMED();
    bool is_last = i == DIGITS_MAX - 1; /* only this one can pass 64 bits */
    if (is_last && number > (UINT64_MAX - digit) / 10) STRETTO_PANIC("number too large");
    number = number * 10 + digit;
  }
  if (number > maximum) STRETTO_PANIC("number too large");
  return number;
}

/** Takes a number of at most so much. */
static inline uint64_t take_number(uint64_t maximum) { return number_of(take_field(), maximum); }

/** Ends the arguments: no field may be left. */
static inline void end_arguments(void) {
  if (arguments_at != arguments_end) MALFORMED();
}

/** Ends the call with the message of the call of another contract that has just failed. */
static inline _Noreturn void panic_with_result(Text prefix) {
  static uint8_t message[256];
  uint8_t *end = append(message, prefix);
  int32_t capacity = (int32_t)(message + sizeof message - end);
  int32_t length = stretto_call_result(end, capacity);
  panic_utf8((uint64_t)(end - message) + (uint64_t)(length > capacity ? 0 : length), address_of(message));
}

#endif
