//! The host functions that this contract uses, made safe.

mod raw {
    #[link(wasm_import_module = "env")]
    extern "C" {
        pub fn input(register: u64);
        pub fn predecessor_account_id(register: u64);
        pub fn register_len(register: u64) -> u64;
        pub fn read_register(register: u64, ptr: u64);
        pub fn value_return(len: u64, ptr: u64);
        pub fn panic_utf8(len: u64, ptr: u64) -> !;
    }

    #[link(wasm_import_module = "stretto")]
    extern "C" {
        pub fn get_storage(key: *const u8, key_len: i32, value: *mut u8, capacity: i32) -> i32;
        pub fn set_storage(key: *const u8, key_len: i32, value: *const u8, value_len: i32);
        pub fn remove_storage(key: *const u8, key_len: i32) -> i32;
    }
}

const REGISTER: u64 = 0;

fn address(bytes: &[u8]) -> u64 {
    bytes.as_ptr() as usize as u64
}

/// Ends the call with a message; nothing that it wrote stays.
pub fn fail(message: &str) -> ! {
    unsafe { raw::panic_utf8(message.len() as u64, address(message.as_bytes())) }
}

/// The value, or the end of the call with a message.
pub fn require<T>(value: Option<T>, message: &str) -> T {
    match value {
        Some(value) => value,
        None => fail(message),
    }
}

/// Copies the register to the buffer and returns its length.
fn take_register(buffer: &mut [u8], too_long: &str) -> usize {
    let length = unsafe { raw::register_len(REGISTER) };
    if length > buffer.len() as u64 {
        fail(too_long);
    }
    unsafe { raw::read_register(REGISTER, address(buffer)) };
    length as usize
}

/// Copies the call's arguments to the buffer and returns their length.
pub fn input(buffer: &mut [u8]) -> usize {
    unsafe { raw::input(REGISTER) };
    take_register(buffer, "arguments too long")
}

/// Copies the caller's account to the buffer and returns its length.
pub fn sender(buffer: &mut [u8]) -> usize {
    unsafe { raw::predecessor_account_id(REGISTER) };
    take_register(buffer, "sender too long")
}

/// Sets the call's result.
pub fn value_return(text: &[u8]) {
    unsafe { raw::value_return(text.len() as u64, address(text)) }
}

/// Reads a value of known length; None when the key is absent.
pub fn read<const N: usize>(key: &[u8]) -> Option<[u8; N]> {
    let mut value = [0; N];
    let length = unsafe { raw::get_storage(key.as_ptr(), key.len() as i32, value.as_mut_ptr(), N as i32) };
    if length < 0 {
        None
    } else {
        Some(value)
    }
}

/// Writes a value.
pub fn write(key: &[u8], value: &[u8]) {
    unsafe { raw::set_storage(key.as_ptr(), key.len() as i32, value.as_ptr(), value.len() as i32) }
}

/// Deletes a key.
pub fn remove(key: &[u8]) {
    unsafe { raw::remove_storage(key.as_ptr(), key.len() as i32) };
}
