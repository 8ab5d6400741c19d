/*
 * What is for sale: a token of a collection, by whom, for how much, and what of that the collection's creator is to have.
 *
 * State: l:COLLECTION:ID: 8 bytes price and 2 bytes royalty in basis points, little-endian, 1 byte the length of the
 * seller's name, 1 byte that of the creator's, then both names.
 */
#ifndef LISTING_H
#define LISTING_H

#include "../include/fields.h"

#define BASIS_POINTS 10000
#define LISTING_HEAD 12
#define KEY_MAX (2 + STRETTO_ACCOUNT_MAX + 1 + DIGITS_MAX)

typedef struct {
  uint64_t price;
  uint16_t royalty;
  uint8_t seller_length;
  uint8_t creator_length;
  uint8_t names[2 * STRETTO_ACCOUNT_MAX];
} Listing;

_Static_assert(offsetof(Listing, names) == LISTING_HEAD, "a listing is stored as it lies in memory");

/** The token that the call is about, and the key of its listing. */
static Text collection;
static uint64_t token_id;
static uint8_t key[KEY_MAX];
static int32_t key_length;

static Listing listing;

static inline Text seller_of_listing(void) { return (Text){listing.names, listing.seller_length}; }

static inline Text creator_of_listing(void) {
  return (Text){listing.names + listing.seller_length, listing.creator_length};
}

/** Makes the part of the keys that all listings of a collection begin with; returns its end. */
static inline uint8_t *begin_key(void) {
  uint8_t *end = append(append(key, TEXT("l:")), collection);
  *end++ = ':';
  return end;
}

/** Takes COLLECTION and ID. */
static inline void take_token(void) {
  collection = take_name();
  token_id = take_number(UINT64_MAX);
  if (token_id == 0) MALFORMED();
  key_length = (int32_t)(append_number(begin_key(), token_id) - key);
}

/** Takes PRICE. */
static inline uint64_t take_price(void) {
  uint64_t price = take_number(UINT64_MAX);
  if (price == 0) STRETTO_PANIC("price must be positive");
  return price;
}

static inline void load_listing(void) {
  if (get_storage(key, key_length, &listing, sizeof listing) < 0) STRETTO_PANIC("not for sale");
}

static inline void store_listing(void) {
  set_storage(key, key_length, &listing, LISTING_HEAD + listing.seller_length + listing.creator_length);
}

static inline void remove_listing(void) { remove_storage(key, key_length); }

/**
 * What of the price is the creator's: rounded down, and never more than the price. In two parts, for the product of
 * both may pass 64 bits.
 */
static inline uint64_t royalty_of_listing(void) {
  return listing.price / BASIS_POINTS * listing.royalty + listing.price % BASIS_POINTS * listing.royalty / BASIS_POINTS;
}

/** Writes SELLER PRICE, and CREATOR ROYALTY where there is one, and returns the end. */
static inline uint8_t *append_listing(uint8_t *end) {
  end = append(end, seller_of_listing());
  *end++ = ' ';
  end = append_number(end, listing.price);
  if (listing.creator_length == 0) return end;
  *end++ = ' ';
  end = append(end, creator_of_listing());
  *end++ = ' ';
  return append_number(end, royalty_of_listing());
}

#endif
