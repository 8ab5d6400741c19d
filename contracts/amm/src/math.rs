//! Products and quotients of 128 bit numbers, exact whatever their size.

/// A 256 bit number: the upper and the lower half. The derived order is the numeric one.
#[derive(PartialEq, PartialOrd)]
struct Wide(u128, u128);

/// a * b in full.
fn multiply(a: u128, b: u128) -> Wide {
    const LOW: u128 = u64::MAX as u128;
    let (a_high, a_low) = (a >> 64, a & LOW);
    let (b_high, b_low) = (b >> 64, b & LOW);
    let low = a_low * b_low;
    // Each term below 2^128, and so is their sum: (2^64-1)^2 + 2 * (2^64-1) = 2^128-1.
    let middle = a_high * b_low + (low >> 64);
    let middle_low = a_low * b_high + (middle & LOW);
    let high = a_high * b_high + (middle >> 64) + (middle_low >> 64);
    Wide(high, (middle_low << 64) | (low & LOW))
}

/// number / divisor, bit by bit; the quotient must fit: number.0 < divisor.
fn divide(number: Wide, divisor: u128) -> u128 {
    let mut remainder = number.0;
    let mut quotient = 0;
    for bit in (0..128).rev() {
        let overflows = remainder >> 127 == 1;
        remainder = (remainder << 1) | (number.1 >> bit & 1);
        if overflows || remainder >= divisor {
            remainder = remainder.wrapping_sub(divisor);
            quotient |= 1 << bit;
        }
    }
    quotient
}

/// floor(a * b / divisor); None when it does not fit 128 bits or the divisor is zero.
#[inline(never)]
pub fn multiply_divide(a: u128, b: u128, divisor: u128) -> Option<u128> {
    if let Some(product) = a.checked_mul(b) {
        return product.checked_div(divisor);
    }
    let product = multiply(a, b);
    if product.0 >= divisor {
        return None;
    }
    Some(divide(product, divisor))
}

/// floor(sqrt(a * b))
#[inline(never)]
pub fn root_of_product(a: u128, b: u128) -> u128 {
    let square = multiply(a, b);
    let mut root = 0;
    for bit in (0..128).rev() {
        let candidate = root | (1 << bit);
        if multiply(candidate, candidate) <= square {
            root = candidate;
        }
    }
    root
}
