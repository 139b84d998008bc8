#!/bin/sh
# A throw-away PostgreSQL server for the tests: private folder, unix socket and loopback. It does
# not sync: no test crashes the machine under it, and each test makes a schema.
#   tests/postgres.sh start DIR   prints its URL (for TEST_PG)
#   tests/postgres.sh stop DIR    stops it and removes DIR
set -eu
usage() {
	echo "usage: $0 start|stop DIR" >&2
	exit 2
}
[ $# -eq 2 ] || usage
case $2 in
/*) dir=$2 ;;
*) dir=$(pwd)/$2 ;;
esac
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "$0: PostgreSQL is not installed" >&2; exit 1; }

# initdb refuses to run as root
as_user() {
	if [ "$(id -u)" -eq 0 ]; then
		(cd / && setpriv --reuid=postgres --regid=postgres --clear-groups \
			env -i PATH="$bin:/usr/bin:/bin" LC_ALL=C.UTF-8 HOME="$dir" "$@")
	else
		(cd / && env PATH="$bin:$PATH" LC_ALL=C.UTF-8 "$@")
	fi
}

start() {
	[ ! -e "$dir" ] || { echo "$0: $dir is there already" >&2; exit 1; }
	mkdir -p "$dir"
	[ "$(id -u)" -ne 0 ] || chown postgres "$dir"
	chmod 700 "$dir"
	as_user initdb -D "$dir/data" -U anju --auth=trust --locale=C.UTF-8 --encoding=UTF8 \
		>"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
	# the path of a socket holds 107 bytes at most
	sync=off # tests want no disk; what measures durability says PG_SYNC=on
	[ -z "${PG_SYNC:-}" ] || sync=$PG_SYNC
	sockets=$(as_user mktemp -d /tmp/anju-pg-XXXXXX)
	echo "$sockets" >"$dir/sockets"
	for try in 1 2 3 4 5; do
		port=$(shuf -i 20000-60000 -n 1)
		if as_user pg_ctl -D "$dir/data" -l "$dir/server.log" -w -t 30 -o "-p $port \
			-c listen_addresses=127.0.0.1 -c unix_socket_directories=$sockets \
			-c max_connections=60 -c fsync=$sync -c full_page_writes=$sync -c jit=off" \
			start >/dev/null 2>&1; then
			echo "postgres://anju@127.0.0.1:$port/postgres?host=$sockets"
			return
		fi
	done
	cat "$dir/server.log" >&2
	exit 1
}

stop() {
	[ -d "$dir/data" ] || { echo "$0: no server in $dir" >&2; exit 1; }
	as_user pg_ctl -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
	[ ! -f "$dir/sockets" ] || rm -rf "$(cat "$dir/sockets")"
	rm -rf "$dir"
}

case $1 in
start) start ;;
stop) stop ;;
*) usage ;;
esac
