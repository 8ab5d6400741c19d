// The kernels as a program: native KERNEL ROUNDS REPEATS prints the checksum, then the
// nanoseconds of processor time that each repeat takes.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kernels.h"

typedef struct {
  const char *name;
  uint64_t (*run)(uint32_t rounds);
} kernel;

static const kernel KERNELS[] = {{"sha256", run_sha256},
                                 {"unrolled", run_unrolled},
                                 {"sort", run_sort},
                                 {"arithmetic", run_arithmetic},
                                 {"table", run_table},
                                 {"small", run_small}};

static int64_t now_nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int main(int count, char **arguments) {
  if (count != 4) return 2;
  uint32_t rounds = (uint32_t)strtoul(arguments[2], NULL, 10);
  int repeats = atoi(arguments[3]);
  for (size_t i = 0; i < sizeof KERNELS / sizeof *KERNELS; i++) {
    if (strcmp(KERNELS[i].name, arguments[1]) != 0) continue;
    printf("%" PRIu64 "\n", KERNELS[i].run(rounds));
    for (int repeat = 0; repeat < repeats; repeat++) {
      int64_t start = now_nanos();
      volatile uint64_t sum = KERNELS[i].run(rounds);
      (void)sum;
      printf("%" PRId64 "\n", now_nanos() - start);
    }
    return 0;
  }
  return 2;
}
