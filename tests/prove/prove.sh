#!/bin/sh
# The full form of the proofs; its figures go to docs/proof.md. PROVE="kill:10 power:5" runs others
# and writes no report.
set -u
cd "$(dirname "$0")/../.." || exit 2
BUILD=${BUILD:-build}
full="kill:100 power:50 power-weak:20 full:30 errors:30 descriptors:10 memory:20 backup:20"
full="$full upgrade:100"
out=$(mktemp)
trap 'rm -f "$out"' EXIT
# shellcheck disable=SC2086
nice "$BUILD/prove/prove" "$BUILD/anju" "$PWD/$BUILD/prove/shim.so" ${PROVE:-$full} >"$out" 2>&1
status=$?
cat "$out"
[ -z "${PROVE:-}" ] || exit "$status"

# name | what | acknowledged | lost | doubled | invented | wrong | slowest start
rows() {
	sed -nE 's/^(ok|FAILED) ([a-z-]+): ([^;]*); /| \2 | \1 | \3 | /p' "$out" |
		sed -E 's/; first: .*//; s/; slowest start ([0-9]+) ms/ | \1 |/' |
		sed -E 's/ (acknowledged|lost|doubled|invented|wrong)(,|)/ \2/g; s/ , / | /g; s/  +/ /g'
}
machine() {
	machine
	echo "Repeat: \`make prove\`. What each row does:" \
		"[tests/prove/README.md](../tests/prove/README.md)."
	echo
	echo "| scenario | | figures | acknowledged | lost | doubled | invented | wrong |" \
		"slowest start, ms |"
	echo "|---|---|---|---|---|---|---|---|---|"
	rows
	echo
	echo "In \`power-weak\` the losses are the point: the checker must find them."
	echo "The power cut is a model (an LD_PRELOAD disk that keeps what was synced, and of the rest"
	echo "torn sectors by chance), not a drive. Upgrades are from nothing to this version: no older"
	echo "release exists yet."
} >docs/proof.md
exit "$status"
