/*
 * The map: rows and columns of cells, each of which may have been dug, and may hold one player.
 *
 * State: c:ROW:COLUMN, two digits each, so that a row's cells lie together in the order of their columns. The value is
 * one byte, `o` where the cell has been dug and `.` where not, and behind it the name of who stands there. A cell that
 * nobody has touched is the absent key.
 */
#ifndef MAP_H
#define MAP_H

#include "../include/fields.h"

#define ROWS 32
#define COLUMNS 32
#define UNTOUCHED '.'
#define DUG 'o'
#define CELL_KEY_LENGTH 7

typedef struct {
  uint32_t row, column;
  uint32_t player_length;
  uint8_t ground;
  uint8_t player[STRETTO_ACCOUNT_MAX];
} Cell;

typedef struct {
  uint8_t bytes[CELL_KEY_LENGTH];
} CellKey;

/** The key of a cell; also of what lies behind a row's last cell. */
static inline CellKey key_of_cell(uint32_t row, uint32_t column) {
  return (CellKey){{'c', ':', (uint8_t)('0' + row / 10), (uint8_t)('0' + row % 10), ':', (uint8_t)('0' + column / 10),
      (uint8_t)('0' + column % 10)}};
}

static inline Text player_in(const Cell *cell) { return (Text){cell->player, cell->player_length}; }

static inline void put_player(Cell *cell, Text player) {
  cell->player_length = player.length;
  append(cell->player, player);
}

/** Makes a cell of what is stored. */
static inline void decode_cell(Cell *cell, const uint8_t *value, uint32_t length) {
  cell->ground = value[0];
  put_player(cell, (Text){value + 1, length - 1});
}

static inline void load_cell(Cell *cell, uint32_t row, uint32_t column) {
  uint8_t value[1 + STRETTO_ACCOUNT_MAX];
  CellKey key = key_of_cell(row, column);
  int32_t length = get_storage(key.bytes, CELL_KEY_LENGTH, value, sizeof value);
  if (length < 0) {
    value[0] = UNTOUCHED;
    length = 1;
  }
  cell->row = row;
  cell->column = column;
  decode_cell(cell, value, (uint32_t)length);
}

static inline void store_cell(const Cell *cell) {
  uint8_t value[1 + STRETTO_ACCOUNT_MAX];
  CellKey key = key_of_cell(cell->row, cell->column);
  if (cell->ground == UNTOUCHED && cell->player_length == 0) {
    remove_storage(key.bytes, CELL_KEY_LENGTH);
    return;
  }
  value[0] = cell->ground;
  append(value + 1, player_in(cell));
  set_storage(key.bytes, CELL_KEY_LENGTH, value, (int32_t)(1 + cell->player_length));
}

#endif
