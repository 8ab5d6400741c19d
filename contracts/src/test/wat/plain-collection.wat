;; A collection whose tokens belong to whoever asks, and that knows no royalties. Built by
;;   wat2wasm plain-collection.wat -o ../resources/io/stretto/contracts/plain-collection.wasm
(module
  (import "env" "signer_account_id" (func $signer_account_id (param $register i64)))
  (import "env" "value_return" (func $value_return (param $len i64) (param $ptr i64)))
  (memory (export "memory") 1 1)
  ;; A length of -1 means: the content of the register.
  (func (export "owner_of")
    (call $signer_account_id (i64.const 0))
    (call $value_return (i64.const -1) (i64.const 0)))
  (func (export "transfer")))
