/*
 * Borrows from a bank and does not repay, in two ways. Neither gets it anything.
 */
#include "../include/fields.h"

/** Keeps the loan. */
STRETTO_EXPORT("keep") keep(void) {}

/** Calls the bank that is calling it, to save there what the bank has just lent. */
STRETTO_EXPORT("save") save(void) {
  static uint8_t bank[STRETTO_ACCOUNT_MAX];
  uint32_t length = stretto_sender(bank);
  unsigned __int128 loan = 0;
  attached_deposit(address_of(&loan));
  int32_t status = stretto_call(bank, (int32_t)length, "deposit", 7, NULL, 0, &loan, 0);
  if (status != STRETTO_SUCCEEDED) panic_with_result(TEXT("saving: "));
}
