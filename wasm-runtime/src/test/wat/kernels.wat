;; Work of different kinds for measurements: the input is how much of it.
(module
  (import "env" "input" (func $input (param i64)))
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (memory (export "memory") 17)
  (func $amount (result i32)
    (call $input (i64.const 0))
    (call $read_register (i64.const 0) (i64.const 0))
    (i32.load (i32.const 0)))

  (func $fib (param i32) (result i32)
    (if (result i32) (i32.lt_u (local.get 0) (i32.const 2))
      (then (local.get 0))
      (else (i32.add
        (call $fib (i32.sub (local.get 0) (i32.const 1)))
        (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
  (func (export "fib") (drop (call $fib (call $amount))))

  ;; Sieve of Eratosthenes over 1 MiB: bytes, small loops.
  (func (export "sieve") (local $round i32) (local $i i32) (local $j i32)
    (local.set $round (call $amount))
    (loop $rounds
      (memory.fill (i32.const 16) (i32.const 0) (i32.const 1000000))
      (local.set $i (i32.const 2))
      (loop $candidates
        (if (i32.eqz (i32.load8_u offset=16 (local.get $i)))
          (then
            (local.set $j (i32.mul (local.get $i) (local.get $i)))
            (block $done
              (loop $multiples
                (br_if $done (i32.ge_u (local.get $j) (i32.const 1000000)))
                (i32.store8 offset=16 (local.get $j) (i32.const 1))
                (local.set $j (i32.add (local.get $j) (local.get $i)))
                (br $multiples)))))
        (br_if $candidates
          (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000))))
      (br_if $rounds (local.tee $round (i32.sub (local.get $round) (i32.const 1))))))

  ;; A 64-bit mixing loop over memory: long straight blocks, as hashes have them.
  (func (export "mix") (local $round i32) (local $i i32) (local $h i64)
    (local.set $round (call $amount))
    (loop $rounds
      (local.set $i (i32.const 1024))
      (loop $words
        (local.set $h (i64.xor (local.get $h) (i64.load (local.get $i))))
        (local.set $h (i64.mul (local.get $h) (i64.const 0x9E3779B97F4A7C15)))
        (local.set $h (i64.xor (local.get $h) (i64.shr_u (local.get $h) (i64.const 29))))
        (local.set $h (i64.mul (local.get $h) (i64.const 0xBF58476D1CE4E5B9)))
        (local.set $h (i64.xor (local.get $h) (i64.shr_u (local.get $h) (i64.const 32))))
        (i64.store (local.get $i) (i64.rotl (local.get $h) (i64.const 13)))
        (br_if $words
          (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 66560))))
      (br_if $rounds (local.tee $round (i32.sub (local.get $round) (i32.const 1))))))

  (func (export "floats") (local $i i32) (local $x f64)
    (local.set $i (call $amount))
    (loop $next
      (local.set $x (f64.add (f64.mul (local.get $x) (f64.const 0.999)) (f64.sqrt (f64.const 2.5))))
      (br_if $next (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))))
