#!/bin/sh
# Measures and prints; asserts nothing. Server on core 0, generator on core 1.
#   tools/bench/bench.sh [PART…]   parts: list json create peer search card import memory letters
#                                  postgres growth instructions
# BENCH_ROWS      matters and households of the large office (1000000)
# BENCH_SECONDS   of one measurement (5)      BENCH_ROUNDS  interleaved rounds, medians (3)
# BENCH_DATA      where offices are kept for the next time (BUILD/bench/data)
# Figures of each measurement go to BUILD/bench/log.txt, the table to BUILD/bench/report.txt, the
# picture of the growth to BUILD/bench/growth.svg.
set -u
cd "$(dirname "$0")/../.." || exit 2
build=${BUILD:-build}
rows=${BENCH_ROWS:-1000000} seconds=${BENCH_SECONDS:-5} rounds=${BENCH_ROUNDS:-3}
anju=$build/anju load=$build/bench/load
data=${BENCH_DATA:-$build/bench/data}
mkdir -p "$build/bench"
run=$(cd "$build/bench" && pwd)/run log=$build/bench/log.txt report=$build/bench/report.txt
. tools/bench/parts.sh

PATH=$PATH:/usr/sbin
for command in nginx curl taskset; do
	command -v $command >/dev/null && continue
	echo "bench: $command is missing (Debian: nginx-light, curl, util-linux)" >&2
	exit 1
done
[ "$(nproc)" -ge 2 ] || { echo "bench: two cores are needed" >&2; exit 1; }

stop_all() {
	server_stop
	nginx_stop
	[ ! -d "$run/postgres" ] || tests/postgres.sh stop "$run/postgres"
}
trap stop_all EXIT
trap 'exit 130' INT TERM
rm -rf "$run"
mkdir -p "$run" "$data"
: >"$log"
: >"$report"

{
	echo "anju $(git describe --always --dirty 2>/dev/null), $(date -u +%Y-%m-%dT%H:%MZ)"
	echo "$(nproc) × $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)," \
		"$(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)," \
		"load $(cut -d' ' -f1-3 /proc/loadavg)"
	echo "$rounds rounds of $seconds s, medians; sqlite $(pkg-config --modversion sqlite3)," \
		"nginx $(nginx -v 2>&1 | sed 's|.*/||')"
} | tee -a "$report"
row what measured ratio hold ""
for part in ${*:-list json create peer search card import memory letters postgres growth \
	instructions}; do
	"part_$part"
done
echo "load at the end $(cut -d' ' -f1-3 /proc/loadavg)" | tee -a "$report"
