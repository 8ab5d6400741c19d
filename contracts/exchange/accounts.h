/*
 * The traders' free balances: read when first needed, kept in memory, stored at the end where they changed.
 *
 * State: u NAME, two balances of 8 bytes, little-endian, base before quote; both zero is the absent key.
 */
#ifndef ACCOUNTS_H
#define ACCOUNTS_H

#include "../include/fields.h"

#define ACCOUNTS_MAX 160
#define ASSETS 2

typedef enum { BASE, QUOTE } Asset;

/** The name stands behind its key's first byte, so that the key need not be made. */
typedef struct {
  uint64_t balance[ASSETS];
  uint32_t hash;
  bool is_loaded;
  bool is_changed;
  uint8_t length;
  uint8_t key[1 + STRETTO_ACCOUNT_MAX];
} Account;

static Account accounts[ACCOUNTS_MAX];
static uint32_t account_count;

static inline Text name_of(const Account *account) { return (Text){account->key + 1, account->length}; }

/** Finds an account in memory, or enters it there; its balances are not read yet. There must be room. */
static uint32_t find_account(Text name) {
  uint32_t hash = name.length;
  for (uint32_t i = 0; i < name.length; i++) hash = (hash ^ name.bytes[i]) * 16777619;
  for (uint32_t i = 0; i < account_count; i++)
    if (accounts[i].hash == hash && is_equal(name_of(&accounts[i]), name)) return i;
  Account *account = &accounts[account_count];
  account->hash = hash;
  account->is_loaded = false;
  account->is_changed = false;
  account->length = (uint8_t)name.length;
  account->key[0] = 'u';
  append(account->key + 1, name);
  return account_count++;
}

/** The account with its balances. */
static Account *loaded_account(uint32_t index) {
  Account *account = &accounts[index];
  if (!account->is_loaded) {
    account->balance[BASE] = account->balance[QUOTE] = 0;
    get_storage(account->key, 1 + account->length, account->balance, sizeof account->balance);
    account->is_loaded = true;
  }
  return account;
}

/** Adds to a balance. No sum can pass 64 bits, since that of all balances does not (see deposit). */
static void credit(uint32_t index, Asset asset, uint64_t amount) {
  Account *account = loaded_account(index);
  account->balance[asset] += amount;
  account->is_changed = true;
}

/** Takes from a balance; ends the call where there is less. */
static void debit(uint32_t index, Asset asset, uint64_t amount) {
  Account *account = loaded_account(index);
  if (account->balance[asset] < amount) STRETTO_PANIC("insufficient balance");
  account->balance[asset] -= amount;
  account->is_changed = true;
}

/** Stores what changed, and forgets all accounts. */
static void store_accounts(void) {
  for (uint32_t i = 0; i < account_count; i++) {
    Account *account = &accounts[i];
    if (!account->is_changed) continue;
    if ((account->balance[BASE] | account->balance[QUOTE]) == 0)
      remove_storage(account->key, 1 + account->length);
    else
      set_storage(account->key, 1 + account->length, account->balance, sizeof account->balance);
  }
  account_count = 0;
}

#endif
