#!/usr/bin/env bash
#
# Builds the kernels of the engine benchmark as a contract; the result is committed.
#
#   ./build.sh
#
# The compiler that made the committed file is that of contracts/build.sh: on Debian 12, apt-get install clang-14 lld-14.
# CLANG and WASM_LD choose others.
set -euo pipefail
cd "$(dirname "$0")"

readonly OUT=../resources/io/stretto/bench/engine/kernels.wasm

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for source in kernels contract; do
  "${CLANG:-clang-14}" --target=wasm32-unknown-unknown -c -O2 -std=c11 -ffreestanding -fno-builtin \
    -mbulk-memory -msign-ext -Wall -Wextra -Werror -o "$scratch/$source.o" "$source.c"
done
mkdir -p "$(dirname "$OUT")"
# 17 pages, as the compilers of larger languages ask for: a mebibyte of stack first, then the data. Memory does not grow.
"${WASM_LD:-wasm-ld-14}" --no-entry --stack-first -z stack-size=$((15 << 16)) \
  --initial-memory=$((17 << 16)) --max-memory=$((17 << 16)) --strip-all -o "$OUT" "$scratch"/*.o
chmod 644 "$OUT"
echo "$OUT: $(wc -c <"$OUT") bytes"
