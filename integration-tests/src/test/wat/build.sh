#!/bin/sh
# Rebuilds ../resources/wasm/*.wasm from the sources here; needs wat2wasm of wabt.
cd "$(dirname "$0")" || exit 1
for source in *.wat; do
  wat2wasm --disable-reference-types "$source" -o "../resources/wasm/${source%.wat}.wasm" || exit 1
done
