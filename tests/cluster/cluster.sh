#!/bin/sh
# The part of `make prove` with a Patroni cluster: tests/cluster/cluster.sh [TIMES]. Installs what
# it needs (Debian: patroni, etcd-server, postgresql).
set -u
cd "$(dirname "$0")/../.." || exit 2
BUILD=${BUILD:-build} times=${1:-10}
tools/deps cluster || exit 1
dir=$(mktemp -u /tmp/anju-cluster-XXXXXX)
trap 'tests/cluster/nodes.sh stop "$dir" >/dev/null 2>&1' EXIT
trap 'exit 130' INT TERM
TEST_PG=$(tests/cluster/nodes.sh start "$dir") || exit 1
export TEST_PG
"$BUILD/cluster/cluster" "$BUILD/anju" tests/cluster/nodes.sh "$dir" "$times"
