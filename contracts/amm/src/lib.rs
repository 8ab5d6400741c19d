//! A market maker with constant product: pools of two assets that anyone may trade against and own shares of.
//!
//! A swap keeps `reserve_in * reserve_out` from falling; 0.3 % of what comes in stays in the pool as its owners'
//! fee. Every division rounds in the pool's favour, so no sequence of calls takes out more than it put in.
//!
//! Assets are balances inside this contract: `deposit` stands for the arrival of tokens and `withdraw` for their
//! leaving.
//!
//! The functions in this file are the exported ones. Arguments, storage and errors: README.md.
#![no_std]

mod host;
mod math;
mod state;
mod text;

use host::require;
use math::{multiply_divide, root_of_product};
use state::{Cell, Pair, Pool, Sender};
use text::{Arguments, Line};

/// These shares of every pool belong to nobody, so no pool is ever emptied, nor one share worth a fortune.
const LOCKED_SHARES: u128 = 1000;

/// What is left of each 1000 that come in.
const AFTER_FEE: u128 = 997;

const TOO_LARGE: &str = "amount exceeds 128 bits";
const INSUFFICIENT_BALANCE: &str = "insufficient balance";

/// ASSET AMOUNT
#[no_mangle]
pub extern "C" fn deposit() {
    let (arguments, sender) = (Arguments::fetch(), Sender::fetch());
    let mut fields = arguments.fields();
    let (asset, amount) = (fields.name(), fields.amount());
    fields.end();
    Cell::balance(asset, sender.name()).credit(amount);
}

/// ASSET AMOUNT
#[no_mangle]
pub extern "C" fn withdraw() {
    let (arguments, sender) = (Arguments::fetch(), Sender::fetch());
    let mut fields = arguments.fields();
    let (asset, amount) = (fields.name(), fields.amount());
    fields.end();
    Cell::balance(asset, sender.name()).debit(amount, INSUFFICIENT_BALANCE);
}

/// ASSET ASSET
#[no_mangle]
pub extern "C" fn create_pool() {
    let arguments = Arguments::fetch();
    let mut fields = arguments.fields();
    let pair = Pair::of(fields.name(), fields.name());
    fields.end();
    if pair.find_pool().is_some() {
        host::fail("pool exists");
    }
    pair.save(Pool::default());
}

/// ASSET ASSET AMOUNT AMOUNT [MIN_SHARES]; returns SHARES AMOUNT AMOUNT
#[no_mangle]
pub extern "C" fn add_liquidity() {
    let (arguments, sender) = (Arguments::fetch(), Sender::fetch());
    let mut fields = arguments.fields();
    let (first, second) = (fields.name(), fields.name());
    let offered = (positive(fields.amount()), positive(fields.amount()));
    let minimum = fields.optional_amount();
    fields.end();

    let pair = Pair::of(first, second);
    let mut pool = pair.pool();
    let (taken, issued, locked) = pool.accept(offered);
    at_least(positive(issued), minimum);
    Cell::balance(first, sender.name()).debit(taken.0, INSUFFICIENT_BALANCE);
    Cell::balance(second, sender.name()).debit(taken.1, INSUFFICIENT_BALANCE);
    pair.shares(sender.name()).credit(issued);
    pool.first = require(pool.first.checked_add(taken.0), TOO_LARGE);
    pool.second = require(pool.second.checked_add(taken.1), TOO_LARGE);
    pool.shares = require(pool.shares.checked_add(issued + locked), TOO_LARGE);
    pair.save(pool);
    return_amounts(&[issued, taken.0, taken.1]);
}

/// ASSET ASSET SHARES [MIN_AMOUNT MIN_AMOUNT]; returns AMOUNT AMOUNT
#[no_mangle]
pub extern "C" fn remove_liquidity() {
    let (arguments, sender) = (Arguments::fetch(), Sender::fetch());
    let mut fields = arguments.fields();
    let (first, second) = (fields.name(), fields.name());
    let shares = positive(fields.amount());
    let minimum = (fields.optional_amount(), fields.optional_amount());
    fields.end();

    let pair = Pair::of(first, second);
    let mut pool = pair.pool();
    pair.shares(sender.name()).debit(shares, "insufficient shares");
    let amount_first = require(multiply_divide(shares, pool.first, pool.shares), TOO_LARGE);
    let amount_second = require(multiply_divide(shares, pool.second, pool.shares), TOO_LARGE);
    at_least(amount_first, minimum.0);
    at_least(amount_second, minimum.1);
    // Shares are at most the pool's, and amounts at most the reserves: nothing here falls below zero.
    pool = Pool {
        first: pool.first - amount_first,
        second: pool.second - amount_second,
        shares: pool.shares - shares,
    };
    pair.save(pool);
    Cell::balance(first, sender.name()).credit(amount_first);
    Cell::balance(second, sender.name()).credit(amount_second);
    return_amounts(&[amount_first, amount_second]);
}

/// ASSET_IN ASSET_OUT AMOUNT_IN [MIN_OUT]; returns AMOUNT_OUT
#[no_mangle]
pub extern "C" fn swap() {
    let (arguments, sender) = (Arguments::fetch(), Sender::fetch());
    let mut fields = arguments.fields();
    let (asset_in, asset_out) = (fields.name(), fields.name());
    let (amount_in, minimum) = (fields.amount(), fields.optional_amount());
    fields.end();

    let pair = Pair::of(asset_in, asset_out);
    let pool = pair.pool();
    let amount_out = pool.output(amount_in);
    at_least(amount_out, minimum);
    Cell::balance(asset_in, sender.name()).debit(amount_in, INSUFFICIENT_BALANCE);
    Cell::balance(asset_out, sender.name()).credit(amount_out);
    pair.save(Pool { first: pool.first + amount_in, second: pool.second - amount_out, shares: pool.shares });
    return_amounts(&[amount_out]);
}

/// ASSET_IN ASSET_OUT AMOUNT_IN; returns what a swap would give
#[no_mangle]
pub extern "C" fn quote() {
    let arguments = Arguments::fetch();
    let mut fields = arguments.fields();
    let pair = Pair::of(fields.name(), fields.name());
    let amount_in = fields.amount();
    fields.end();
    return_amounts(&[pair.pool().output(amount_in)]);
}

/// ASSET ASSET; returns RESERVE RESERVE SHARES
#[no_mangle]
pub extern "C" fn pool() {
    let arguments = Arguments::fetch();
    let mut fields = arguments.fields();
    let pair = Pair::of(fields.name(), fields.name());
    fields.end();
    let pool = pair.pool();
    return_amounts(&[pool.first, pool.second, pool.shares]);
}

/// ACCOUNT ASSET
#[no_mangle]
pub extern "C" fn balance_of() {
    let arguments = Arguments::fetch();
    let mut fields = arguments.fields();
    let (account, asset) = (fields.name(), fields.name());
    fields.end();
    return_amounts(&[Cell::balance(asset, account).get()]);
}

/// ACCOUNT ASSET ASSET
#[no_mangle]
pub extern "C" fn shares_of() {
    let arguments = Arguments::fetch();
    let mut fields = arguments.fields();
    let account = fields.name();
    let pair = Pair::of(fields.name(), fields.name());
    fields.end();
    return_amounts(&[pair.shares(account).get()]);
}

impl Pool {
    /// What the pool takes of an offer, the shares it issues for that, and the shares it locks away.
    fn accept(&self, offered: (u128, u128)) -> ((u128, u128), u128, u128) {
        if self.shares == 0 {
            let shares = root_of_product(offered.0, offered.1);
            return (offered, shares.saturating_sub(LOCKED_SHARES), LOCKED_SHARES);
        }
        let taken = self.in_proportion(offered);
        let for_first = require(multiply_divide(taken.0, self.shares, self.first), TOO_LARGE);
        let for_second = require(multiply_divide(taken.1, self.shares, self.second), TOO_LARGE);
        (taken, for_first.min(for_second), 0)
    }

    /// The largest part of an offer that has the reserves' proportion: all of one asset, some of the other.
    fn in_proportion(&self, offered: (u128, u128)) -> (u128, u128) {
        match multiply_divide(offered.0, self.second, self.first) {
            Some(second) if second <= offered.1 => (offered.0, second),
            _ => (require(multiply_divide(offered.1, self.first, self.second), TOO_LARGE), offered.1),
        }
    }

    /// What comes out for an amount of the first asset: always less than the reserve.
    fn output(&self, amount_in: u128) -> u128 {
        if self.shares == 0 {
            host::fail("pool is empty");
        }
        require(self.first.checked_add(amount_in), TOO_LARGE);
        let after_fee = multiply_divide(amount_in, AFTER_FEE, 1000).unwrap_or_default();
        let amount_out = multiply_divide(after_fee, self.second, self.first + after_fee).unwrap_or_default();
        if amount_out == 0 {
            host::fail("amount too small");
        }
        amount_out
    }
}

fn positive(amount: u128) -> u128 {
    if amount == 0 {
        host::fail("amount too small");
    }
    amount
}

fn at_least(amount: u128, minimum: u128) {
    if amount < minimum {
        host::fail("less than the minimum");
    }
}

fn return_amounts(amounts: &[u128]) {
    let mut line = Line::of(&[]);
    for (index, amount) in amounts.iter().enumerate() {
        if index > 0 {
            line.push(b" ");
        }
        line.push_amount(*amount);
    }
    host::value_return(line.as_bytes());
}

/// No call should get here: a defect traps.
#[panic_handler]
fn on_defect(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
