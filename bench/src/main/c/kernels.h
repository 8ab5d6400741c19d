// What the engine benchmark runs, in WebAssembly and as a native program: the same source for all.
//
// Each kernel does so many rounds of its work over its own memory, which it fills anew from the
// number of the round, and returns a checksum, which is the same wherever it is right.
#ifndef STRETTO_BENCH_KERNELS_H
#define STRETTO_BENCH_KERNELS_H

#include <stdint.h>

// SHA-256 of 4,096 bytes a round.
uint64_t run_sha256(uint32_t rounds);

// The same in one large function.
uint64_t run_unrolled(uint32_t rounds);

// Quicksort of 4,096 numbers of 32 bits a round.
uint64_t run_sort(uint32_t rounds);

// 16,384 steps of shifts, rotations, multiplications and a division of 64 bits a round.
uint64_t run_arithmetic(uint32_t rounds);

// 1,024 insertions and look-ups in a hash table of keys of 32 bytes a round.
uint64_t run_table(uint32_t rounds);

// A single step, for what a call costs by itself.
uint64_t run_small(uint32_t rounds);

#endif
