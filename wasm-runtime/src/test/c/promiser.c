/*
 * A contract that makes the promises that its arguments tell it to: a program of bytes. Built three times: plain;
 * with COUNTING, which asks for storage_usage; with LIVING, whose finaliser runs the program kept for it.
 *
 * Numbers are 8 bytes, amounts 16, the lowest first; a text is its length, two bytes, and its bytes. What an
 * instruction finds is appended to the output, which the call returns unless it returns something else itself.
 */
#include "stretto.h"

typedef struct {
  uint32_t length;
  const uint8_t *bytes;
} text;

static uint8_t program[65536];
static uint8_t output[65536];
static uint8_t result[65536];
static uint32_t length;
static bool has_returned;
static const uint8_t *at;

static void put(const void *bytes, uint32_t count) {
  for (uint32_t i = 0; i < count && length < sizeof output; i++) output[length++] = ((const uint8_t *)bytes)[i];
}

static void put_byte(uint64_t byte) {
  uint8_t low = (uint8_t)byte;
  put(&low, 1);
}

static void put_number(uint64_t number) { put(&number, sizeof number); }

static uint64_t number(void) {
  uint64_t value = 0;
  for (int i = 7; i >= 0; i--) value = value << 8 | at[i];
  at += 8;
  return value;
}

static text next_text(void) {
  text next = {at[0] | (uint32_t)at[1] << 8, at + 2};
  at += 2 + next.length;
  return next;
}

static uint64_t amount(void) {
  uint64_t pointer = address_of(at);
  at += 16;
  return pointer;
}

/* Two bytes of length, then the bytes. */
static void put_register(void) {
  uint64_t size = register_len(STRETTO_REGISTER);
  if (size > sizeof result) STRETTO_PANIC("too long");
  read_register(STRETTO_REGISTER, address_of(result));
  put(&size, 2);
  put(result, (uint32_t)size);
}

static void make_call(bool is_then) {
  uint64_t before = is_then ? number() : 0;
  text account = next_text(), function = next_text(), arguments = next_text();
  uint64_t deposit = amount(), gas = number();
  if (is_then) {
    promise_then(
        before, account.length, address_of(account.bytes), function.length, address_of(function.bytes),
        arguments.length, address_of(arguments.bytes), deposit, gas);
  } else {
    promise_create(
        account.length, address_of(account.bytes), function.length, address_of(function.bytes), arguments.length,
        address_of(arguments.bytes), deposit, gas);
  }
}

static void make_union(void) {
  uint64_t indexes[600], count = number();
  for (uint64_t i = 0; i < count; i++) indexes[i] = number();
  promise_and(address_of(indexes), count);
}

static void add_call(bool has_weight) {
  uint64_t promise = number();
  text function = next_text(), arguments = next_text();
  uint64_t deposit = amount(), gas = number();
  if (has_weight) {
    promise_batch_action_function_call_weight(
        promise, function.length, address_of(function.bytes), arguments.length, address_of(arguments.bytes), deposit,
        gas, number());
  } else {
    promise_batch_action_function_call(
        promise, function.length, address_of(function.bytes), arguments.length, address_of(arguments.bytes), deposit,
        gas);
  }
}

static void call_now(void) {
  text account = next_text(), function = next_text(), arguments = next_text();
  unsigned __int128 deposit;
  __builtin_memcpy(&deposit, at, sizeof deposit);
  at += sizeof deposit;
  put_byte((uint64_t)stretto_call(
      account.bytes, (int32_t)account.length, function.bytes, (int32_t)function.length, arguments.bytes,
      (int32_t)arguments.length, deposit ? &deposit : 0, number()));
  int32_t size = stretto_call_result(result, sizeof result);
  put(&size, 2);
  put(result, (uint32_t)size);
}

static void use_promises(uint8_t instruction) {
  switch (instruction) {
    case 1: make_call(false); break;
    case 2: make_call(true); break;
    case 3: make_union(); break;
    case 4: {
      text account = next_text();
      promise_batch_create(account.length, address_of(account.bytes));
      break;
    }
    case 5: {
      uint64_t before = number();
      text account = next_text();
      promise_batch_then(before, account.length, address_of(account.bytes));
      break;
    }
    case 6: promise_batch_action_create_account(number()); break;
    case 7: {
      uint64_t promise = number();
      text code = next_text();
      promise_batch_action_deploy_contract(promise, code.length, address_of(code.bytes));
      break;
    }
    case 8: add_call(false); break;
    case 9: add_call(true); break;
    case 10: {
      uint64_t promise = number();
      promise_batch_action_transfer(promise, amount());
      break;
    }
    case 11: put_byte(promise_results_count()); break;
    case 12: { /* result: index */
      uint64_t status = promise_result(number(), STRETTO_REGISTER);
      put_byte(status);
      if (status == 1) put_register();
      break;
    }
    case 13:
      promise_return(number());
      has_returned = true;
      break;
    default: STRETTO_PANIC("no instruction");
  }
}

static void use_storage(uint8_t instruction) {
  text key = next_text();
  switch (instruction) {
    case 20: { /* storage_write: key, value */
      text value = next_text();
      uint64_t existed =
          storage_write(key.length, address_of(key.bytes), value.length, address_of(value.bytes), STRETTO_REGISTER);
      put_byte(existed);
      if (existed) put_register();
      break;
    }
    case 21: { /* storage_remove: key */
      uint64_t existed = storage_remove(key.length, address_of(key.bytes), STRETTO_REGISTER);
      put_byte(existed);
      if (existed) put_register();
      break;
    }
    case 22: { /* storage_read: key */
      uint64_t existed = storage_read(key.length, address_of(key.bytes), STRETTO_REGISTER);
      put_byte(existed);
      if (existed) put_register();
      break;
    }
    case 23: { /* set_storage: key, value */
      text value = next_text();
      set_storage(key.bytes, (int32_t)key.length, value.bytes, (int32_t)value.length);
      break;
    }
    case 24: put_byte((uint64_t)remove_storage(key.bytes, (int32_t)key.length)); break;
    default: { /* storage_add: key, amount; from -1000 to 1000 */
      __int128 more, minimum = -1000, maximum = 1000;
      __builtin_memcpy(&more, at, sizeof more);
      at += sizeof more;
      put_byte((uint64_t)storage_add(key.bytes, (int32_t)key.length, &more, &minimum, &maximum));
    }
  }
}

static void look(uint8_t instruction) {
  switch (instruction) {
    case 30:
      attached_deposit(address_of(result));
      put(result, 16);
      break;
    case 31:
      account_balance(address_of(result));
      put(result, 16);
      break;
    case 32: put_number(prepaid_gas()); break;
    case 33: put_number(used_gas()); break;
    case 34:
      current_account_id(STRETTO_REGISTER);
      put_register();
      predecessor_account_id(STRETTO_REGISTER);
      put_register();
      signer_account_id(STRETTO_REGISTER);
      put_register();
      break;
#ifdef COUNTING
    case 35: put_number(storage_usage()); break;
#endif
    default: STRETTO_PANIC("no instruction");
  }
}

#ifdef LIVING
static uint8_t last_program[4096];
static uint32_t last_length;

static void keep_for_finaliser(text kept) {
  last_length = kept.length;
  for (uint32_t i = 0; i < kept.length; i++) last_program[i] = kept.bytes[i];
}
#endif

static void run_program(const uint8_t *begin, const uint8_t *end) {
  at = begin;
  while (at < end) {
    uint8_t instruction = *at++;
    if (instruction < 14) {
      use_promises(instruction);
    } else if (instruction >= 30) {
      look(instruction);
    } else if (instruction >= 20) {
      use_storage(instruction);
    } else if (instruction == 14) { /* return a value */
      text value = next_text();
      value_return(value.length, address_of(value.bytes));
      has_returned = true;
    } else if (instruction == 15) { /* log */
      text line = next_text();
      log_utf8(line.length, address_of(line.bytes));
    } else if (instruction == 16) {
      STRETTO_PANIC("told to");
    } else if (instruction == 17) {
      __builtin_trap();
    } else if (instruction == 18) { /* call at once: contract, function, arguments, deposit, gas */
      call_now();
#ifdef LIVING
    } else if (instruction == 19) { /* program of the finaliser */
      keep_for_finaliser(next_text());
#endif
    } else {
      STRETTO_PANIC("no instruction");
    }
  }
}

STRETTO_EXPORT("run") run(void) {
  length = 0;
  has_returned = false;
  uint32_t size = stretto_input(program, sizeof program);
  run_program(program, program + size);
  if (!has_returned) value_return(length, address_of(output));
}

#ifdef LIVING
STRETTO_EXPORT("stretto_finish") stretto_finish(void) { run_program(last_program, last_program + last_length); }
#endif
