;; Balances as 8-byte numbers. The input is: from (8 bytes), to (8 bytes), amount (8 bytes).
(module
  (import "env" "input" (func $input (param i64)))
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (import "env" "value_return" (func $value_return (param i64 i64)))
  (import "env" "panic_utf8" (func $panic (param i64 i64)))
  (import "stretto" "get_storage" (func $get (param i32 i32 i32 i32) (result i32)))
  (import "stretto" "set_storage" (func $set (param i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 1024) "not enough")

  (func $load_input
    (call $input (i64.const 0))
    (call $read_register (i64.const 0) (i64.const 0)))

  (func $balance (param $key i32) (result i64)
    (if (result i64) (i32.eq (i32.const 8) (call $get (local.get $key) (i32.const 8) (i32.const 64) (i32.const 8)))
      (then (i64.load (i32.const 64)))
      (else (i64.const 0))))

  (func $store (param $key i32) (param $value i64)
    (i64.store (i32.const 64) (local.get $value))
    (call $set (local.get $key) (i32.const 8) (i32.const 64) (i32.const 8)))

  (func (export "mint")
    (call $load_input)
    (call $store (i32.const 0) (i64.add (call $balance (i32.const 0)) (i64.load (i32.const 16)))))

  (func (export "transfer")
    (local $amount i64) (local $from i64)
    (call $load_input)
    (local.set $amount (i64.load (i32.const 16)))
    (local.set $from (call $balance (i32.const 0)))
    (if (i64.lt_u (local.get $from) (local.get $amount))
      (then (call $panic (i64.const 10) (i64.const 1024))))
    (call $store (i32.const 0) (i64.sub (local.get $from) (local.get $amount)))
    (call $store (i32.const 8) (i64.add (call $balance (i32.const 8)) (local.get $amount))))

  (func (export "balance")
    (call $load_input)
    (i64.store (i32.const 64) (call $balance (i32.const 0)))
    (call $value_return (i64.const 8) (i64.const 64))))
