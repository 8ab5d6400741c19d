//! Arguments in, keys and results out: text without a heap.

use crate::host;

/// Accounts and assets are at most this long.
pub const NAME_MAX: usize = 64;

/// The longest arguments: two assets, an account or three amounts, with room for leading zeros.
const ARGUMENTS_MAX: usize = 512;

/// The longest key: `l:ASSET:ASSET:ACCOUNT`.
const LINE_MAX: usize = 2 + 3 * NAME_MAX + 2;

/// The call's arguments: fields separated by one space.
pub struct Arguments {
    bytes: [u8; ARGUMENTS_MAX],
    length: usize,
}

impl Arguments {
    pub fn fetch() -> Self {
        let mut arguments = Arguments { bytes: [0; ARGUMENTS_MAX], length: 0 };
        arguments.length = host::input(&mut arguments.bytes);
        arguments
    }

    pub fn fields(&self) -> Fields<'_> {
        Fields { rest: self.bytes.get(..self.length).filter(|bytes| !bytes.is_empty()) }
    }
}

/// The fields that are still to be taken; None after the last one.
pub struct Fields<'a> {
    rest: Option<&'a [u8]>,
}

impl<'a> Fields<'a> {
    fn next(&mut self) -> Option<&'a [u8]> {
        let mut parts = self.rest?.splitn(2, |byte| *byte == b' ');
        let field = parts.next();
        self.rest = parts.next();
        field
    }

    /// An account or an asset. A colon would make keys ambiguous.
    pub fn name(&mut self) -> &'a [u8] {
        let field = required(self.next());
        let plain = field.iter().all(|byte| *byte > b' ' && *byte != b':');
        if !plain || field.is_empty() || field.len() > NAME_MAX {
            malformed();
        }
        field
    }

    pub fn amount(&mut self) -> u128 {
        parse(required(self.next()))
    }

    /// An amount that may be left out; then it is zero.
    pub fn optional_amount(&mut self) -> u128 {
        self.next().map_or(0, parse)
    }

    /// Refuses what is left.
    pub fn end(self) {
        if self.rest.is_some() {
            malformed();
        }
    }
}

fn malformed() -> ! {
    host::fail("malformed arguments")
}

fn required<T>(value: Option<T>) -> T {
    host::require(value, "malformed arguments")
}

fn parse(field: &[u8]) -> u128 {
    if field.is_empty() || !field.iter().all(u8::is_ascii_digit) {
        malformed();
    }
    let append = |value: u128, digit: &u8| value.checked_mul(10)?.checked_add((digit - b'0') as u128);
    host::require(field.iter().try_fold(0, append), "amount exceeds 128 bits")
}

/// A text under construction: a key, or a result. What would not fit is a defect and traps.
pub struct Line {
    bytes: [u8; LINE_MAX],
    length: usize,
}

impl Line {
    /// The parts, one after another.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut line = Line { bytes: [0; LINE_MAX], length: 0 };
        for part in parts {
            line.push(part);
        }
        line
    }

    pub fn push(&mut self, text: &[u8]) {
        let end = self.length + text.len();
        match self.bytes.get_mut(self.length..end) {
            Some(space) => space.copy_from_slice(text),
            None => host::fail("text too long"),
        }
        self.length = end;
    }

    pub fn push_amount(&mut self, amount: u128) {
        let mut digits = [b'0'; 39];
        let mut first = digits.len();
        let mut rest = amount;
        for (index, digit) in digits.iter_mut().enumerate().rev() {
            *digit = b'0' + next_digit(&mut rest);
            first = index;
            if rest == 0 {
                break;
            }
        }
        self.push(digits.get(first..).unwrap_or_default());
    }

    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// Takes the last decimal digit off; in 64 bits as soon as they suffice, as 128 bit division is slow.
fn next_digit(rest: &mut u128) -> u8 {
    if let Ok(small) = u64::try_from(*rest) {
        *rest = (small / 10) as u128;
        (small % 10) as u8
    } else {
        let digit = (*rest % 10) as u8;
        *rest /= 10;
        digit
    }
}
