/*
 * A bank that keeps savings and lends what it has for the length of a transaction, without security: a flash loan.
 *
 * Money is the accounts' own balance, which comes with calls as deposits. A loan is repaid by any transfer to the bank.
 * It need not be repaid to any function: at the end of the transaction the finaliser compares what the bank has with
 * what it must have, and ends the whole transaction, loan and all, where that is not there.
 *
 * What the bank must have is what it had before the first loan, with the fees, with what was saved since and without
 * what was withdrawn. So who saves borrowed money has repaid nothing.
 *
 * The contract has a finaliser, so its memory lives on through the transaction, and what is lent needs no storage.
 *
 * State: o, the owner, whose savings the fees are; s ACCOUNT, savings, 8 bytes, little-endian.
 */
#include "../include/fields.h"

/** A thousandth is the fee, rounded up. */
#define FEE_DIVISOR 1000

/** The same for the key and for the name in it. */
typedef struct {
  uint32_t length;
  uint8_t key[1 + STRETTO_ACCOUNT_MAX];
} Saver;

static Saver saver;
static uint8_t output[DIGITS_MAX];
static unsigned __int128 due;
static uint64_t fees;
static bool has_lent;

/* ---- savings ---- */

static Text fetch_sender(void) {
  saver.key[0] = 's';
  saver.length = stretto_sender(saver.key + 1);
  return (Text){saver.key + 1, saver.length};
}

static uint64_t read_savings(void) {
  uint64_t amount = 0;
  get_storage(saver.key, (int32_t)(1 + saver.length), &amount, sizeof amount);
  return amount;
}

static void write_savings(uint64_t amount) {
  if (amount == 0)
    remove_storage(saver.key, (int32_t)(1 + saver.length));
  else
    set_storage(saver.key, (int32_t)(1 + saver.length), &amount, sizeof amount);
}

static void add_savings(uint64_t amount) {
  uint64_t sum;
  if (__builtin_add_overflow(read_savings(), amount, &sum)) STRETTO_PANIC("savings exceed 64 bits");
  write_savings(sum);
}

static void return_number(uint64_t number) {
  stretto_return(output, (uint32_t)(append_number(output, number) - output));
}

/* ---- money ---- */

static unsigned __int128 balance(void) {
  unsigned __int128 amount = 0;
  account_balance(address_of(&amount));
  return amount;
}

static void check_has(uint64_t amount) {
  if (balance() < amount) STRETTO_PANIC("the bank has less");
}

/** Pays an account when this call has succeeded. */
static void pay(Text account, uint64_t amount) {
  unsigned __int128 wide = amount;
  uint64_t promise = promise_batch_create(account.length, address_of(account.bytes));
  promise_batch_action_transfer(promise, address_of(&wide));
}

/** What a loan costs. */
static uint64_t fee_of(uint64_t amount) { return amount / FEE_DIVISOR + (amount % FEE_DIVISOR != 0); }

/** Notes a loan that is about to be given; returns what has to come back. */
static uint64_t lend(uint64_t amount) {
  uint64_t fee = fee_of(amount), repayment, sum;
  if (amount == 0) MALFORMED();
  check_has(amount);
  if (__builtin_add_overflow(amount, fee, &repayment) || __builtin_add_overflow(fees, fee, &sum))
    STRETTO_PANIC("loan too large");
  if (!has_lent) due = balance();
  has_lent = true;
  due += fee;
  fees = sum;
  return repayment;
}

/* ---- the exported functions ---- */

/** Makes the sender the owner. */
STRETTO_EXPORT("init") init(void) {
  if (storage_has_key(1, address_of("o"))) STRETTO_PANIC("already initialised");
  Text owner = fetch_sender();
  set_storage("o", 1, owner.bytes, (int32_t)owner.length);
}

/** Adds the deposit to the sender's savings. */
STRETTO_EXPORT("deposit") deposit(void) {
  unsigned __int128 amount = 0;
  attached_deposit(address_of(&amount));
  if (amount > UINT64_MAX) STRETTO_PANIC("savings exceed 64 bits");
  fetch_sender();
  add_savings((uint64_t)amount);
  due += amount;
}

/** AMOUNT: pays from the sender's savings. */
STRETTO_EXPORT("withdraw") withdraw(void) {
  take_arguments();
  uint64_t amount = take_number(UINT64_MAX);
  end_arguments();
  Text sender = fetch_sender();
  uint64_t savings = read_savings();
  if (savings < amount) STRETTO_PANIC("insufficient savings");
  check_has(amount);
  write_savings(savings - amount);
  due -= amount;
  pay(sender, amount);
}

/** AMOUNT: lends to the sender, who repays with a later operation of the transaction. */
STRETTO_EXPORT("borrow") borrow(void) {
  take_arguments();
  uint64_t amount = take_number(UINT64_MAX);
  end_arguments();
  uint64_t repayment = lend(amount);
  pay(fetch_sender(), amount);
  return_number(repayment);
}

/** AMOUNT CONTRACT FUNCTION: lends to a contract, by a call that tells it what to repay. */
STRETTO_EXPORT("flash_loan") flash_loan(void) {
  take_arguments();
  uint64_t amount = take_number(UINT64_MAX);
  Text contract = take_name(), function = take_field();
  end_arguments();
  uint64_t repayment = lend(amount);
  uint8_t *end = append_number(output, repayment);
  const unsigned __int128 loan = amount;
  int32_t status = stretto_call(
      contract.bytes, (int32_t)contract.length, function.bytes, (int32_t)function.length, output,
      (int32_t)(end - output), &loan, 0);
  if (status != STRETTO_SUCCEEDED) panic_with_result(TEXT("borrower: "));
  return_number(repayment);
}

/** ACCOUNT: what it has saved. */
STRETTO_EXPORT("savings") savings(void) {
  take_arguments();
  Text name = take_name();
  end_arguments();
  saver.key[0] = 's';
  saver.length = name.length;
  append(saver.key + 1, name);
  return_number(read_savings());
}

/** AMOUNT: what has to be repaid of a loan. */
STRETTO_EXPORT("repayment") repayment(void) {
  take_arguments();
  uint64_t amount = take_number(UINT64_MAX / 2);
  end_arguments();
  return_number(amount + fee_of(amount));
}

/** What the bank has. */
STRETTO_EXPORT("holdings") holdings(void) {
  unsigned __int128 amount = balance();
  return_number(amount > UINT64_MAX ? UINT64_MAX : (uint64_t)amount);
}

/** All loans have been repaid, or nothing has happened. */
STRETTO_EXPORT("stretto_finish") stretto_finish(void) {
  if (!has_lent) return;
  if (balance() < due) STRETTO_PANIC("loan not repaid");
  saver.key[0] = 's';
  int32_t length = get_storage("o", 1, saver.key + 1, STRETTO_ACCOUNT_MAX);
  if (length >= 0) {
    saver.length = (uint32_t)length;
    add_savings(fees);
  }
  has_lent = false;
  fees = 0;
  due = 0;
}
