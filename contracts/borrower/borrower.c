/*
 * Borrows from a bank, uses the money, and repays it with the fee.
 *
 * The bank calls `use` with the loan as deposit and with what it wants back as arguments. What comes back is a plain
 * transfer, done before the bank's call returns. It cannot be a call of the bank, which is being called already.
 *
 * A contract that gives money away must know who asks: only its bank may, and only in a transaction of its owner.
 *
 * State: b, the bank; o, the owner.
 */
#include "../include/fields.h"

static uint8_t account[STRETTO_ACCOUNT_MAX];
static uint32_t account_length;
static uint8_t stored[STRETTO_ACCOUNT_MAX];

/** Takes the account from the helper register; whether it is the one stored under a key of one byte. */
static bool is_stored(const char *key) {
  account_length = STRETTO_TAKE_REGISTER(account, STRETTO_ACCOUNT_MAX, "account too long");
  int32_t stored_length = get_storage(key, 1, stored, sizeof stored);
  return stored_length >= 0 && is_equal((Text){account, account_length}, (Text){stored, (uint32_t)stored_length});
}

/** BANK: makes the sender the owner. */
STRETTO_EXPORT("init") init(void) {
  take_arguments();
  Text bank = take_name();
  end_arguments();
  if (storage_has_key(1, address_of("o"))) STRETTO_PANIC("already initialised");
  set_storage("b", 1, bank.bytes, (int32_t)bank.length);
  set_storage("o", 1, account, (int32_t)stretto_sender(account));
}

/** What the loan is for: an arbitrage between two markets would stand here. */
static void earn(Text repayment) {
  static uint8_t line[8 + DIGITS_MAX];
  uint8_t *end = append(append(line, TEXT("repays ")), repayment);
  log_utf8((uint64_t)(end - line), address_of(line));
}

/** REPAYMENT, with the loan as deposit. */
STRETTO_EXPORT("use") use(void) {
  take_arguments();
  Text text = take_field();
  unsigned __int128 repayment = number_of(text, UINT64_MAX);
  end_arguments();
  signer_account_id(STRETTO_REGISTER);
  if (!is_stored("o")) STRETTO_PANIC("only the owner may borrow");
  predecessor_account_id(STRETTO_REGISTER);
  if (!is_stored("b")) STRETTO_PANIC("not my bank");
  earn(text);
  uint64_t promise = promise_batch_create(account_length, address_of(account)); /* to the bank */
  promise_batch_action_transfer(promise, address_of(&repayment));
}
