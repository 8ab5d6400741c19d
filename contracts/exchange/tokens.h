/*
 * How tokens come into the exchange and leave it: by calls of the two token contracts.
 */
#ifndef TOKENS_H
#define TOKENS_H

#include "accounts.h"

/** The names of the two tokens, as stored: the length of the first, then both. */
static uint8_t tokens[1 + 2 * STRETTO_ACCOUNT_MAX];

static Text token_of(Asset asset, uint32_t length) {
  uint32_t first = tokens[0];
  return asset == BASE ? (Text){tokens + 1, first} : (Text){tokens + 1 + first, length - 1 - first};
}

/** Takes the name of one of the two tokens. */
static Asset take_asset(Text *token) {
  *token = take_name();
  int32_t length = get_storage("x", 1, tokens, sizeof tokens);
  if (length < 0) STRETTO_PANIC("not initialised");
  if (is_equal(*token, token_of(BASE, (uint32_t)length))) return BASE;
  if (is_equal(*token, token_of(QUOTE, (uint32_t)length))) return QUOTE;
  STRETTO_PANIC("not a token of this exchange");
}

/** Adds to the sum of all that is here of a token, which never passes 64 bits: so no balance does. */
static bool add_total(Asset asset, __int128 amount) {
  const __int128 minimum = 0, maximum = UINT64_MAX;
  uint8_t key[2] = {'t', (uint8_t)('0' + asset)};
  return storage_add(key, sizeof key, &amount, &minimum, &maximum) == 1;
}

/** Calls a function of a token with a field or two and an amount. */
static void call_token(Text token, Text function, Text first, Text second, uint64_t amount) {
  static uint8_t text[2 * (STRETTO_ACCOUNT_MAX + 1) + DIGITS_MAX];
  uint8_t *end = append(text, first);
  *end++ = ' ';
  end = append(end, second);
  if (second.length != 0) *end++ = ' ';
  end = append_number(end, amount);
  int32_t status = stretto_call(
      token.bytes, (int32_t)token.length, function.bytes, (int32_t)function.length, text, (int32_t)(end - text), NULL, 0);
  if (status != STRETTO_SUCCEEDED) panic_with_result(TEXT("token: "));
}

/** BASE QUOTE: the token that orders are about, and the one that prices are in. */
STRETTO_EXPORT("init") init(void) {
  take_arguments();
  Text base = take_name(), quote = take_name();
  end_arguments();
  if (is_equal(base, quote)) MALFORMED();
  if (storage_has_key(1, address_of("x"))) STRETTO_PANIC("already initialised");
  tokens[0] = (uint8_t)base.length;
  uint8_t *end = append(append(tokens + 1, base), quote);
  set_storage("x", 1, tokens, (int32_t)(end - tokens));
}

/** TOKEN AMOUNT: takes from what the sender has allowed the exchange to take. */
STRETTO_EXPORT("deposit") deposit(void) {
  static uint8_t self[STRETTO_ACCOUNT_MAX];
  Text token;
  begin_order();
  Asset asset = take_asset(&token);
  uint64_t amount = take_number(UINT64_MAX);
  end_arguments();
  if (!add_total(asset, amount)) STRETTO_PANIC("total exceeds 64 bits");
  current_account_id(STRETTO_REGISTER);
  uint32_t length = STRETTO_TAKE_REGISTER(self, STRETTO_ACCOUNT_MAX, "name too long");
  credit(sender_account, asset, amount);
  call_token(token, TEXT("transfer_from"), (Text){sender, sender_length}, (Text){self, length}, amount);
}

/** TOKEN AMOUNT: gives back what is free. */
STRETTO_EXPORT("withdraw") withdraw(void) {
  Text token;
  begin_order();
  Asset asset = take_asset(&token);
  uint64_t amount = take_number(UINT64_MAX);
  end_arguments();
  debit(sender_account, asset, amount);
  add_total(asset, -(__int128)amount);
  call_token(token, TEXT("transfer"), (Text){sender, sender_length}, (Text){NULL, 0}, amount);
}

#endif
