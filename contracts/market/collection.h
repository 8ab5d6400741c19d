/*
 * The calls of a collection: of the example contract nft, or of any with the same functions.
 */
#ifndef COLLECTION_H
#define COLLECTION_H

#include "listing.h"

/** Calls a function of the collection; how that ended. */
static inline int32_t try_collection(Text function, const uint8_t *text, const uint8_t *end) {
  return stretto_call(
      collection.bytes, (int32_t)collection.length, function.bytes, (int32_t)function.length, text,
      (int32_t)(end - text), NULL, 0);
}

static inline void require_success(int32_t status) {
  if (status != STRETTO_SUCCEEDED) panic_with_result(TEXT("collection: "));
}

/** Gives the token, which this contract owns or is approved for, to an account. */
static inline void give_token(Text to) {
  static uint8_t text[STRETTO_ACCOUNT_MAX + 1 + DIGITS_MAX];
  uint8_t *end = append(text, to);
  *end++ = ' ';
  require_success(try_collection(TEXT("transfer"), text, append_number(end, token_id)));
}

/** Whether the collection says that an account owns the token. */
static inline bool is_owner(Text account) {
  static uint8_t text[DIGITS_MAX];
  static uint8_t owner[STRETTO_ACCOUNT_MAX];
  require_success(try_collection(TEXT("owner_of"), text, append_number(text, token_id)));
  int32_t length = stretto_call_result(owner, sizeof owner);
  return length <= (int32_t)sizeof owner && is_equal(account, (Text){owner, (uint32_t)length});
}

/** Whether an account can have this name, so that a payment to it is possible. */
static inline bool is_account(Text name) {
  for (uint32_t i = 0; i < name.length; i++) {
    uint8_t character = name.bytes[i], letter = character | 0x20;
    bool is_digit = character >= '0' && character <= '9';
    bool is_mark = character == '.' || character == '_' || character == '-';
    if (!(letter >= 'a' && letter <= 'z') && !is_digit && !is_mark) return false;
  }
  return name.length >= 1 && name.length <= STRETTO_ACCOUNT_MAX;
}

/** Puts the creator and the royalty that the collection asks for behind the seller of the listing. */
static inline void look_up_royalty(void) {
  static uint8_t text[STRETTO_ACCOUNT_MAX + 1 + DIGITS_MAX];
  int32_t status = try_collection(TEXT("royalty"), text, text);
  if (status == STRETTO_UNKNOWN_FUNCTION) return;
  require_success(status);
  int32_t length = stretto_call_result(text, sizeof text);
  if (length == 0) return;
  if (length > (int32_t)sizeof text) STRETTO_PANIC("malformed royalty");
  uint32_t space = 0;
  while (space < (uint32_t)length && text[space] != ' ') space++;
  Text creator = {text, space};
  if (space == (uint32_t)length || !is_account(creator)) STRETTO_PANIC("malformed royalty");
  listing.royalty = (uint16_t)number_of((Text){text + space + 1, (uint32_t)length - space - 1}, BASIS_POINTS);
  listing.creator_length = (uint8_t)creator.length;
  append(listing.names + listing.seller_length, creator);
}

#endif
