#include "kernels.h"

enum { TEXT_BYTES = 4096, NUMBERS = 4096, STEPS = 16384, SLOTS = 2048, KEYS = 1024, KEY_BYTES = 32 };

static uint64_t next_random(uint64_t *state) {
  uint64_t x = *state;
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  return *state = x;
}

// ---- SHA-256

static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint8_t text[TEXT_BYTES + 64];

static uint32_t rotated(uint32_t x, int n) { return (x >> n) | (x << (32 - n)); }

static void add_block(uint32_t h[8], const uint8_t *block) {
  uint32_t w[64];
  for (int i = 0; i < 16; i++) {
    w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
           (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
  }
  for (int i = 16; i < 64; i++) {
    uint32_t s0 = rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ w[i - 15] >> 3;
    uint32_t s1 = rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  uint32_t v[8];
  for (int i = 0; i < 8; i++) v[i] = h[i];
  for (int i = 0; i < 64; i++) {
    uint32_t s1 = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25);
    uint32_t t1 = v[7] + s1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + K[i] + w[i];
    uint32_t s0 = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22);
    uint32_t t2 = s0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
    v[7] = v[6], v[6] = v[5], v[5] = v[4], v[4] = v[3] + t1;
    v[3] = v[2], v[2] = v[1], v[1] = v[0], v[0] = t1 + t2;
  }
  for (int i = 0; i < 8; i++) h[i] += v[i];
}

typedef void add_block_function(uint32_t h[8], const uint8_t *block);

static inline __attribute__((always_inline)) uint64_t hash_text(uint32_t rounds,
                                                                add_block_function *add) {
  uint64_t sum = 0;
  for (uint32_t round = 0; round < rounds; round++) {
    for (int i = 0; i < TEXT_BYTES; i++) text[i] = (uint8_t)(i * 7 + round);
    text[TEXT_BYTES] = 0x80;
    text[TEXT_BYTES + 62] = (TEXT_BYTES * 8) >> 8;
    uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    for (int at = 0; at < TEXT_BYTES + 64; at += 64) add(h, text + at);
    sum = sum * 31 + ((uint64_t)h[0] << 32 | h[7]);
  }
  return sum;
}

uint64_t run_sha256(uint32_t rounds) { return hash_text(rounds, add_block); }

// ---- SHA-256 in one large function without loops inside, as libraries for cryptography write it

#define SCHEDULE(i)                                                                         \
  (w[(i) & 15] += (rotated(w[((i) + 14) & 15], 17) ^ rotated(w[((i) + 14) & 15], 19) ^      \
                   w[((i) + 14) & 15] >> 10) +                                              \
                  w[((i) + 9) & 15] +                                                       \
                  (rotated(w[((i) + 1) & 15], 7) ^ rotated(w[((i) + 1) & 15], 18) ^         \
                   w[((i) + 1) & 15] >> 3))

#define STEP(a, b, c, d, e, f, g, h, i, word)                                               \
  h += (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + ((e & f) ^ (~e & g)) + K[i] +    \
       (word);                                                                              \
  d += h;                                                                                   \
  h += (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));

#define STEPS_8(i, WORD)                     \
  STEP(a, b, c, d, e, f, g, h, i, WORD(i))         \
  STEP(h, a, b, c, d, e, f, g, i + 1, WORD(i + 1)) \
  STEP(g, h, a, b, c, d, e, f, i + 2, WORD(i + 2)) \
  STEP(f, g, h, a, b, c, d, e, i + 3, WORD(i + 3)) \
  STEP(e, f, g, h, a, b, c, d, i + 4, WORD(i + 4)) \
  STEP(d, e, f, g, h, a, b, c, i + 5, WORD(i + 5)) \
  STEP(c, d, e, f, g, h, a, b, i + 6, WORD(i + 6)) \
  STEP(b, c, d, e, f, g, h, a, i + 7, WORD(i + 7))

#define BYTES(i)                                                                 \
  (w[i] = (uint32_t)block[4 * (i)] << 24 | (uint32_t)block[4 * (i) + 1] << 16 |  \
          (uint32_t)block[4 * (i) + 2] << 8 | block[4 * (i) + 3])

static __attribute__((noinline)) void add_block_unrolled(uint32_t state[8], const uint8_t *block) {
  uint32_t w[16];
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
  STEPS_8(0, BYTES)
  STEPS_8(8, BYTES)
  STEPS_8(16, SCHEDULE)
  STEPS_8(24, SCHEDULE)
  STEPS_8(32, SCHEDULE)
  STEPS_8(40, SCHEDULE)
  STEPS_8(48, SCHEDULE)
  STEPS_8(56, SCHEDULE)
  state[0] += a, state[1] += b, state[2] += c, state[3] += d;
  state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

uint64_t run_unrolled(uint32_t rounds) { return hash_text(rounds, add_block_unrolled); }

// ---- Quicksort

static uint32_t numbers[NUMBERS];

static void sort(uint32_t *from, uint32_t *to) {
  while (to - from > 12) {
    uint32_t pivot = from[(to - from) >> 1];
    uint32_t *low = from, *high = to - 1;
    while (low <= high) {
      while (*low < pivot) low++;
      while (*high > pivot) high--;
      if (low <= high) {
        uint32_t other = *low;
        *low++ = *high;
        *high-- = other;
      }
    }
    if (high + 1 - from < to - low) {
      sort(from, high + 1);
      from = low;
    } else {
      sort(low, to);
      to = high + 1;
    }
  }
  for (uint32_t *at = from + 1; at < to; at++) {
    uint32_t value = *at;
    uint32_t *hole = at;
    for (; hole > from && hole[-1] > value; hole--) *hole = hole[-1];
    *hole = value;
  }
}

uint64_t run_sort(uint32_t rounds) {
  uint64_t sum = 0;
  for (uint32_t round = 0; round < rounds; round++) {
    uint64_t state = 88172645463325252ULL + round;
    for (int i = 0; i < NUMBERS; i++) numbers[i] = (uint32_t)next_random(&state);
    sort(numbers, numbers + NUMBERS);
    for (int i = 0; i < NUMBERS; i += 97) sum = sum * 31 + numbers[i];
  }
  return sum;
}

// ---- 64-bit arithmetic

uint64_t run_arithmetic(uint32_t rounds) {
  uint64_t a = 0x9e3779b97f4a7c15ULL, b = 1;
  for (uint32_t round = 0; round < rounds; round++) {
    for (int i = 0; i < STEPS; i++) {
      uint64_t x = next_random(&a);
      b = (b ^ (x >> 32)) * 0xbf58476d1ce4e5b9ULL;
      b = (b << 27 | b >> 37) + x;
      if ((i & 15) == 0) b += x / ((b >> 40) | 1);
    }
  }
  return a ^ b;
}

// ---- A hash table, like a contract that keeps a state of its own

typedef struct {
  uint8_t key[KEY_BYTES];
  uint64_t value;
  uint32_t used;
} slot;

static slot slots[SLOTS];

static uint32_t hash_of(const uint8_t *key) {
  uint32_t hash = 2166136261u;
  for (int i = 0; i < KEY_BYTES; i++) hash = (hash ^ key[i]) * 16777619u;
  return hash;
}

static int equal(const uint8_t *a, const uint8_t *b) {
  for (int i = 0; i < KEY_BYTES; i++) {
    if (a[i] != b[i]) return 0;
  }
  return 1;
}

static slot *find(const uint8_t *key) {
  uint32_t at = hash_of(key) % SLOTS;
  while (slots[at].used && !equal(slots[at].key, key)) at = (at + 1) % SLOTS;
  return &slots[at];
}

static void make_key(uint8_t *key, uint64_t number) {
  for (int i = 0; i < KEY_BYTES; i++) key[i] = (uint8_t)(number >> (i & 7) * 8) + (uint8_t)i;
}

uint64_t run_table(uint32_t rounds) {
  uint64_t sum = 0;
  uint8_t key[KEY_BYTES];
  for (uint32_t round = 0; round < rounds; round++) {
    for (int i = 0; i < SLOTS; i++) slots[i].used = 0;
    uint64_t state = 7 + round;
    for (int i = 0; i < KEYS; i++) {
      make_key(key, next_random(&state) & 1023);
      slot *found = find(key);
      if (!found->used) {
        for (int at = 0; at < KEY_BYTES; at++) found->key[at] = key[at];
        found->used = 1;
        found->value = 0;
      }
      found->value += (uint64_t)i;
      sum = sum * 31 + found->value;
    }
  }
  return sum;
}

// ---- A single step

uint64_t run_small(uint32_t rounds) { return rounds * 2654435761ULL; }
