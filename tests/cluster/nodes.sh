#!/bin/sh
# Three PostgreSQL nodes under Patroni, with etcd, on loopback: Debian's packages, synchronous mode.
#   tests/cluster/nodes.sh start DIR    prints the URL with all three hosts
#   tests/cluster/nodes.sh primary DIR  prints the number of the node that takes writes, or nothing
#   tests/cluster/nodes.sh kill DIR N   kill -9: its Patroni, its PostgreSQL, all at once
#   tests/cluster/nodes.sh run DIR N    starts that node again
#   tests/cluster/nodes.sh whole DIR    waits until a primary and two streaming standbys are there
#   tests/cluster/nodes.sh stop DIR     ends everything and removes DIR
set -u
word=$1 dir=$2 n=${3:-}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
etcd=$(command -v etcd) patroni=$(command -v patroni)
[ -n "$bin" ] && [ -n "$etcd" ] && [ -n "$patroni" ] || {
	echo "$0: needs Debian's packages patroni, etcd-server and postgresql" >&2
	exit 1
}
as_user() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid=postgres --regid=postgres --clear-groups \
			env -i PATH="$bin:/usr/bin:/bin" LC_ALL=C.UTF-8 HOME="$dir" "$@"
	else
		env PATH="$bin:$PATH" LC_ALL=C.UTF-8 "$@"
	fi
}
# port KIND N: 1 = PostgreSQL, 2 = Patroni, 3 = etcd
port() { echo $(($(cat "$dir/base") + $1 * 10 + $2)); }

config() {
	cat >"$dir/node$1.yml" <<-END
		scope: anju
		name: node$1
		restapi: {listen: 127.0.0.1:$(port 2 "$1"), connect_address: 127.0.0.1:$(port 2 "$1")}
		etcd3: {host: 127.0.0.1:$(port 3 0)}
		bootstrap:
		  dcs:
		    ttl: 20
		    loop_wait: 5
		    retry_timeout: 5
		    synchronous_mode: true
		    synchronous_mode_strict: true
		    postgresql:
		      use_pg_rewind: true
		      use_slots: true
		      parameters: {max_connections: 60, wal_log_hints: on, shared_buffers: 32MB}
		  initdb: [{encoding: UTF8}, {locale: C.UTF-8}, data-checksums]
		  pg_hba: [host all all 127.0.0.1/32 trust, host replication all 127.0.0.1/32 trust]
		postgresql:
		  listen: 127.0.0.1:$(port 1 "$1")
		  connect_address: 127.0.0.1:$(port 1 "$1")
		  data_dir: $dir/node$1
		  bin_dir: $bin
		  pgpass: $dir/pgpass$1
		  authentication:
		    replication: {username: replicator, password: r}
		    superuser: {username: postgres, password: p}
		    rewind: {username: rewind, password: w}
		  parameters: {unix_socket_directories: '$dir'}
		watchdog: {mode: off}
	END
}
# begin NAME COMMAND…: in a session of its own, whose number is in NAME.pid
begin() {
	name=$1
	shift
	# shellcheck disable=SC2016
	(cd / && as_user sh -c 'echo $$ >"$0.pid"; exec setsid "$@" >>"$0.log" 2>&1' \
		"$dir/$name" "$@") </dev/null >/dev/null 2>&1 &
}
run() {
	begin "node$1" "$patroni" "$dir/node$1.yml"
}
status() { curl -s -m 2 -o /dev/null -w '%{http_code}' "http://127.0.0.1:$(port 2 "$1")/$2"; }
primary() {
	for i in 1 2 3; do
		[ "$(status $i primary)" != 200 ] || { echo $i && return; }
	done
}
streaming() {
	PGCONNECT_TIMEOUT=3 "$bin/psql" -h 127.0.0.1 -p "$(port 1 "$1")" -U postgres -d postgres -Atqc \
		"SELECT count(*) * 10 + count(*) FILTER (WHERE sync_state <> 'async')
		FROM pg_stat_replication WHERE state = 'streaming'" 2>/dev/null
}
whole() {
	for _ in $(seq 240); do
		p=$(primary)
		[ -n "$p" ] && [ "$(streaming "$p")" = 21 ] && return
		sleep 0.5
	done
	echo "$0: the cluster did not become whole" >&2
	for log in "$dir"/*.log; do tail -n 5 "$log" >&2; done
	exit 1
}
start() {
	[ ! -e "$dir" ] || { echo "$0: $dir is there already" >&2; exit 1; }
	mkdir -p "$dir"
	shuf -i 2000-3000 -n 1 | sed 's/$/0/' >"$dir/base"
	[ "$(id -u)" -ne 0 ] || chown -R postgres "$dir"
	chmod 700 "$dir"
	begin etcd "$etcd" --name one --data-dir "$dir/etcd" \
		--listen-client-urls "http://127.0.0.1:$(port 3 0)" \
		--advertise-client-urls "http://127.0.0.1:$(port 3 0)" \
		--listen-peer-urls "http://127.0.0.1:$(port 3 1)" \
		--initial-advertise-peer-urls "http://127.0.0.1:$(port 3 1)" \
		--initial-cluster "one=http://127.0.0.1:$(port 3 1)"
	for i in 1 2 3; do
		config $i
		run $i
	done
	whole
	hosts="127.0.0.1:$(port 1 1),127.0.0.1:$(port 1 2),127.0.0.1:$(port 1 3)"
	echo "postgres://postgres@$hosts/postgres?target_session_attrs=read-write&connect_timeout=3"
}
# Everything of node N: the session of its Patroni, and what its postmaster started.
end() {
	master=$(head -n 1 "$dir/node$1/postmaster.pid" 2>/dev/null)
	group=$(ps -o pid= -s "$(cat "$dir/node$1.pid")" 2>/dev/null)
	children=$([ -z "$master" ] || pgrep -P "$master")
	# shellcheck disable=SC2086
	kill -9 $group $master $children 2>/dev/null
}
stop() {
	for i in 1 2 3; do end $i; done
	kill -9 "$(cat "$dir/etcd.pid")" 2>/dev/null
	sleep 0.5
	rm -rf "$dir"
}
case $word in
start) start ;;
primary) primary ;;
kill) end "$n" ;;
run) run "$n" ;;
whole) whole ;;
stop) stop ;;
*) echo "usage: $0 start|primary|kill|run|whole|stop DIR [N]" >&2; exit 2 ;;
esac
