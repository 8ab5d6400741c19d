/*
 * Chance: dice that everyone who executes the call throws alike.
 *
 * The seed is that of the transaction. Calls of one bundle share it, so the place and the number of the player's turn
 * go into each throw as well: none is like the one before.
 */
#ifndef DICE_H
#define DICE_H

#include "../include/stretto.h"

#define SEED_LENGTH 32

static uint8_t dice[SEED_LENGTH];

/** Makes 32 random bytes out of the transaction's seed, a place and a turn. */
static inline void throw_dice(uint32_t row, uint32_t column, uint32_t turn) {
  struct {
    uint8_t seed[SEED_LENGTH];
    uint32_t row, column, turn;
  } source = {.row = row, .column = column, .turn = turn};
  random_seed(STRETTO_REGISTER);
  read_register(STRETTO_REGISTER, address_of(source.seed));
  sha256(sizeof source, address_of(&source), STRETTO_REGISTER);
  read_register(STRETTO_REGISTER, address_of(dice));
}

/** A number below so many, out of two of the bytes: nearly even where it is small. */
static inline uint32_t random_below(uint32_t count, uint32_t pair) {
  return (dice[2 * pair] | (uint32_t)dice[2 * pair + 1] << 8) % count;
}

#endif
