/*
 * An exchange of two tokens: an order book with price-time priority.
 *
 * Orders rest in storage in the order of their priority (book.h), free balances in an entry for each trader
 * (accounts.h). The contract has a finaliser, so its memory lives on through a bundle: what was read stays at hand, and
 * what changed is stored once, at the end. What comes and goes within a bundle never reaches storage.
 *
 * A transaction reads only what its outcome depends on: the orders that it trades with, and that there is no better
 * one up to its limit. So orders at different prices, of different traders, do not conflict.
 *
 * More state: x, the two tokens; t ASSET, the sum of all that was deposited of a token. Arguments and errors: README.md.
 */
#include "book.h"

#define PRICE_MAX 4000000000u
#define QUANTITY_MAX 4000000000u
#define LEVELS_LISTED_MAX 50

static uint8_t sender[STRETTO_ACCOUNT_MAX];
static uint32_t sender_length;
static uint32_t sender_account;
static uint8_t output[4096];
static uint64_t trades, base_traded, quote_traded;

/* ---- what every call begins with ---- */

static void find_sender(void) { sender_account = find_account((Text){sender, sender_length}); }

/** Makes room, and fetches arguments and sender. */
static void begin_order(void) {
  if (is_full()) store_book();
  take_arguments();
  sender_length = stretto_sender(sender);
  find_sender();
}

/* ---- orders ---- */

/** Moves what a trade moves; both sides have been debited when they were ordered. */
static void settle(Side side, uint32_t limit, const Order *maker, uint32_t quantity) {
  uint32_t price = price_of((Side)maker->side, maker->place);
  uint64_t value = (uint64_t)price * quantity;
  if (side == BID) {
    credit(sender_account, BASE, quantity);
    if (limit != price) credit(sender_account, QUOTE, (uint64_t)(limit - price) * quantity);
    credit(maker->account, QUOTE, value);
  } else {
    credit(sender_account, QUOTE, value);
    credit(maker->account, BASE, quantity);
  }
  trades++;
  base_traded += quantity;
  quote_traded += value;
}

/** Trades with the best orders of the other side; returns what is left of the quantity. */
static uint32_t match(Side side, uint32_t limit, uint32_t quantity) {
  Side other = side == BID ? ASK : BID;
  Queue *queue = &queues[other];
  while (quantity != 0) {
    if (is_full()) {
      store_book();
      find_sender();
    }
    Order *maker = best_order(other, rank_of(other, limit));
    if (maker == NULL) break;
    uint32_t traded = quantity < maker->quantity ? quantity : maker->quantity;
    settle(side, limit, maker, traded);
    quantity -= traded;
    maker->quantity -= traded;
    maker->is_changed = true;
    if (maker->quantity == 0) queue->count--; /* it was the last one */
  }
  return quantity;
}

static uint8_t *append_id(uint8_t *to, Side side, uint64_t place) {
  to = append(to, side == BID ? TEXT("bid:") : TEXT("ask:"));
  to = append_number(to, price_of(side, place));
  *to++ = ':';
  return append_number(to, (uint32_t)place);
}

/** PRICE QUANTITY: returns how much was traded, and the id of what rests. */
static void order(Side side) {
  begin_order();
  uint32_t price = (uint32_t)take_number(PRICE_MAX);
  uint32_t quantity = (uint32_t)take_number(QUANTITY_MAX);
  end_arguments();
  if (price == 0 || quantity == 0) MALFORMED();
  if (side == BID)
    debit(sender_account, QUOTE, (uint64_t)price * quantity);
  else
    debit(sender_account, BASE, quantity);
  uint32_t rest = match(side, price, quantity);
  uint8_t *end = append_number(output, quantity - rest);
  if (rest != 0) {
    uint32_t rank = rank_of(side, price);
    uint64_t place = (uint64_t)rank << 32 | next_number(side, rank);
    enter_order(side, place, rest, sender_account, false);
    *end++ = ' ';
    end = append_id(end, side, place);
  }
  stretto_return(output, (uint32_t)(end - output));
}

STRETTO_EXPORT("bid") bid(void) { order(BID); }
STRETTO_EXPORT("ask") ask(void) { order(ASK); }

/** Takes an order's id: SIDE:PRICE:NUMBER. */
static uint64_t take_id(Side *side) {
  Text id = take_field();
  end_arguments();
  if (id.length < 7 || id.bytes[3] != ':') MALFORMED();
  Text name = {id.bytes, 3};
  *side = is_equal(name, TEXT("bid")) ? BID : ASK;
  if (*side == ASK && !is_equal(name, TEXT("ask"))) MALFORMED();
  uint32_t colon = 4;
  while (colon < id.length && id.bytes[colon] != ':') colon++;
  if (colon == id.length) MALFORMED();
  uint32_t price = (uint32_t)number_of((Text){id.bytes + 4, colon - 4}, PRICE_MAX);
  if (price == 0) MALFORMED();
  uint64_t number = number_of((Text){id.bytes + colon + 1, id.length - colon - 1}, UINT32_MAX);
  return (uint64_t)rank_of(*side, price) << 32 | number;
}

/** Finds an order: in memory, where position says where in its queue; or in storage, where it is UINT32_MAX. */
static Entry find_order(Side side, uint64_t place, uint32_t *position) {
  static uint8_t value[4 + STRETTO_ACCOUNT_MAX];
  const Queue *queue = &queues[side];
  *position = position_of(queue, place);
  if (*position < queue->count) {
    const Order *found = &orders[queue->orders[*position]];
    if (found->place == place) return (Entry){place, found->quantity, name_of(&accounts[found->account])};
  }
  *position = UINT32_MAX;
  Entry none = {place, 0, {value, 0}};
  if (place < queue->frontier) return none;
  uint8_t key[ORDER_KEY_LENGTH];
  order_key(key, side, place);
  int32_t length = get_storage(key, sizeof key, value, sizeof value);
  return length < 0 ? none : (Entry){place, load_word(value), {value + 4, (uint32_t)length - 4}};
}

/** ID: takes the sender's order out of the book; returns the quantity that was left of it. */
STRETTO_EXPORT("cancel") cancel(void) {
  begin_order();
  uint32_t position;
  Side side;
  uint64_t place = take_id(&side);
  Entry entry = find_order(side, place, &position);
  if (entry.quantity == 0) STRETTO_PANIC("no such order");
  if (!is_equal(entry.owner, (Text){sender, sender_length})) STRETTO_PANIC("not your order");
  bool is_stored = true;
  if (position != UINT32_MAX) {
    Order *found = &orders[queues[side].orders[position]];
    is_stored = found->is_stored;
    found->quantity = 0;
    leave_queue(&queues[side], position);
  }
  if (is_stored) {
    uint8_t key[ORDER_KEY_LENGTH];
    order_key(key, side, place);
    remove_storage(key, sizeof key);
  }
  if (side == BID)
    credit(sender_account, QUOTE, (uint64_t)price_of(BID, place) * entry.quantity);
  else
    credit(sender_account, BASE, entry.quantity);
  stretto_return(output, (uint32_t)(append_number(output, entry.quantity) - output));
}

/** ID: returns the owner and the quantity left; nothing where there is no such order. */
STRETTO_EXPORT("order") order_view(void) {
  Side side;
  uint32_t position;
  take_arguments();
  uint64_t place = take_id(&side);
  Entry entry = find_order(side, place, &position);
  if (entry.quantity == 0) return;
  uint8_t *end = append(output, entry.owner);
  *end++ = ' ';
  stretto_return(output, (uint32_t)(append_number(end, entry.quantity) - output));
}

/* ---- views ---- */

static uint8_t *append_level(uint8_t *to, Side side, uint32_t rank, uint64_t quantity) {
  to = append(to, side == BID ? TEXT("bid ") : TEXT("ask "));
  to = append_number(to, rank_of(side, rank));
  *to++ = ' ';
  to = append_number(to, quantity);
  *to++ = '\n';
  return to;
}

/** Lists the best prices of a side from storage. */
static uint8_t *append_side(uint8_t *to, Side side, uint64_t count) {
  uint64_t from = 0, quantity = 0, listed = 0;
  uint32_t rank = 0;
  for (;;) {
    uint32_t found = scan_orders(side, from, 0, BATCH_MAX);
    for (uint32_t i = 0; i < found; i++) {
      Entry entry = next_entry();
      if (quantity != 0 && entry.place >> 32 != rank) {
        to = append_level(to, side, rank, quantity);
        if (++listed == count) return to;
        quantity = 0;
      }
      rank = (uint32_t)(entry.place >> 32);
      quantity += entry.quantity;
      from = entry.place + 1;
    }
    if (found < BATCH_MAX) break;
  }
  return quantity == 0 ? to : append_level(to, side, rank, quantity);
}

/** COUNT: the best prices of both sides, at most so many of each, a line each. */
STRETTO_EXPORT("depth") depth(void) {
  take_arguments();
  uint64_t count = take_number(LEVELS_LISTED_MAX);
  end_arguments();
  if (count == 0) MALFORMED();
  store_book(); /* in a bundle, what is in memory only would be missing */
  uint8_t *end = append_side(output, ASK, count);
  end = append_side(end, BID, count);
  stretto_return(output, (uint32_t)(end - output));
}

/** ACCOUNT: what the account has free of both tokens. */
STRETTO_EXPORT("balance") balance(void) {
  if (is_full()) store_book();
  take_arguments();
  Text name = take_name();
  end_arguments();
  const Account *account = loaded_account(find_account(name));
  uint8_t *end = append_number(output, account->balance[BASE]);
  *end++ = ' ';
  stretto_return(output, (uint32_t)(append_number(end, account->balance[QUOTE]) - output));
}

#include "tokens.h"

/* ---- the end of the transaction ---- */

STRETTO_EXPORT("stretto_finish") stretto_finish(void) {
  store_book();
  if (trades == 0) return;
  uint8_t *end = append_number(output, trades);
  end = append(end, trades == 1 ? TEXT(" trade, ") : TEXT(" trades, "));
  end = append_number(end, base_traded);
  end = append(end, TEXT(" for "));
  end = append_number(end, quote_traded);
  log_utf8((uint64_t)(end - output), address_of(output));
  trades = base_traded = quote_traded = 0;
}
