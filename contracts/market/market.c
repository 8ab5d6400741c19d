/*
 * A marketplace for non-fungible tokens. Who lists a token gives it into the market's keeping; who buys it attaches the
 * price as a deposit, of which the collection's creator gets a royalty and the seller the rest.
 *
 * The market calls the collection synchronously, and pays by promises: money goes to accounts, which are no contracts.
 * Whatever fails undoes the whole call: no token moves without its price, and no price without its token.
 *
 * The royalty is looked up when the token is listed. So a seller knows what a sale will bring, whatever the creator
 * asks for later. A buyer's deposit is the most that the buyer pays: a price that has risen in the meantime refuses the
 * purchase, and what is over is given back.
 *
 * Every listing has a key of its own, so sales of different tokens do not meet here, but in nothing else either than
 * the balances, which are added to. Arguments, storage and errors: README.md.
 */
#include "collection.h"

#define LIST_MAX 50
/** A listing as text, with its collection or with two more names and a word. */
#define LINE_MAX (4 * (STRETTO_ACCOUNT_MAX + 1) + 3 * (DIGITS_MAX + 1) + 8)

static uint8_t line[LINE_MAX];
static uint8_t sender_name[STRETTO_ACCOUNT_MAX];

static Text fetch_sender(void) { return (Text){sender_name, stretto_sender(sender_name)}; }

static unsigned __int128 fetch_deposit(void) {
  unsigned __int128 amount = 0;
  attached_deposit(address_of(&amount));
  return amount;
}

/** Money that a function has no use for would be lost. */
static void refuse_deposit(void) {
  if (fetch_deposit() != 0) STRETTO_PANIC("takes no deposit");
}

/** Pays an account when this call has succeeded. */
static void pay(Text account, unsigned __int128 amount) {
  if (amount == 0) return;
  uint64_t promise = promise_batch_create(account.length, address_of(account.bytes));
  promise_batch_action_transfer(promise, address_of(&amount));
}

/** Logs WORD COLLECTION ID SELLER PRICE [CREATOR ROYALTY], and BUYER where there is one. */
static void log_listing(Text word, Text buyer) {
  uint8_t *end = append(append(line, word), collection);
  *end++ = ' ';
  end = append_number(end, token_id);
  *end++ = ' ';
  end = append_listing(end);
  if (buyer.length != 0) *end++ = ' ';
  end = append(end, buyer);
  log_utf8((uint64_t)(end - line), address_of(line));
}

/** Loads the listing, which must be the sender's. */
static void load_own_listing(void) {
  load_listing();
  if (!is_equal(fetch_sender(), seller_of_listing())) STRETTO_PANIC("not the seller");
}

/** COLLECTION ID PRICE: takes the sender's token, for which the market must be approved, and offers it. */
STRETTO_EXPORT("list") list(void) {
  static uint8_t self[STRETTO_ACCOUNT_MAX];
  take_arguments();
  take_token();
  listing.price = take_price();
  end_arguments();
  refuse_deposit();
  Text seller = fetch_sender();
  if (!is_owner(seller)) STRETTO_PANIC("not the token's owner");
  listing.seller_length = (uint8_t)seller.length;
  append(listing.names, seller);
  look_up_royalty();
  current_account_id(STRETTO_REGISTER);
  give_token((Text){self, STRETTO_TAKE_REGISTER(self, STRETTO_ACCOUNT_MAX, "name too long")});
  store_listing();
  log_listing(TEXT("list "), TEXT(""));
}

/** COLLECTION ID, with the price as deposit: gives the token to the sender and pays seller and creator. */
STRETTO_EXPORT("buy") buy(void) {
  take_arguments();
  take_token();
  end_arguments();
  load_listing();
  unsigned __int128 deposit = fetch_deposit();
  if (deposit < listing.price) STRETTO_PANIC("deposit is less than the price");
  Text buyer = fetch_sender();
  remove_listing();
  give_token(buyer);
  uint64_t royalty = royalty_of_listing();
  pay(seller_of_listing(), listing.price - royalty);
  pay(creator_of_listing(), royalty);
  pay(buyer, deposit - listing.price);
  log_listing(TEXT("sell "), buyer);
}

/** COLLECTION ID: ends the offer and gives the token back to the sender. */
STRETTO_EXPORT("cancel") cancel(void) {
  take_arguments();
  take_token();
  end_arguments();
  refuse_deposit();
  load_own_listing();
  remove_listing();
  give_token(seller_of_listing());
  log_listing(TEXT("cancel "), TEXT(""));
}

/** COLLECTION ID PRICE: changes the price of the sender's offer. */
STRETTO_EXPORT("set_price") set_price(void) {
  take_arguments();
  take_token();
  uint64_t price = take_price();
  end_arguments();
  refuse_deposit();
  load_own_listing();
  listing.price = price;
  store_listing();
  log_listing(TEXT("price "), TEXT(""));
}

/** COLLECTION ID: SELLER PRICE [CREATOR ROYALTY]; nothing where the token is not for sale. */
STRETTO_EXPORT("listing") listing_of(void) {
  take_arguments();
  take_token();
  end_arguments();
  if (get_storage(key, key_length, &listing, sizeof listing) < 0) return;
  stretto_return(line, (uint32_t)(append_listing(line) - line));
}

/** COLLECTION: the first offers in the order of their ids' text, a line ID SELLER PRICE [CREATOR ROYALTY] each. */
STRETTO_EXPORT("listings") listings(void) {
  static uint8_t entries[4 + LIST_MAX * (8 + KEY_MAX + sizeof(Listing))];
  static uint8_t text[LIST_MAX * LINE_MAX];
  static uint8_t behind[KEY_MAX];
  take_arguments();
  collection = take_name();
  end_arguments();
  uint32_t prefix = (uint32_t)(begin_key() - key);
  append(behind, (Text){key, prefix});
  behind[prefix - 1] = ':' + 1;
  storage_scan(key, (int32_t)prefix, behind, (int32_t)prefix, LIST_MAX, entries, sizeof entries);
  uint8_t *end = text;
  const uint8_t *at = entries;
  uint32_t count, length;
  __builtin_memcpy(&count, at, sizeof count);
  at += sizeof count;
  while (count-- > 0) {
    __builtin_memcpy(&length, at, sizeof length);
    end = append(end, (Text){at + sizeof length + prefix, length - prefix});
    *end++ = ' ';
    at += sizeof length + length;
    __builtin_memcpy(&length, at, sizeof length);
    __builtin_memcpy(&listing, at + sizeof length, length);
    end = append_listing(end);
    *end++ = '\n';
    at += sizeof length + length;
  }
  stretto_return(text, (uint32_t)(end - text));
}
