/*
 * The players and their teams.
 *
 * State: p:NAME: 4 bytes each, little-endian: team, row, column, gold, turns. s:TEAM: the gold of a team's players, 16
 * bytes, little-endian. Everyone writes the scores, but only ever adds to them: that is no conflict.
 */
#ifndef PLAYERS_H
#define PLAYERS_H

#include "../include/fields.h"

#define TEAMS 4
#define TEAM_NAME_MAX 6

typedef struct {
  uint32_t team, row, column, gold, turns;
} Player;

typedef struct {
  uint32_t length;
  uint8_t bytes[2 + STRETTO_ACCOUNT_MAX];
} PlayerKey;

static const struct {
  uint8_t length;
  char name[TEAM_NAME_MAX];
} teams[TEAMS] = {{4, "blue"}, {5, "green"}, {3, "red"}, {6, "yellow"}};

static inline Text name_of_team(uint32_t team) { return (Text){(const uint8_t *)teams[team].name, teams[team].length}; }

/** Takes the name of a team. */
static inline uint32_t take_team(void) {
  Text name = take_name();
  for (uint32_t team = 0; team < TEAMS; team++)
    if (is_equal(name, name_of_team(team))) return team;
  STRETTO_PANIC("the teams are blue, green, red and yellow");
}

static inline PlayerKey key_of_player(Text name) {
  PlayerKey key = {.length = 2 + name.length, .bytes = "p:"};
  append(key.bytes + 2, name);
  return key;
}

static inline bool find_player(Player *player, Text name) {
  PlayerKey key = key_of_player(name);
  return get_storage(key.bytes, (int32_t)key.length, player, sizeof *player) >= 0;
}

static inline void load_player(Player *player, Text name) {
  if (!find_player(player, name)) STRETTO_PANIC("no such player");
}

static inline void store_player(const Player *player, Text name) {
  PlayerKey key = key_of_player(name);
  set_storage(key.bytes, (int32_t)key.length, player, sizeof *player);
}

static inline uint32_t key_of_score(uint8_t *key, uint32_t team) {
  return (uint32_t)(append(append(key, TEXT("s:")), name_of_team(team)) - key);
}

/** Adds to the gold of a player and of the team. A map has too little for a sum of 32 bits. */
static inline void add_gold(Player *player, int32_t amount) {
  const __int128 wide = amount, minimum = 0, maximum = INT64_MAX;
  uint8_t key[2 + TEAM_NAME_MAX];
  if (amount == 0) return;
  player->gold += (uint32_t)amount;
  storage_add(key, (int32_t)key_of_score(key, player->team), &wide, &minimum, &maximum);
}

static inline uint64_t score_of(uint32_t team) {
  unsigned __int128 score = 0;
  uint8_t key[2 + TEAM_NAME_MAX];
  get_storage(key, (int32_t)key_of_score(key, team), &score, sizeof score);
  return (uint64_t)score;
}

#endif
