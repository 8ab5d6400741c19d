/*
 * A fungible token: balances and allowances of up to 256 bits.
 *
 * A transfer is what a ledger does all day, so its path is kept short: the keys are built where the host
 * writes the names (no copies), the numbers stay in 64 bits when they fit (nearly always), and each of the two
 * balances costs one read and one write. What does not fit 64 bits goes through u256.h.
 *
 * State: b:ACCOUNT balance, a:OWNER:SPENDER allowance, s supply, o owner, n name, y symbol. Numbers are stored
 * as big-endian bytes without leading zeros; zero is the absent key. Arguments, storage and errors: README.md.
 *
 * Calls of one bundle may share this memory, so no function relies on what a static variable held before.
 */
#include "arguments.h"

static uint8_t receiver_key[PREFIX_LENGTH + STRETTO_ACCOUNT_MAX];
static uint8_t allowance_key[PREFIX_LENGTH + STRETTO_ACCOUNT_MAX + 1 + STRETTO_ACCOUNT_MAX];

static const Text SUPPLY = {(const uint8_t *)"s", 1};
static const Text OWNER = {(const uint8_t *)"o", 1};
static const Text NAME = {(const uint8_t *)"n", 1};
static const Text SYMBOL = {(const uint8_t *)"y", 1};

/* ---- keys ---- */

static uint8_t *append(uint8_t *to, Text text) {
  for (uint32_t i = 0; i < text.length; i++) to[i] = text.bytes[i];
  return to + text.length;
}

static Text receiver_balance_key(Text account) {
  return (Text){receiver_key, (uint32_t)(append(begin_key(receiver_key, 'b'), account) - receiver_key)};
}

/** a:OWNER:SPENDER; refuses accounts (the sender's, which no argument check has seen) that would be ambiguous. */
static Text allowance_key_of(Text owner, Text spender) {
  uint8_t *end = append(begin_key(allowance_key, 'a'), owner);
  *end++ = ':';
  end = append(end, spender);
  uint32_t colons = 0;
  for (uint8_t *at = allowance_key; at < end; at++) colons += *at == ':';
  if (colons != 2) STRETTO_PANIC("account contains a colon");
  return (Text){allowance_key, (uint32_t)(end - allowance_key)};
}

/* ---- the owner ---- */

static bool owner_is(Text account, int32_t length) {
  if ((uint32_t)length != account.length) return false;
  for (uint32_t i = 0; i < account.length; i++)
    if (receiver_key[PREFIX_LENGTH + i] != account.bytes[i]) return false;
  return true;
}

/** Reads the owner to the receiver's buffer, which nobody uses yet; returns the length, -1 if there is none. */
static int32_t read_owner(void) {
  return get_storage(OWNER.bytes, (int32_t)OWNER.length, receiver_key + PREFIX_LENGTH, STRETTO_ACCOUNT_MAX);
}

static void set_owner(Text account) { write_bytes(OWNER, account.bytes, account.length); }

static void log_mint(void) {
  static uint8_t line[5 + ARGUMENTS_MAX];
  const uint8_t *arguments = arguments_key + PREFIX_LENGTH;
  uint8_t *end = append(line, (Text){(const uint8_t *)"mint ", 5});
  end = append(end, (Text){arguments, (uint32_t)(arguments_end - arguments)});
  log_utf8((uint64_t)(end - line), address_of(line));
}

/* ---- the exported functions ---- */

/** TO AMOUNT */
STRETTO_EXPORT("transfer") transfer(void) {
  Text to = take_account(fetch_arguments(), false);
  Amount amount = take_amount(after(to));
  /* The receiver is credited on top of what the debit left, so a transfer to oneself changes nothing. */
  if (!debit(fetch_sender(), amount)) STRETTO_PANIC("insufficient balance");
  credit((Text){arguments_key, PREFIX_LENGTH + to.length}, amount);
}

/** OWNER TO AMOUNT */
STRETTO_EXPORT("transfer_from") transfer_from(void) {
  Text owner = take_account(fetch_arguments(), false);
  Text to = take_account(after(owner), false);
  Amount amount = take_amount(after(to));
  Text allowance = allowance_key_of(owner, account_of(fetch_sender()));
  if (!debit(allowance, amount)) STRETTO_PANIC("insufficient allowance");
  if (!debit((Text){arguments_key, PREFIX_LENGTH + owner.length}, amount)) STRETTO_PANIC("insufficient balance");
  credit(receiver_balance_key(to), amount);
}

/** SPENDER AMOUNT */
STRETTO_EXPORT("approve") approve(void) {
  Text spender = take_account(fetch_arguments(), false);
  Amount amount = take_amount(after(spender));
  U256 wide;
  widen(&wide, amount.digits.bytes, amount.digits.length);
  write_wide(allowance_key_of(account_of(fetch_sender()), spender), &wide);
}

/** TO AMOUNT */
STRETTO_EXPORT("mint") mint(void) {
  Text to = take_account(fetch_arguments(), false);
  Amount amount = take_amount(after(to));
  Text sender = account_of(fetch_sender());
  int32_t owner_length = read_owner();
  if (owner_length < 0)
    set_owner(sender);
  else if (!owner_is(sender, owner_length))
    STRETTO_PANIC("only the owner may mint");
  credit(SUPPLY, amount);
  credit((Text){arguments_key, PREFIX_LENGTH + to.length}, amount);
  log_mint();
}

/** nothing, or NAME, or NAME SYMBOL */
STRETTO_EXPORT("init") init(void) {
  const uint8_t *at = fetch_arguments();
  if (read_owner() >= 0) STRETTO_PANIC("already initialised");
  set_owner(account_of(fetch_sender()));
  if (at == arguments_end) return;
  uint32_t spaces = 0;
  for (const uint8_t *byte = at; byte < arguments_end; byte++) spaces += *byte == ' ';
  Text name = take_account(at, spaces == 0);
  write_bytes(NAME, name.bytes, name.length);
  if (spaces == 0) return;
  Text symbol = take_account(after(name), true);
  write_bytes(SYMBOL, symbol.bytes, symbol.length);
}

/** ACCOUNT */
STRETTO_EXPORT("balance_of") balance_of(void) {
  Text account = take_account(fetch_arguments(), true);
  return_number((Text){arguments_key, PREFIX_LENGTH + account.length});
}

/** OWNER SPENDER */
STRETTO_EXPORT("allowance") allowance(void) {
  Text owner = take_account(fetch_arguments(), false);
  return_number(allowance_key_of(owner, take_account(after(owner), true)));
}

STRETTO_EXPORT("total_supply") total_supply(void) { return_number(SUPPLY); }

/** Returns a stored text, nothing when it is absent. */
static void return_text(Text key) {
  uint8_t text[STRETTO_ACCOUNT_MAX];
  int32_t length = get_storage(key.bytes, (int32_t)key.length, text, STRETTO_ACCOUNT_MAX);
  stretto_return(text, length < 0 ? 0 : (uint32_t)length);
}

STRETTO_EXPORT("owner") owner(void) { return_text(OWNER); }
STRETTO_EXPORT("name") name(void) { return_text(NAME); }
STRETTO_EXPORT("symbol") symbol(void) { return_text(SYMBOL); }
