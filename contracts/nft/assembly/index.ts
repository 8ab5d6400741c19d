// A collection of non-fungible tokens: each has an id, one owner, and a URI that says what it is.
//
// The collection's owner (whoever minted first) mints, with the next id or a chosen one. A token's owner, or the
// one account that it approved for the token, may transfer it; a transfer ends the approval. The collection's owner
// may ask for a royalty, which markets that sell its tokens look up and pay; the collection itself sells nothing.
//
// State, all of it text: t:ID owner, u:ID URI, p:ID approved account, o the collection's owner, s the number of
// tokens, l the largest id, r the royalty. Arguments, storage and errors: README.md.

import { account, basisPoints, fetchFields, tokenId } from "./fields";
import { fail, fetchSender, giveBack, has, log, read, remove, write } from "./host";

const OWNER = "o";
const SUPPLY = "s";
const LARGEST_ID = "l";
const ROYALTY = "r";
const URI_MAX: i32 = 256;

function ownerKey(id: u64): string {
  return "t:" + id.toString();
}

function uriKey(id: u64): string {
  return "u:" + id.toString();
}

function approvalKey(id: u64): string {
  return "p:" + id.toString();
}

/** A stored number; zero when the key is absent. */
function number(key: string): u64 {
  const stored = read(key);
  return stored === null ? 0 : tokenId(stored);
}

function ownerOf(id: u64): string {
  const owner = read(ownerKey(id));
  if (owner === null) {
    fail("no such token");
    return "";
  }
  return owner;
}

function isApproved(sender: string, id: u64): bool {
  const approved = read(approvalKey(id));
  return approved !== null && approved == sender;
}

/** Lets the collection's owner pass; if there is none yet, the sender becomes it. */
function requireMinter(sender: string): void {
  const owner = read(OWNER);
  if (owner === null) write(OWNER, sender);
  else if (owner != sender) fail("only the collection's owner may mint");
}

/** The id to mint: the chosen one if it is free, or the one after the largest. */
function chooseId(fields: string[]): u64 {
  const largest = number(LARGEST_ID);
  if (fields.length < 3 && largest == u64.MAX_VALUE) fail("no ids left");
  const id = fields.length < 3 ? largest + 1 : tokenId(fields[2]);
  if (has(ownerKey(id))) fail("id is taken");
  if (id > largest) write(LARGEST_ID, id.toString());
  return id;
}

/** TO URI [ID]; returns the id */
export function mint(): void {
  const fields = fetchFields(2, 3);
  const to = account(fields[0]);
  const uri = fields[1];
  if (uri.length > URI_MAX) fail("uri too long");
  requireMinter(fetchSender());
  const id = chooseId(fields);
  write(ownerKey(id), to);
  write(uriKey(id), uri);
  write(SUPPLY, (number(SUPPLY) + 1).toString());
  log("mint " + id.toString() + " " + to);
  giveBack(id.toString());
}

/** TO ID */
export function transfer(): void {
  const fields = fetchFields(2, 2);
  const to = account(fields[0]);
  const id = tokenId(fields[1]);
  const owner = ownerOf(id);
  const sender = fetchSender();
  if (owner != sender && !isApproved(sender, id)) fail("not the token's owner");
  write(ownerKey(id), to);
  remove(approvalKey(id));
  log("transfer " + id.toString() + " " + owner + " " + to);
}

/** ACCOUNT ID */
export function approve(): void {
  const fields = fetchFields(2, 2);
  const approved = account(fields[0]);
  const id = tokenId(fields[1]);
  if (ownerOf(id) != fetchSender()) fail("not the token's owner");
  write(approvalKey(id), approved);
}

/** ID */
export function revoke(): void {
  const id = tokenId(fetchFields(1, 1)[0]);
  if (ownerOf(id) != fetchSender()) fail("not the token's owner");
  remove(approvalKey(id));
}

/** BASIS_POINTS of the price of a sale, for the collection's owner */
export function set_royalty(): void {
  const share = basisPoints(fetchFields(1, 1)[0]);
  if (read(OWNER) != fetchSender()) fail("only the collection's owner may set the royalty");
  if (share == 0) remove(ROYALTY);
  else write(ROYALTY, share.toString());
}

/** no arguments; returns OWNER BASIS_POINTS, nothing if there is no royalty */
export function royalty(): void {
  fetchFields(0, 0);
  const share = read(ROYALTY);
  const owner = read(OWNER);
  giveBack(share === null || owner === null ? "" : owner + " " + share);
}

/** ID; returns the owner */
export function owner_of(): void {
  giveBack(ownerOf(tokenId(fetchFields(1, 1)[0])));
}

/** ID; returns the approved account, nothing if there is none */
export function approved_of(): void {
  const id = tokenId(fetchFields(1, 1)[0]);
  ownerOf(id);
  const approved = read(approvalKey(id));
  giveBack(approved === null ? "" : approved);
}

/** ID; returns the URI */
export function token_uri(): void {
  const uri = read(uriKey(tokenId(fetchFields(1, 1)[0])));
  if (uri === null) fail("no such token");
  else giveBack(uri);
}

/** no arguments; returns the number of tokens */
export function total_supply(): void {
  fetchFields(0, 0);
  giveBack(number(SUPPLY).toString());
}
