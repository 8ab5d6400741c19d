/*
 * A hash over everything that was ever appended: state = sha256(state || sender || arguments).
 *
 * The order of all calls shows in one value, and every call reads what the one before wrote. Nothing of it can
 * run in parallel: this is the worst case for an execution that runs ahead, and the best witness of its order.
 *
 * State: h, the 32 bytes of the last hash; absent (an empty state) before the first call.
 */
#include "../include/stretto.h"

#define HASH_BYTES 32
#define ARGUMENTS_MAX 32768

static const char KEY[] = "h";
static const char DIGITS[] = "0123456789abcdef";
static uint8_t message[HASH_BYTES + STRETTO_ACCOUNT_MAX + ARGUMENTS_MAX];

/** Reads the state and returns its length. */
static uint32_t read_state(uint8_t *state) {
  int32_t length = get_storage(KEY, 1, state, HASH_BYTES);
  return length < 0 ? 0 : (uint32_t)length;
}

/** Any bytes. */
STRETTO_EXPORT("append") append(void) {
  uint32_t length = read_state(message);
  length += stretto_sender(message + length);
  length += stretto_input(message + length, ARGUMENTS_MAX);
  sha256(length, address_of(message), STRETTO_REGISTER);
  read_register(STRETTO_REGISTER, address_of(message));
  set_storage(KEY, 1, message, HASH_BYTES);
}

/** Returns the state as 64 hexadecimal digits; nothing before the first append. */
STRETTO_EXPORT("get") get(void) {
  uint8_t state[HASH_BYTES];
  uint8_t text[2 * HASH_BYTES];
  uint32_t length = read_state(state);
  for (uint32_t i = 0; i < length; i++) {
    text[2 * i] = (uint8_t)DIGITS[state[i] >> 4];
    text[2 * i + 1] = (uint8_t)DIGITS[state[i] & 15];
  }
  stretto_return(text, 2 * length);
}
