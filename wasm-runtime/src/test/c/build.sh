#!/bin/sh
# Rebuilds those of ../resources/wasm/*.wasm that are written in C; needs clang and wasm-ld 14.
set -e
cd "$(dirname "$0")"
object=$(mktemp)
build() {
  name=$1 source=$2
  shift 2
  "${CLANG:-clang-14}" --target=wasm32-unknown-unknown -c -O1 -std=c11 -ffreestanding -fno-builtin -mbulk-memory \
    -msign-ext -Wall -Wextra -Werror -I ../../../../contracts/include "$@" -o "$object" "$source"
  "${WASM_LD:-wasm-ld-14}" --no-entry --stack-first -z stack-size=8192 --strip-all \
    -o "../resources/wasm/$name.wasm" "$object"
}
build actor actor.c
build actor_living actor.c -DLIVING
build actor_reentrant actor.c -DREENTRANT
build promiser promiser.c
build promiser_counting promiser.c -DCOUNTING
build promiser_living promiser.c -DLIVING
rm "$object"
