#!/bin/sh
# Runs a role: run-role coordinator|worker|state-store [options]
#
# Settings are those of the file STRETTO_CONFIG, where there is one, and then those of the variable
# STRETTO_SETTINGS, one name=value a line, which win: so pods that share a file can differ.
# JAVA_OPTIONS goes to the JVM.
set -eu

if [ $# -lt 1 ]; then
  echo "give a role: coordinator, worker or state-store" >&2
  exit 2
fi
role=$1
shift

settings=$(mktemp "${TMPDIR:-/tmp}/stretto.XXXXXX")
if [ -f "${STRETTO_CONFIG:-}" ]; then
  cat "$STRETTO_CONFIG" > "$settings"
fi
printf '\n%s\n' "${STRETTO_SETTINGS:-}" >> "$settings"

# shellcheck disable=SC2086 # several options in one variable
exec java \
  -XX:-DontCompileHugeMethods \
  --enable-native-access=ALL-UNNAMED \
  ${JAVA_OPTIONS:-} \
  -cp '/opt/stretto/lib/*' \
  io.stretto.cli.Main "$role" --config "$settings" "$@"
