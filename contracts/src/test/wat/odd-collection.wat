;; A collection whose tokens belong to whoever asks, and whose royalty is any text. Built by
;;   wat2wasm odd-collection.wat -o ../resources/io/stretto/contracts/odd-collection.wasm
(module
  (import "env" "input" (func $input (param $register i64)))
  (import "env" "signer_account_id" (func $signer_account_id (param $register i64)))
  (import "env" "storage_read" (func $storage_read (param $key_len i64) (param $key i64) (param $register i64) (result i64)))
  (import "env" "storage_write"
    (func $storage_write (param $key_len i64) (param $key i64) (param $len i64) (param $ptr i64) (param $register i64) (result i64)))
  (import "env" "value_return" (func $value_return (param $len i64) (param $ptr i64)))
  (memory (export "memory") 1 1)
  (data (i32.const 0) "r")
  ;; A length of -1 means: the content of the register.
  (func (export "owner_of")
    (call $signer_account_id (i64.const 0))
    (call $value_return (i64.const -1) (i64.const 0)))
  (func (export "transfer"))
  (func (export "set_royalty")
    (call $input (i64.const 0))
    (drop (call $storage_write (i64.const 1) (i64.const 0) (i64.const -1) (i64.const 0) (i64.const 1))))
  (func (export "royalty")
    (drop (call $storage_read (i64.const 1) (i64.const 0) (i64.const 0)))
    (call $value_return (i64.const -1) (i64.const 0))))
