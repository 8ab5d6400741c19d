/*
 * A treasure hunt on a shared map. Players join a team, walk from cell to cell, dig for gold, once in each cell, and
 * fight when they walk into a player of another team: the higher die wins half of the loser's gold, and the place.
 *
 * Every cell and every player has a key of its own, and scores are only added to, so players who do not stand beside
 * each other do not conflict, however many play: a turn reads and writes the player, the cell left, and the cell entered.
 *
 * Dice come out of the transaction's seed, so all machines throw the same. It is no secret: whoever sees the block knows
 * it, and a bundle that ends with a call that fails after a bad throw takes the throw back. Play for honour.
 *
 * Arguments, storage and errors: README.md.
 */
#include "dice.h"
#include "map.h"
#include "players.h"

#define DIE_SIDES 6
#define TREASURE_MAX 100
/** A joining player tries so many cells: the first free one is the place. */
#define JOIN_ATTEMPTS 16
#define LINE_MAX (2 * STRETTO_ACCOUNT_MAX + 64)

static uint8_t line[LINE_MAX];
static uint8_t sender_name[STRETTO_ACCOUNT_MAX];

static Text fetch_sender(void) { return (Text){sender_name, stretto_sender(sender_name)}; }

/** The sender, who takes a turn. */
static Text begin_turn(Player *player) {
  Text name = fetch_sender();
  if (!find_player(player, name)) STRETTO_PANIC("join first");
  player->turns++;
  return name;
}

static uint8_t *append_place(uint8_t *end, uint32_t row, uint32_t column) {
  end = append_number(end, row);
  *end++ = ' ';
  return append_number(end, column);
}

static void return_place(const Player *player) {
  stretto_return(line, (uint32_t)(append_place(line, player->row, player->column) - line));
}

/** Moves a player from one cell to another, which nobody stands in. */
static void step(Player *player, Text name, Cell *from, Cell *to) {
  put_player(from, (Text){name.bytes, 0});
  put_player(to, name);
  player->row = to->row;
  player->column = to->column;
}

/** Logs and returns fight ATTACKER DIE DEFENDER DIE GOLD: what the winner got. */
static void report_fight(Text attacker, uint32_t attack, Text defender, uint32_t defence, uint32_t loot) {
  uint8_t *end = append(append(line, TEXT("fight ")), attacker);
  *end++ = ' ';
  end = append_number(end, attack);
  *end++ = ' ';
  end = append(end, defender);
  *end++ = ' ';
  end = append_place(end, defence, loot);
  log_utf8((uint64_t)(end - line), address_of(line));
  stretto_return(line, (uint32_t)(end - line));
}

/** The sender attacks who stands in the cell: whoever wins stands there afterwards, the other one where the sender was. */
static void fight(Player *attacker, Text name, Cell *from, Cell *to) {
  uint8_t copy[STRETTO_ACCOUNT_MAX];
  Text other = {copy, (uint32_t)(append(copy, player_in(to)) - copy)};
  Player defender;
  load_player(&defender, other);
  if (defender.team == attacker->team) STRETTO_PANIC("a player of your team stands there");
  throw_dice(to->row, to->column, attacker->turns);
  uint32_t attack = 1 + random_below(DIE_SIDES, 0), defence = 1 + random_below(DIE_SIDES, 1);
  bool has_won = attack > defence;
  Player *winner = has_won ? attacker : &defender, *loser = has_won ? &defender : attacker;
  uint32_t loot = (loser->gold + 1) / 2;
  add_gold(loser, -(int32_t)loot);
  add_gold(winner, (int32_t)loot);
  if (has_won) {
    step(attacker, name, from, to);
    defender.row = from->row;
    defender.column = from->column;
    put_player(from, other);
    store_cell(from);
    store_cell(to);
  }
  if (has_won || loot != 0) store_player(&defender, other);
  report_fight(name, attack, other, defence, loot);
}

/** Takes a direction and goes that way. */
static void take_direction(uint32_t *row, uint32_t *column) {
  Text direction = take_field();
  if (is_equal(direction, TEXT("north"))) *row -= 1;
  else if (is_equal(direction, TEXT("south"))) *row += 1;
  else if (is_equal(direction, TEXT("west"))) *column -= 1;
  else if (is_equal(direction, TEXT("east"))) *column += 1;
  else STRETTO_PANIC("the directions are north, east, south and west");
  /* Below zero is above everything. */
  if (*row >= ROWS || *column >= COLUMNS) STRETTO_PANIC("the map ends there");
}

/** TEAM: puts the sender into a random free cell; returns ROW COLUMN. */
STRETTO_EXPORT("join") join(void) {
  Player player = {0};
  Cell cell;
  take_arguments();
  uint32_t team = take_team();
  end_arguments();
  Text name = fetch_sender();
  if (find_player(&player, name)) STRETTO_PANIC("joined already");
  throw_dice(ROWS, COLUMNS, 0);
  uint32_t attempt = 0;
  do {
    if (attempt == JOIN_ATTEMPTS) STRETTO_PANIC("no free cell found; try again");
    uint32_t place = random_below(ROWS * COLUMNS, attempt++);
    load_cell(&cell, place / COLUMNS, place % COLUMNS);
  } while (cell.player_length != 0);
  put_player(&cell, name);
  store_cell(&cell);
  player = (Player){.team = team, .row = cell.row, .column = cell.column};
  store_player(&player, name);
  return_place(&player);
}

/** DIRECTION: moves the sender to the next cell, or fights for it; returns ROW COLUMN, or what the fight was. */
STRETTO_EXPORT("move") move(void) {
  Player player;
  Cell from, to;
  take_arguments();
  Text name = begin_turn(&player);
  uint32_t row = player.row, column = player.column;
  take_direction(&row, &column);
  end_arguments();
  load_cell(&from, player.row, player.column);
  load_cell(&to, row, column);
  if (to.player_length == 0) {
    step(&player, name, &from, &to);
    store_cell(&from);
    store_cell(&to);
    return_place(&player);
  } else {
    fight(&player, name, &from, &to);
  }
  store_player(&player, name);
}

/** Digs where the sender stands; returns how much gold was there. */
STRETTO_EXPORT("dig") dig(void) {
  Player player;
  Cell cell;
  take_arguments();
  end_arguments();
  Text name = begin_turn(&player);
  load_cell(&cell, player.row, player.column);
  if (cell.ground == DUG) STRETTO_PANIC("somebody has dug here");
  cell.ground = DUG;
  store_cell(&cell);
  throw_dice(player.row, player.column, player.turns);
  uint32_t gold = 1 + random_below(TREASURE_MAX, 0);
  add_gold(&player, (int32_t)gold);
  store_player(&player, name);
  stretto_return(line, (uint32_t)(append_number(line, gold) - line));
}

/** ROW: a line with a character for each cell (`.` untouched, `o` dug, `@` a player), then a line COLUMN NAME a player. */
STRETTO_EXPORT("look") look(void) {
  static uint8_t entries[4 + COLUMNS * (8 + CELL_KEY_LENGTH + 1 + STRETTO_ACCOUNT_MAX)];
  static uint8_t text[COLUMNS + 1 + COLUMNS * (2 + 1 + STRETTO_ACCOUNT_MAX + 1)];
  take_arguments();
  uint32_t row = (uint32_t)take_number(ROWS - 1);
  end_arguments();
  CellKey first = key_of_cell(row, 0), behind = key_of_cell(row, COLUMNS);
  storage_scan(first.bytes, CELL_KEY_LENGTH, behind.bytes, CELL_KEY_LENGTH, COLUMNS, entries, sizeof entries);
  for (uint32_t column = 0; column < COLUMNS; column++) text[column] = UNTOUCHED;
  uint8_t *end = text + COLUMNS;
  *end++ = '\n';
  const uint8_t *at = entries + 4;
  for (uint32_t left = entries[0]; left > 0; left--) {
    Cell cell;
    uint32_t length;
    const uint8_t *digits = at + 4 + CELL_KEY_LENGTH - 2;
    uint32_t column = (uint32_t)(digits[0] - '0') * 10 + (uint32_t)(digits[1] - '0');
    at += 4 + CELL_KEY_LENGTH;
    __builtin_memcpy(&length, at, sizeof length);
    decode_cell(&cell, at + sizeof length, length);
    at += sizeof length + length;
    text[column] = cell.player_length != 0 ? '@' : cell.ground;
    if (cell.player_length == 0) continue;
    end = append_number(end, column);
    *end++ = ' ';
    end = append(end, player_in(&cell));
    *end++ = '\n';
  }
  stretto_return(text, (uint32_t)(end - text));
}

/** NAME: TEAM ROW COLUMN GOLD; nothing where nobody of that name has joined. */
STRETTO_EXPORT("player") player_of(void) {
  Player player;
  take_arguments();
  Text name = take_name();
  end_arguments();
  if (!find_player(&player, name)) return;
  uint8_t *end = append(line, name_of_team(player.team));
  *end++ = ' ';
  end = append_place(end, player.row, player.column);
  *end++ = ' ';
  stretto_return(line, (uint32_t)(append_number(end, player.gold) - line));
}

/** The gold of each team: a line TEAM GOLD each. */
STRETTO_EXPORT("scores") scores(void) {
  take_arguments();
  end_arguments();
  uint8_t *end = line;
  for (uint32_t team = 0; team < TEAMS; team++) {
    end = append(end, name_of_team(team));
    *end++ = ' ';
    end = append_number(end, score_of(team));
    *end++ = '\n';
  }
  stretto_return(line, (uint32_t)(end - line));
}
