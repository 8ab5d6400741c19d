// The host functions that this contract uses, and strings around them. All text is ASCII, so one byte is one
// character and nothing is lost on the way (decoding broken UTF-8 would map different accounts to one).

@external("env", "input") declare function input(register: u64): void;
@external("env", "predecessor_account_id") declare function predecessor_account_id(register: u64): void;
@external("env", "register_len") declare function register_len(register: u64): u64;
@external("env", "read_register") declare function read_register(register: u64, ptr: u64): void;
@external("env", "storage_read") declare function storage_read(keyLen: u64, keyPtr: u64, register: u64): u64;
@external("env", "storage_write")
declare function storage_write(keyLen: u64, keyPtr: u64, valueLen: u64, valuePtr: u64, register: u64): u64;
@external("env", "storage_remove") declare function storage_remove(keyLen: u64, keyPtr: u64, register: u64): u64;
@external("env", "storage_has_key") declare function storage_has_key(keyLen: u64, keyPtr: u64): u64;
@external("env", "value_return") declare function value_return(len: u64, ptr: u64): void;
@external("env", "log_utf8") declare function log_utf8(len: u64, ptr: u64): void;
@external("env", "panic_utf8") declare function panic_utf8(len: u64, ptr: u64): void;

const REGISTER: u64 = 0;
/** Where the host puts values that nobody asked for. */
const IGNORED: u64 = 1;
const TEXT_MAX: u64 = 1024;

/** A text's bytes as the host takes them. */
class Bytes {
  private buffer: ArrayBuffer;

  constructor(text: string) {
    this.buffer = String.UTF8.encode(text);
  }

  get length(): u64 {
    return this.buffer.byteLength;
  }

  get pointer(): u64 {
    return changetype<usize>(this.buffer);
  }
}

/** Ends the call with a message; nothing that it wrote stays. */
export function fail(message: string): void {
  const bytes = new Bytes(message);
  panic_utf8(bytes.length, bytes.pointer);
  unreachable();
}

/** The content of the register as text; ends the call when it is long or not printable ASCII. */
function takeRegister(what: string): string {
  const length = register_len(REGISTER);
  if (length > TEXT_MAX) fail(what + " too long");
  const buffer = new ArrayBuffer(<i32>length);
  read_register(REGISTER, changetype<usize>(buffer));
  for (let i: usize = 0; i < <usize>length; i++) {
    const byte = load<u8>(changetype<usize>(buffer) + i);
    if (byte < 0x20 || byte > 0x7e) fail("malformed " + what);
  }
  return String.UTF8.decode(buffer);
}

/** The call's arguments. */
export function fetchInput(): string {
  input(REGISTER);
  return takeRegister("arguments");
}

/** The account that called. */
export function fetchSender(): string {
  predecessor_account_id(REGISTER);
  return takeRegister("sender");
}

/** The value of a key; null when it is absent. */
export function read(key: string): string | null {
  const bytes = new Bytes(key);
  return storage_read(bytes.length, bytes.pointer, REGISTER) == 1 ? takeRegister("value") : null;
}

/** Whether a key is there. */
export function has(key: string): bool {
  const bytes = new Bytes(key);
  return storage_has_key(bytes.length, bytes.pointer) == 1;
}

/** Writes a value. */
export function write(key: string, value: string): void {
  const bytes = new Bytes(key);
  const content = new Bytes(value);
  storage_write(bytes.length, bytes.pointer, content.length, content.pointer, IGNORED);
}

/** Deletes a key. */
export function remove(key: string): void {
  const bytes = new Bytes(key);
  storage_remove(bytes.length, bytes.pointer, IGNORED);
}

/** Sets the call's result. */
export function giveBack(text: string): void {
  const bytes = new Bytes(text);
  value_return(bytes.length, bytes.pointer);
}

/** Adds a line to the receipt's log. */
export function log(text: string): void {
  const bytes = new Bytes(text);
  log_utf8(bytes.length, bytes.pointer);
}
