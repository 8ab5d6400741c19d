;; The transfer of transfer.wat in the register style of NEAR's host functions.
(module
  (import "env" "input" (func $input (param i64)))
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (import "env" "storage_read" (func $storage_read (param i64 i64 i64) (result i64)))
  (import "env" "storage_write" (func $storage_write (param i64 i64 i64 i64 i64) (result i64)))
  (import "env" "panic" (func $panic))
  (memory (export "memory") 1)

  (func $load_input
    (call $input (i64.const 0))
    (call $read_register (i64.const 0) (i64.const 0)))
  (func $balance (param $key i64) (result i64)
    (if (result i64) (i64.eqz (call $storage_read (i64.const 8) (local.get $key) (i64.const 1)))
      (then (i64.const 0))
      (else
        (call $read_register (i64.const 1) (i64.const 64))
        (i64.load (i32.const 64)))))
  (func $store (param $key i64) (param $value i64)
    (i64.store (i32.const 64) (local.get $value))
    (drop (call $storage_write (i64.const 8) (local.get $key) (i64.const 8) (i64.const 64) (i64.const 1))))

  (func (export "mint")
    (call $load_input)
    (call $store (i64.const 0) (i64.add (call $balance (i64.const 0)) (i64.load (i32.const 16)))))
  (func (export "transfer")
    (local $amount i64) (local $from i64)
    (call $load_input)
    (local.set $amount (i64.load (i32.const 16)))
    (local.set $from (call $balance (i64.const 0)))
    (if (i64.lt_u (local.get $from) (local.get $amount)) (then (call $panic)))
    (call $store (i64.const 0) (i64.sub (local.get $from) (local.get $amount)))
    (call $store (i64.const 8) (i64.add (call $balance (i64.const 8)) (local.get $amount)))))
