//! What is stored: balances, shares, pools. Numbers are 16 bytes, little-endian; a zero balance is an absent key.

use crate::host;
use crate::text::{Line, NAME_MAX};

const AMOUNT_BYTES: usize = 16;
const POOL_BYTES: usize = 3 * AMOUNT_BYTES;

/// The account that called.
pub struct Sender {
    bytes: [u8; NAME_MAX],
    length: usize,
}

impl Sender {
    pub fn fetch() -> Self {
        let mut sender = Sender { bytes: [0; NAME_MAX], length: 0 };
        sender.length = host::sender(&mut sender.bytes);
        sender
    }

    pub fn name(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// A number under a key.
pub struct Cell(Line);

impl Cell {
    /// An account's balance of an asset: `b:ASSET:ACCOUNT`.
    pub fn balance(asset: &[u8], account: &[u8]) -> Self {
        Cell(Line::of(&[b"b:", asset, b":", account]))
    }

    pub fn get(&self) -> u128 {
        host::read::<AMOUNT_BYTES>(self.0.as_bytes()).map_or(0, u128::from_le_bytes)
    }

    fn set(&self, value: u128) {
        if value == 0 {
            host::remove(self.0.as_bytes());
        } else {
            host::write(self.0.as_bytes(), &value.to_le_bytes());
        }
    }

    pub fn credit(&self, amount: u128) {
        self.set(host::require(self.get().checked_add(amount), "balance exceeds 128 bits"));
    }

    pub fn debit(&self, amount: u128, insufficient: &str) {
        self.set(host::require(self.get().checked_sub(amount), insufficient));
    }
}

/// Two assets as the caller named them. Both orders name the same pool.
pub struct Pair<'a> {
    first: &'a [u8],
    second: &'a [u8],
}

impl<'a> Pair<'a> {
    pub fn of(first: &'a [u8], second: &'a [u8]) -> Self {
        if first == second {
            host::fail("assets must differ");
        }
        Pair { first, second }
    }

    fn is_reversed(&self) -> bool {
        self.first > self.second
    }

    fn in_order(&self) -> (&'a [u8], &'a [u8]) {
        if self.is_reversed() {
            (self.second, self.first)
        } else {
            (self.first, self.second)
        }
    }

    /// An account's shares of the pool: `l:LOW:HIGH:ACCOUNT`.
    pub fn shares(&self, account: &[u8]) -> Cell {
        let (low, high) = self.in_order();
        Cell(Line::of(&[b"l:", low, b":", high, b":", account]))
    }

    fn pool_key(&self) -> Line {
        let (low, high) = self.in_order();
        Line::of(&[b"p:", low, b":", high])
    }

    /// The pool, `p:LOW:HIGH`, its reserves in the caller's order.
    pub fn find_pool(&self) -> Option<Pool> {
        let pool = Pool::decode(&host::read::<POOL_BYTES>(self.pool_key().as_bytes())?);
        Some(if self.is_reversed() { pool.reversed() } else { pool })
    }

    pub fn pool(&self) -> Pool {
        host::require(self.find_pool(), "no such pool")
    }

    pub fn save(&self, pool: Pool) {
        let ordered = if self.is_reversed() { pool.reversed() } else { pool };
        host::write(self.pool_key().as_bytes(), &ordered.encode());
    }
}

/// The reserves of two assets, and the shares that all of the pool's owners hold together.
#[derive(Default)]
pub struct Pool {
    pub first: u128,
    pub second: u128,
    pub shares: u128,
}

impl Pool {
    fn reversed(self) -> Self {
        Pool { first: self.second, second: self.first, shares: self.shares }
    }

    fn decode(bytes: &[u8; POOL_BYTES]) -> Self {
        let mut numbers = bytes.chunks_exact(AMOUNT_BYTES).map(|chunk| {
            let mut number = [0; AMOUNT_BYTES];
            number.copy_from_slice(chunk);
            u128::from_le_bytes(number)
        });
        let mut next = || numbers.next().unwrap_or_default();
        Pool { first: next(), second: next(), shares: next() }
    }

    fn encode(&self) -> [u8; POOL_BYTES] {
        let mut bytes = [0; POOL_BYTES];
        let numbers = [self.first, self.second, self.shares];
        for (chunk, number) in bytes.chunks_exact_mut(AMOUNT_BYTES).zip(numbers) {
            chunk.copy_from_slice(&number.to_le_bytes());
        }
        bytes
    }
}
