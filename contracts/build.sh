#!/usr/bin/env bash
#
# Builds the example contracts.
#
#   ./build.sh                      all of them, each beside its source
#   ./build.sh token amm            only these
#   ./build.sh --out DIR token      to DIR/token.wasm instead
#   ./build.sh --check token        only says whether the compiler that made the committed file is here (exit code)
#
# The same compiler gives the same bytes on every machine: no path, time or name of the machine gets into a module.
# With another version the build works as well, but the bytes differ; it warns then. CLANG, WASM_LD, WAT2WASM and
# RUSTC choose compilers that are not on the PATH under their usual names.
set -euo pipefail
cd "$(dirname "$0")"

readonly ALL=(token counter cumulative-hash nft amm exchange bank borrower defaulter market game)

# The versions that made the committed files.
readonly CLANG_VERSION=14.0.6
readonly WASM_LD_VERSION=14.0.6
readonly WABT_VERSION=1.0.32
readonly RUSTC_VERSION=1.63.0
readonly ASC_VERSION=0.28.20

readonly WASM_PAGE=65536
readonly STACK=8192

check_only=false
out=
scratch=

fail() {
  echo "build.sh: $*" >&2
  exit 1
}

# The first version number that a tool prints about itself.
version_of() {
  "$@" --version 2>/dev/null | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n 1
}

# choose VERSION HOW_TO_INSTALL CANDIDATE...: sets `chosen` to the first candidate of that version, or else to the
# first one that runs, with a warning (with --check: an error).
choose() {
  local wanted=$1 how=$2 candidate found
  shift 2
  chosen=
  for candidate in "$@"; do
    found=$(version_of "$candidate" || true)
    [[ -n $found ]] || continue
    if [[ $found == "$wanted" ]]; then
      chosen=$candidate
      return
    fi
    chosen=${chosen:-$candidate}
  done
  [[ -n $chosen ]] || fail "none of [$*] found; $how"
  local message="$chosen is version $(version_of "$chosen"), the committed file was made with $wanted"
  if $check_only; then fail "$message; $how"; fi
  echo "build.sh: warning: $message; the bytes will differ" >&2
}

# Where the result of a contract goes.
target() {
  echo "${out:-$PWD/$1}/$1.wasm"
}

check_c() {
  choose $CLANG_VERSION "on Debian 12: apt-get install clang-14" ${CLANG:-clang-14 clang}
  clang=$chosen
  choose $WASM_LD_VERSION "on Debian 12: apt-get install lld-14" ${WASM_LD:-wasm-ld-14 wasm-ld}
  wasm_ld=$chosen
}

# C without a library: one page of memory, its first 8 KiB the stack, which traps when it overflows.
build_c() {
  local name=$1 source=$2
  "$clang" --target=wasm32-unknown-unknown -c -O2 -fno-unroll-loops -std=c11 -ffreestanding -fno-builtin \
    -mbulk-memory -msign-ext -Wall -Wextra -Werror -o "$scratch/$name.o" "$name/$source"
  "$wasm_ld" --no-entry --stack-first -z stack-size=$STACK --max-memory=$WASM_PAGE --strip-all \
    -o "$(target "$name")" "$scratch/$name.o"
}

check_token() { check_c; }
build_token() { build_c token token.c; }

check_cumulative-hash() { check_c; }
build_cumulative-hash() { build_c cumulative-hash cumulative_hash.c; }

check_exchange() { check_c; }
build_exchange() { build_c exchange exchange.c; }

check_bank() { check_c; }
build_bank() { build_c bank bank.c; }

check_borrower() { check_c; }
build_borrower() { build_c borrower borrower.c; }

check_defaulter() { check_c; }
build_defaulter() { build_c defaulter defaulter.c; }

check_market() { check_c; }
build_market() { build_c market market.c; }

check_game() { check_c; }
build_game() { build_c game game.c; }

check_counter() {
  choose $WABT_VERSION "on Debian 12: apt-get install wabt" ${WAT2WASM:-wat2wasm}
  wat2wasm=$chosen
}
build_counter() {
  "$wat2wasm" counter/counter.wat -o "$(target counter)"
}

check_nft() {
  command -v node >/dev/null || fail "node not found; on Debian: apt-get install nodejs npm (20 or newer)"
  choose $ASC_VERSION "run: (cd contracts/nft && npm ci)" nft/node_modules/.bin/asc
}
# AssemblyScript sets the address of its heap in a start function, which Stretto refuses: asc exports that function as
# `start`, and wasm-ctor-eval runs it now and puts its outcome into the module instead.
build_nft() {
  (cd nft && node_modules/.bin/asc --config asconfig.json --outFile "$scratch/nft.wasm")
  nft/node_modules/.bin/wasm-ctor-eval "$scratch/nft.wasm" --ctors=start --quiet \
    --enable-bulk-memory --enable-bulk-memory-opt --enable-sign-ext -o "$(target nft)"
}

has_wasm_target() {
  [[ -d $("$1" --print target-libdir --target wasm32-unknown-unknown 2>/dev/null) ]]
}

check_amm() {
  local how="on Debian 12: apt-get install rustc libstd-rust-dev-wasm32 lld-14" candidate usable=()
  for candidate in ${RUSTC:-rustc /usr/bin/rustc}; do
    if has_wasm_target "$candidate"; then usable+=("$candidate"); fi
  done
  [[ ${#usable[@]} -gt 0 ]] || fail "no rustc with the target wasm32-unknown-unknown found; $how"
  choose $RUSTC_VERSION "$how" "${usable[@]}"
  rustc=$chosen
}
build_amm() {
  "$rustc" --edition 2021 --crate-type cdylib --crate-name amm --target wasm32-unknown-unknown \
    -C opt-level=2 -C lto -C codegen-units=1 -C panic=abort -C target-feature=+bulk-memory -C strip=symbols -D warnings \
    -C link-arg=-zstack-size=$STACK -C link-arg=--max-memory=$WASM_PAGE \
    -o "$(target amm)" amm/src/lib.rs
}

names=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --check) check_only=true ;;
    --out)
      [[ $# -gt 1 ]] || fail "--out needs a directory"
      out=$(mkdir -p "$2" && cd "$2" && pwd)
      shift
      ;;
    -h | --help)
      sed -n '3,12s/^# \{0,1\}//p' "$0"
      exit
      ;;
    *)
      [[ " ${ALL[*]} " == *" $1 "* ]] || fail "no contract '$1'; there are: ${ALL[*]}"
      names+=("$1")
      ;;
  esac
  shift
done
[[ ${#names[@]} -gt 0 ]] || names=("${ALL[@]}")

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for name in "${names[@]}"; do
  "check_$name"
  $check_only && continue
  "build_$name"
  chmod 644 "$(target "$name")"
  echo "$(target "$name"): $(wc -c <"$(target "$name")") bytes"
done
