/*
 * A contract that does what its arguments tell it: a program of bytes. Tests draw programs and hold what comes of
 * them against a model. Built three times: plain; with LIVING, whose memory lives on to the end of the transaction
 * and has a finaliser; with REENTRANT, which may be called while a call of it is going on.
 *
 * Numbers are one byte, lengths two bytes, the lower first. What an instruction finds is appended to the output,
 * which the call returns.
 */
#include "stretto.h"

#define CELLS 8
#define CELL_BYTES 3000

static uint8_t program[32768];
static uint8_t output[32768];
static uint32_t length;
/* Spread over blocks of 4 KiB; the eight bytes of a cell cross them. */
static uint8_t cells[CELLS * CELL_BYTES + 8];

static void put(uint8_t byte) {
  if (length < sizeof output) output[length++] = byte;
}

static uint64_t *cell(uint8_t index) { return (uint64_t *)(cells + (index % CELLS) * CELL_BYTES + 1095); }

static uint32_t word(const uint8_t *bytes) { return bytes[0] | (uint32_t)bytes[1] << 8; }

static void call_other(const uint8_t *at) {
  uint8_t name = 'a' + at[0];
  unsigned __int128 deposit = at[2];
  int32_t status = stretto_call(
      &name, 1, at[1] == 2 ? "none" : "run", at[1] == 2 ? 4 : 3, at + 5, (int32_t)word(at + 3),
      deposit ? &deposit : 0, at[1] > 2 ? 1ull << at[1] : at[1] == 1);
  put((uint8_t)status);
  static uint8_t result[32768];
  int32_t size = stretto_call_result(result, sizeof result);
  put((uint8_t)size);
  for (int32_t i = 0; i < size && i < 255; i++) put(result[i]);
}

static void run_program(const uint8_t *at, const uint8_t *end) {
  while (at < end) {
    switch (*at++) {
      case 1: /* set: key, value */
        set_storage(at, 1, at + 1, 1);
        at += 2;
        break;
      case 2: /* remove: key */
        put((uint8_t)remove_storage(at, 1));
        at += 1;
        break;
      case 3: { /* read: key */
        uint8_t value[16];
        int32_t size = get_storage(at, 1, value, sizeof value);
        put((uint8_t)size);
        for (int32_t i = 0; i < size; i++) put(value[i]);
        at += 1;
        break;
      }
      case 4: /* write to memory: cell, value */
        *cell(at[0]) = at[1] * 0x0101010101010101ull;
        at += 2;
        break;
      case 5: /* read from memory: cell */
        put((uint8_t)(*cell(at[0]) >> 56));
        put((uint8_t)*cell(at[0]));
        at += 1;
        break;
      case 6: { /* grow memory by one page, and write to its end */
        int32_t before = (int32_t)__builtin_wasm_memory_grow(0, 1);
        put((uint8_t)before);
        if (before > 0) *(uint8_t *)(uintptr_t)((uint32_t)before * 65536 + 65535) = 7;
        break;
      }
      case 7: /* log: one character */
        log_utf8(1, address_of(at));
        at += 1;
        break;
      case 8: STRETTO_PANIC("told to");
      case 9: __builtin_trap();
      case 10: /* call: contract, how (1: with too little gas, 2: no function, else 2^how gas), deposit, length, program */
        call_other(at);
        at += 5 + word(at + 3);
        break;
      case 11: { /* add to a number: key, amount; from 0 to 100 */
        __int128 amount = at[1], minimum = 0, maximum = 100;
        put((uint8_t)storage_add(at, 1, &amount, &minimum, &maximum));
        at += 2;
        break;
      }
      default: STRETTO_PANIC("no instruction");
    }
  }
}

STRETTO_EXPORT("run") run(void) {
  length = 0;
  uint32_t size = stretto_input(program, sizeof program);
  run_program(program, program + size);
  value_return(length, address_of(output));
}

#ifdef LIVING
/* Stores the cells, unless the first one forbids it. */
STRETTO_EXPORT("stretto_finish") stretto_finish(void) {
  if ((uint8_t)*cell(0) == 13) STRETTO_PANIC("thirteen");
  uint8_t values[CELLS];
  for (uint8_t i = 0; i < CELLS; i++) values[i] = (uint8_t)*cell(i);
  set_storage("cells", 5, values, CELLS);
  log_utf8(8, address_of("finished"));
}
#endif

#ifdef REENTRANT
STRETTO_EXPORT("stretto_reentrant") stretto_reentrant(void) {}
#endif
