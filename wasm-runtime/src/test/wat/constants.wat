;; A counter under a constant key.
(module
  (import "stretto" "get_storage" (func $get (param i32 i32 i32 i32) (result i32)))
  (import "stretto" "set_storage" (func $set (param i32 i32 i32 i32)))
  (import "env" "storage_has_key" (func $has (param i64 i64) (result i64)))
  (memory (export "memory") 1)
  (data (i32.const 16) "counter")
  (func (export "bump")
    (drop (call $get (i32.const 16) (i32.const 7) (i32.const 64) (i32.const 8)))
    (i64.store (i32.const 64) (i64.add (i64.load (i32.const 64)) (i64.const 1)))
    (call $set (i32.const 16) (i32.const 7) (i32.const 64) (i32.const 8)))
  (func (export "near_style")
    (drop (call $has (i64.const 5) (i64.const 16)))))
