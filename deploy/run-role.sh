#!/bin/sh
# Runs a role: run-role coordinator|worker|state-store [options]
#
# Settings are those of the file STRETTO_CONFIG, where there is one, and then those of the variable
# STRETTO_SETTINGS, one name=value a line, which win: so pods that share a file can differ.
# JAVA_OPTIONS goes to the JVM. Any other command of stretto runs as it is given, without those
# settings: run-role status --bootstrap kafka:9092
set -eu

fail() {
  echo "run-role: $1" >&2
  exit 2
}

stretto() {
  # shellcheck disable=SC2086 # several options in one variable
  exec java \
    -XX:-DontCompileHugeMethods \
    -XX:-ClipInlining -XX:MaxNodeLimit=40000 -XX:NodeLimitFudgeFactor=1600 \
    --enable-native-access=ALL-UNNAMED \
    ${JAVA_OPTIONS:-} \
    -cp '/opt/stretto/lib/*' \
    io.stretto.cli.Main "$@"
}

case ${1:-} in
  coordinator | worker | state-store) ;;
  '') fail "give a role: coordinator, worker or state-store; --help shows all commands" ;;
  *) stretto "$@" ;;
esac
role=$1
shift

folder=${TMPDIR:-/tmp}
settings=$(mktemp "$folder/stretto.XXXXXX") \
  || fail "$folder must be writable; mount a volume there where the image is read-only"
if [ -f "${STRETTO_CONFIG:-}" ]; then
  cat "$STRETTO_CONFIG" > "$settings"
elif [ -n "${STRETTO_CONFIG:-}" ]; then
  echo "run-role: there is no file $STRETTO_CONFIG; STRETTO_SETTINGS and defaults count" >&2
fi
printf '\n%s\n' "${STRETTO_SETTINGS:-}" >> "$settings"

stretto "$role" --config "$settings" "$@"
