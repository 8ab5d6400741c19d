// The arguments: fields separated by one space.

import { fail, fetchInput } from "./host";

const ACCOUNT_MAX: i32 = 64;
const COLON: i32 = 0x3a;

/** The fields of the call's arguments; ends the call unless there are at least `least` and at most `most`. */
export function fetchFields(least: i32, most: i32): string[] {
  const text = fetchInput();
  const fields = text.length == 0 ? new Array<string>() : text.split(" ");
  if (fields.length < least || fields.length > most) fail("malformed arguments");
  for (let i = 0; i < fields.length; i++) {
    if (fields[i].length == 0) fail("malformed arguments");
  }
  return fields;
}

/** A field that names an account. */
export function account(field: string): string {
  if (field.length > ACCOUNT_MAX || field.includes(String.fromCharCode(COLON))) fail("malformed arguments");
  return field;
}

/** A field that is a token's id: a decimal number from 1 to 2^64-1. */
export function tokenId(field: string): u64 {
  let id: u64 = 0;
  for (let i = 0; i < field.length; i++) {
    const digit = <u64>(field.charCodeAt(i) - 0x30);
    if (digit > 9) fail("malformed arguments");
    if (id > (u64.MAX_VALUE - digit) / 10) fail("id exceeds 64 bits");
    id = id * 10 + digit;
  }
  if (id == 0) fail("id must be positive");
  return id;
}

/** A field that is a share in basis points: a decimal number from 0 to 10,000. */
export function basisPoints(field: string): i32 {
  let share = 0;
  for (let i = 0; i < field.length; i++) {
    const digit = field.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) fail("malformed arguments");
    share = share * 10 + digit;
    if (share > 10000) fail("royalty exceeds 10000 basis points");
  }
  return share;
}
