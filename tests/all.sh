#!/bin/sh
# Builds and runs every test: what `make check` does when everything is installed. Each part ends
# with "N passed, N failed"; so does the whole. A part that ends without it counts as one failure.
# tests/all.sh PART… runs only these.
set -u
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build} MAKE=${MAKE:-make}
export BUILD MAKE
parts=${*:-rules units databases stories hostile canary sip deb prove fuzz browser sanitized}
passed=0 failed=0 skipped=0
log=$(mktemp)
pg= pg_folder=$log.postgres
finish() {
	[ -z "$pg" ] || tests/postgres.sh stop "$pg_folder" >/dev/null 2>&1
	rm -f "$log"
}
trap finish EXIT
trap 'exit 130' INT TERM

sum() { sed -nE "\$s/.*\\b([0-9]+) $1.*/\\1/p" "$log"; }

# part NAME COMMAND…
part() {
	name=$1 began=$(date +%s)
	shift
	"$@" >"$log" 2>&1
	status=$?
	p=$(sum passed) f=$(sum failed) s=$(sum skipped)
	if [ "$status" = 0 ] && [ -n "$p" ] && [ "$f" = 0 ]; then
		grep -E '^skipped' "$log"
	else
		grep -vE '^[0-9]+ passed, [0-9]+ failed' "$log"
	fi
	if [ -z "$p" ] || { [ "$status" != 0 ] && [ "${f:-0}" = 0 ]; }; then
		echo "FAILED $name: ended with $status"
		f=$((${f:-0} + 1))
	fi
	passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
	printf '%-24s %5d passed, %d failed, %d skipped  (%d s)\n' "$name" "${p:-0}" "${f:-0}" \
		"${s:-0}" $(($(date +%s) - began))
}

build() {
	echo "building $*"
	# shellcheck disable=SC2086
	$MAKE -s "$@" >"$log" 2>&1 && return
	cat "$log"
	echo "FAILED the build of $*"
	failed=$((failed + 1))
	return 1
}

end() {
	printf '%d passed, %d failed' "$passed" "$failed"
	[ "$skipped" = 0 ] || printf ', %d skipped' "$skipped"
	echo
	[ "$failed" = 0 ]
	exit
}

# The URL of a server of our own for the tests; "" when it does not start, which is a failure.
postgres() {
	[ -z "$pg" ] || return 0
	pg=$(tests/postgres.sh start "$pg_folder") && [ -n "$pg" ] && return
	echo "FAILED tests/postgres.sh start"
	failed=$((failed + 1)) pg=
	return 1
}

# The tests of HTTP watch the time: one after another.
cores=$(nproc) && [ "$cores" -le 9 ] || cores=9
jobs_of() { if [ "$1" = http ]; then echo 1; else echo "$cores"; fi; }

rules() { part rules tools/check; }
units() {
	for layer in base http output record app; do
		part "$layer" env TEST_JOBS="$(jobs_of $layer)" "$BUILD/test-$layer"
	done
}
# the tests of the store are of both engines; those of app run on the one that is named
databases() {
	postgres || return
	part store env TEST_PG="$pg" "$BUILD/test-store"
	part "app, PostgreSQL" env TEST_JOBS="$cores" TEST_PG="$pg" "$BUILD/test-app"
}
stories() {
	part stories "$BUILD/story" "$BUILD/anju" tests/http/*.story
	postgres || return
	part "stories, PostgreSQL" env TEST_PG="$pg" "$BUILD/story" "$BUILD/anju" \
		tests/http/*.story
}
browser() {
	npm ci --ignore-scripts --no-audit --no-fund --silent >"$log" 2>&1 || {
		cat "$log"
		echo "FAILED npm ci"
		failed=$((failed + 1))
		return
	}
	part browser node tests/browser/run.mjs "$BUILD/anju"
}
# who means harm, from outside
hostile() { part hostile node tests/hostile/run.mjs "$BUILD/anju"; }
canary() {
	part canary node tests/canary/run.mjs "$BUILD/anju"
	postgres || return
	psql "$pg" -qc 'CREATE DATABASE canary' >"$log" 2>&1
	part "canary, PostgreSQL" node tests/canary/run.mjs "$BUILD/anju" \
		"$(echo "$pg" | sed 's#/postgres?#/canary?#')"
}
# a telephone exchange of real parts; skipped where they are not
sip() { part sip node tests/sip/run.mjs "$BUILD/anju"; }
# installed into a folder of its own, upgraded, purged
deb() { part deb tests/deb.sh "$BUILD"; }
fuzz() { part fuzz tests/fuzz.sh; }
prove() {
	build prove-programs || return
	part prove "$BUILD/prove/prove" "$BUILD/anju" "$(realpath "$BUILD")/prove/shim.so" kill power \
		power-weak full errors descriptors memory backup upgrade
}
# The same tests of the units once more, with the address and undefined behaviour sanitizers.
sanitized() {
	build SANITIZE=address,undefined BUILD="$BUILD-asan" test-binaries || return
	postgres || return
	for layer in base http output record app; do
		part "$layer, sanitized" env TEST_JOBS="$(jobs_of $layer)" "$BUILD-asan/test-$layer"
	done
	part "store, sanitized" env TEST_PG="$pg" "$BUILD-asan/test-store"
}

build BUILD="$BUILD" all test-binaries story || end
for p in $parts; do
	"$p"
done
end
