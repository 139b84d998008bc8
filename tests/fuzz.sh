#!/bin/sh
# Builds the fuzz targets and runs each for FUZZ_SECONDS (5) on what earlier runs found and on the
# seeds in tests/fuzz/seeds/TARGET. A finding is kept in the folder of the target.
set -u
BUILD=${BUILD:-build} MAKE=${MAKE:-make}
passed=0 failed=0

$MAKE -s fuzz-targets BUILD="$BUILD" || { echo "0 passed, 1 failed"; exit 1; }
for source in tests/fuzz/*.c; do
	target=$(basename "$source" .c)
	corpus=$BUILD-fuzz/corpus/$target
	mkdir -p "$corpus"
	seeds=tests/fuzz/seeds/$target
	[ -d "$seeds" ] || seeds=
	# shellcheck disable=SC2086
	if "$BUILD-fuzz/$target" -max_total_time="${FUZZ_SECONDS:-5}" -timeout=10 -rss_limit_mb=2048 \
		-artifact_prefix="$BUILD-fuzz/$target-" -verbosity=0 -print_final_stats=0 \
		"$corpus" $seeds >"$BUILD-fuzz/$target.log" 2>&1; then
		passed=$((passed + 1))
	else
		cat "$BUILD-fuzz/$target.log"
		echo "FAILED $target"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
