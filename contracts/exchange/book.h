/*
 * The order book. Each resting order is an entry of storage whose key is its place in the queue, so that the order of
 * keys is price-time priority and a scan finds the best orders first. What a transaction needs of it is kept in memory.
 *
 * State: A PLACE (asks) and B PLACE (bids): 4 bytes quantity, little-endian, then the owner's name. A place is 8
 * bytes, big-endian: 4 of rank, which is the price for asks and its complement for bids, so that the better price is
 * the lower rank, and 4 of the number within the price. n SIDE RANK: the next number, 4 bytes, little-endian.
 *
 * Memory holds, of each side, all orders before its frontier, and behind it only orders that are not stored yet.
 * Nothing is stored before the end, but that a cancelled order is removed at once: behind the frontier a scan would
 * find it again.
 */
#ifndef BOOK_H
#define BOOK_H

#include "accounts.h"

#define ORDERS_MAX 1024
#define LEVELS_MAX 256
/** At most so many orders are read at a time: what a scan costs changes after each 16. */
#define BATCH_MAX 16

#define ORDER_KEY_LENGTH 9
#define LEVEL_KEY_LENGTH 6

typedef enum { BID, ASK } Side;

typedef struct {
  uint64_t place;
  uint32_t quantity; /* what is left of it */
  uint16_t account;
  uint8_t side;
  bool is_stored : 1;
  bool is_changed : 1;
} Order;

/** The orders of one side, the best one last, where it is easily taken away. */
typedef struct {
  uint64_t frontier;
  uint32_t batch;
  uint32_t count;
  uint16_t orders[ORDERS_MAX];
} Queue;

/** A price at which an order was placed. */
typedef struct {
  uint32_t rank;
  uint32_t next_number;
  uint32_t side;
} Level;

static Order orders[ORDERS_MAX];
static uint32_t order_count;
static Queue queues[2] = {{.batch = 1}, {.batch = 1}};
static Level levels[LEVELS_MAX];
static uint32_t level_count;

static inline uint32_t rank_of(Side side, uint32_t price) { return side == ASK ? price : ~price; }
static inline uint32_t price_of(Side side, uint64_t place) { return rank_of(side, (uint32_t)(place >> 32)); }

/** The first place behind a rank. */
static inline uint64_t behind(uint32_t rank) { return ((uint64_t)rank + 1) << 32; }

static void order_key(uint8_t key[ORDER_KEY_LENGTH], Side side, uint64_t place) {
  key[0] = side == ASK ? 'A' : 'B';
  place = __builtin_bswap64(place);
  __builtin_memcpy(key + 1, &place, sizeof place);
}

static void level_key(uint8_t key[LEVEL_KEY_LENGTH], Side side, uint32_t rank) {
  key[0] = 'n';
  key[1] = side == ASK ? 'A' : 'B';
  rank = __builtin_bswap32(rank);
  __builtin_memcpy(key + 2, &rank, sizeof rank);
}

/** Whether there is no room for what one step of matching may add. */
static inline bool is_full(void) {
  return order_count + BATCH_MAX >= ORDERS_MAX || account_count + BATCH_MAX >= ACCOUNTS_MAX || level_count >= LEVELS_MAX;
}

/** How many orders of the queue stand behind a place: also the position of the one at it, or where it would go. */
static uint32_t position_of(const Queue *queue, uint64_t place) {
  uint32_t low = 0, high = queue->count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (orders[queue->orders[middle]].place > place)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/** Enters an order into memory. */
static void enter_order(Side side, uint64_t place, uint32_t quantity, uint32_t account, bool is_stored) {
  Queue *queue = &queues[side];
  uint32_t position = position_of(queue, place);
  uint16_t *at = queue->orders + position;
  __builtin_memmove(at + 1, at, (queue->count - position) * sizeof *at);
  *at = (uint16_t)order_count;
  queue->count++;
  orders[order_count++] = (Order){place, quantity, (uint16_t)account, (uint8_t)side, is_stored, !is_stored};
}

/** Takes the order at a position out of the queue. */
static void leave_queue(Queue *queue, uint32_t position) {
  uint16_t *at = queue->orders + position;
  queue->count--;
  __builtin_memmove(at, at + 1, (queue->count - position) * sizeof *at);
}

/** An entry of a scan, taken apart. */
typedef struct {
  uint64_t place;
  uint32_t quantity;
  Text owner;
} Entry;

static uint8_t list[4 + BATCH_MAX * (4 + ORDER_KEY_LENGTH + 4 + 4 + STRETTO_ACCOUNT_MAX)];
static const uint8_t *list_at;

static inline uint32_t load_word(const uint8_t *at) {
  uint32_t word;
  __builtin_memcpy(&word, at, sizeof word);
  return word;
}

/** Lists orders from one place on and before another (0: to the end of the side); returns their number. */
static uint32_t scan_orders(Side side, uint64_t from, uint64_t to, uint32_t limit) {
  uint8_t first[ORDER_KEY_LENGTH], last[ORDER_KEY_LENGTH];
  order_key(first, side, from);
  order_key(last, side, to);
  if (to == 0) last[0]++;
  storage_scan(first, sizeof first, last, to == 0 ? 1 : sizeof last, (int32_t)limit, list, sizeof list);
  list_at = list + 4;
  return load_word(list);
}

static Entry next_entry(void) {
  uint64_t place;
  __builtin_memcpy(&place, list_at + 5, sizeof place);
  const uint8_t *value = list_at + 4 + ORDER_KEY_LENGTH + 4;
  Entry entry = {__builtin_bswap64(place), load_word(value), {value + 4, load_word(value - 4) - 4}};
  list_at = value + 4 + entry.owner.length;
  return entry;
}

/** Reads the next orders before a place into memory: first one, then ever more at a time. */
static void load_orders(Side side, uint64_t end) {
  Queue *queue = &queues[side];
  uint32_t count = scan_orders(side, queue->frontier, end, queue->batch);
  for (uint32_t i = 0; i < count; i++) {
    Entry entry = next_entry();
    enter_order(side, entry.place, entry.quantity, find_account(entry.owner), true);
    queue->frontier = entry.place + 1;
  }
  if (count < queue->batch) queue->frontier = end;
  if (queue->batch < BATCH_MAX) queue->batch *= 2;
}

static inline Order *first_in_memory(const Queue *queue) {
  return queue->count == 0 ? NULL : &orders[queue->orders[queue->count - 1]];
}

/** The best order of a side whose rank is at most the given one; NULL where there is none. */
static Order *best_order(Side side, uint32_t rank) {
  Queue *queue = &queues[side];
  uint64_t end = behind(rank);
  Order *best = first_in_memory(queue);
  uint64_t known = best != NULL && best->place < end ? best->place : end;
  if (queue->frontier < known) {
    load_orders(side, known);
    best = first_in_memory(queue);
  }
  return best != NULL && best->place < end ? best : NULL;
}

/** The price's level in memory. */
static Level *find_level(Side side, uint32_t rank) {
  for (uint32_t i = level_count; i-- > 0;)
    if (levels[i].rank == rank && levels[i].side == side) return &levels[i];
  Level *level = &levels[level_count++];
  uint8_t key[LEVEL_KEY_LENGTH];
  level_key(key, side, rank);
  *level = (Level){rank, 0, side};
  get_storage(key, sizeof key, &level->next_number, sizeof level->next_number);
  return level;
}

/** The number that the next order at a price gets; never given twice. */
static uint32_t next_number(Side side, uint32_t rank) {
  Level *level = find_level(side, rank);
  if (level->next_number == UINT32_MAX) STRETTO_PANIC("no more orders at this price");
  return level->next_number++;
}

static void store_order(const Order *order) {
  uint8_t key[ORDER_KEY_LENGTH], value[4 + STRETTO_ACCOUNT_MAX];
  order_key(key, (Side)order->side, order->place);
  if (order->quantity == 0) {
    remove_storage(key, sizeof key);
    return;
  }
  __builtin_memcpy(value, &order->quantity, 4);
  uint8_t *end = append(value + 4, name_of(&accounts[order->account]));
  set_storage(key, sizeof key, value, (int32_t)(end - value));
}

/** Stores what changed, and forgets everything: what is needed again is read again. */
static void store_book(void) {
  for (uint32_t i = 0; i < order_count; i++)
    if (orders[i].is_changed && (orders[i].is_stored || orders[i].quantity != 0)) store_order(&orders[i]);
  for (uint32_t i = 0; i < level_count; i++) {
    uint8_t key[LEVEL_KEY_LENGTH];
    level_key(key, (Side)levels[i].side, levels[i].rank);
    set_storage(key, sizeof key, &levels[i].next_number, sizeof levels[i].next_number);
  }
  order_count = level_count = 0;
  for (int side = BID; side <= ASK; side++) {
    queues[side].count = 0;
    queues[side].frontier = 0;
    queues[side].batch = 1;
  }
  store_accounts();
}

#endif
