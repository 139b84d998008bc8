#!/bin/sh
# The full form of the proofs; its figures become a section of docs/proof.md.
# PROVE="kill:10 power:5" runs others and leaves the report alone.
set -u
cd "$(dirname "$0")/../.." || exit 2
BUILD=${BUILD:-build}
title="## No acknowledged write is lost"
full="kill:100 power:50 power-weak:20 full:30 errors:30 descriptors:20 memory:20 backup:20"
full="$full upgrade:100"
out=$(mktemp)
trap 'rm -f "$out" "$out.section" "$out.report"' EXIT
# shellcheck disable=SC2086
nice "$BUILD/prove/prove" "$BUILD/anju" "$PWD/$BUILD/prove/shim.so" ${PROVE:-$full} >"$out" 2>&1
status=$?
if [ -z "${PROVE:-}" ]; then
	postgres=${TMPDIR:-/tmp}/anju-prove-$$
	TEST_PG=$(tests/postgres.sh start "$postgres") || exit 2
	export TEST_PG
	nice "$BUILD/prove/prove" "$BUILD/anju" "$PWD/$BUILD/prove/shim.so" kill:100 >>"$out" 2>&1 ||
		status=1
	tests/postgres.sh stop "$postgres"
	unset TEST_PG
	BUILD=$BUILD nice tests/cluster/cluster.sh 10 >>"$out" 2>&1 || status=1
fi
cat "$out"
[ -z "${PROVE:-}" ] || exit "$status"

# scenario | | figures | acknowledged | lost | doubled | invented | wrong | slowest start
rows() {
	sed -nE -e 's/; first: .*//' -e 's/^(ok|FAILED) ([a-z-]+): /| \2 | \1 | /; T' \
		-e 's/; slowest start ([0-9]+) ms$/ | \1 |/; /\|$/!s/$/ | |/' \
		-e 's/; ([0-9]+) acknowledged/ | \1/' \
		-e 's/, ([0-9]+) (lost|doubled|invented|wrong)/ | \1/g; p' "$out"
}
machine() {
	system=$(. /etc/os-release && echo "$PRETTY_NAME")
	echo "$(nproc) cores, Linux $(uname -r | cut -d. -f1,2), $system, SQLite" \
		"$(echo 'int printf(const char *, ...); const char *sqlite3_libversion(void);' \
			'int main(void) { printf("%s", sqlite3_libversion()); }' |
			cc -x c - -lsqlite3 -o "$out.report" && "$out.report")," \
		"$(date +%F)."
}
section() {
	cat <<-END
	$title
	$(machine) Repeat: \`make prove\`; what each row does:
	[tests/prove/README.md](../tests/prove/README.md).

	| scenario | | figures | acknowledged | lost | doubled | invented | wrong | slowest start, ms |
	|---|---|---|---|---|---|---|---|---|
	$(rows)

	In \`power-weak\` the losses are the point: the checker must find them. The power cut is a model (a
	disk by LD_PRELOAD that keeps what was synced, and of the rest torn sectors by chance), not a
	drive. Upgrades are from nothing to this version: no older release exists yet. When \`memory\`
	says that the server ended 0 times, what such an end leaves behind was not seen.

	END
}
section >"$out.section"
awk -v title="$title" -v section="$out.section" '
	function put(line) { while ((getline line < section) > 0) print line; done = 1 }
	$0 == title { put(); skip = 1; next }
	/^## / { skip = 0 }
	!skip { print }
	END { if (!done) { print ""; put() } }' docs/proof.md >"$out.report" &&
	cat "$out.report" >docs/proof.md
exit "$status"
