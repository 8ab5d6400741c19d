// The kernels as a contract: the input is the rounds as 8 bytes, the result the checksum as 8 bytes.
#include "kernels.h"

#define IMPORT(name) __attribute__((import_module("env"), import_name(#name)))
#define EXPORT(name) __attribute__((export_name(#name)))

IMPORT(input) void input(uint64_t reg);
IMPORT(read_register) void read_register(uint64_t reg, uint64_t pointer);
IMPORT(value_return) void value_return(uint64_t length, uint64_t pointer);

static uint64_t rounds;
static uint64_t sum;

#define RUN(name)                                          \
  EXPORT(name) void contract_##name(void) {                \
    input(0);                                              \
    read_register(0, (uint64_t)(uintptr_t)&rounds);        \
    sum = run_##name((uint32_t)rounds);                    \
    value_return(sizeof sum, (uint64_t)(uintptr_t)&sum);   \
  }

RUN(sha256)
RUN(unrolled)
RUN(sort)
RUN(arithmetic)
RUN(table)
RUN(small)
