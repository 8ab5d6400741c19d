;; A counter: the smallest useful contract, in WebAssembly's text form.
;;
;;   increment [AMOUNT]   adds AMOUNT (1 when there are no arguments) and returns the new count
;;   get                  returns the count
;;
;; State: the key `c` holds the count as 8 bytes, little-endian; absent means 0.
(module
  (import "env" "input" (func $input (param $register i64)))
  (import "env" "register_len" (func $register_len (param $register i64) (result i64)))
  (import "env" "read_register" (func $read_register (param $register i64) (param $ptr i64)))
  (import "env" "value_return" (func $value_return (param $len i64) (param $ptr i64)))
  (import "env" "panic_utf8" (func $panic_utf8 (param $len i64) (param $ptr i64)))
  (import "stretto" "get_storage"
    (func $get_storage (param $key i32) (param $key_len i32) (param $value i32) (param $capacity i32) (result i32)))
  (import "stretto" "set_storage"
    (func $set_storage (param $key i32) (param $key_len i32) (param $value i32) (param $value_len i32)))

  ;; Memory: 0 the key; 8 the stored count; 16..35 the arguments; 40..59 the decimal result, which ends at 60;
  ;; 64 the messages. The result of u64's 20 digits fills 40..59 exactly.
  (memory (export "memory") 1 1)
  (data (i32.const 0) "c")
  (data (i32.const 64) "malformed arguments")
  (data (i32.const 96) "amount exceeds 64 bits")
  (data (i32.const 128) "counter overflow")

  ;; Ends the call with a message; the `unreachable` after it only tells the validator so.
  (func $fail (param $ptr i64) (param $len i64)
    (call $panic_utf8 (local.get $len) (local.get $ptr))
    unreachable)

  ;; The stored count; 0 when the key is absent. The buffer may hold an earlier call's bytes.
  (func $count (result i64)
    (i64.store (i32.const 8) (i64.const 0))
    (drop (call $get_storage (i32.const 0) (i32.const 1) (i32.const 8) (i32.const 8)))
    (i64.load (i32.const 8)))

  ;; The amount in the arguments: decimal digits, at most 20 of them; 1 when there are no arguments.
  (func $amount (result i64)
    (local $length i64) (local $at i32) (local $end i32) (local $digit i64) (local $amount i64)
    (call $input (i64.const 0))
    (local.set $length (call $register_len (i64.const 0)))
    (if (i64.eqz (local.get $length)) (then (return (i64.const 1))))
    (if (i64.gt_u (local.get $length) (i64.const 20)) (then (call $fail (i64.const 64) (i64.const 19))))
    (call $read_register (i64.const 0) (i64.const 16))
    (local.set $at (i32.const 16))
    (local.set $end (i32.add (i32.const 16) (i32.wrap_i64 (local.get $length))))
    (loop $next
      (local.set $digit (i64.sub (i64.load8_u (local.get $at)) (i64.const 48)))
      (if (i64.gt_u (local.get $digit) (i64.const 9)) (then (call $fail (i64.const 64) (i64.const 19))))
      ;; amount * 10 + digit fits 64 bits exactly when amount <= (2^64-1 - digit) / 10
      (if (i64.gt_u (local.get $amount)
            (i64.div_u (i64.sub (i64.const -1) (local.get $digit)) (i64.const 10)))
        (then (call $fail (i64.const 96) (i64.const 22))))
      (local.set $amount (i64.add (i64.mul (local.get $amount) (i64.const 10)) (local.get $digit)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
    (local.get $amount))

  ;; Returns a number as decimal text, written from its last digit to its first.
  (func $return_decimal (param $value i64)
    (local $at i32)
    (local.set $at (i32.const 60))
    (loop $next
      (local.set $at (i32.sub (local.get $at) (i32.const 1)))
      (i64.store8 (local.get $at)
        (i64.add (i64.rem_u (local.get $value) (i64.const 10)) (i64.const 48)))
      (local.set $value (i64.div_u (local.get $value) (i64.const 10)))
      (br_if $next (i64.ne (local.get $value) (i64.const 0))))
    (call $value_return
      (i64.extend_i32_u (i32.sub (i32.const 60) (local.get $at)))
      (i64.extend_i32_u (local.get $at))))

  (func (export "increment")
    (local $before i64) (local $after i64)
    (local.set $before (call $count))
    (local.set $after (i64.add (local.get $before) (call $amount)))
    (if (i64.lt_u (local.get $after) (local.get $before))
      (then (call $fail (i64.const 128) (i64.const 16))))
    (i64.store (i32.const 8) (local.get $after))
    (call $set_storage (i32.const 0) (i32.const 1) (i32.const 8) (i32.const 8))
    (call $return_decimal (local.get $after)))

  (func (export "get")
    (call $return_decimal (call $count))))
