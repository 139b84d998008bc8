# What bench.sh measures. Sourced.

# ---- printing ----
# row WHAT MEASURED RATIO HOLD OK
row() { printf '%-46s %-34s %7s  %-9s %s\n' "$1" "$2" "$3" "$4" "$5" | tee -a "$report"; }
# at_least RATIO HOLD, at_most VALUE HOLD → ok or short
at_least() { awk -v a="$1" -v b="$2" 'BEGIN { print (a + 0 >= b + 0) ? "ok" : "short" }'; }
at_most() { awk -v a="$1" -v b="$2" 'BEGIN { print (a + 0 <= b + 0) ? "ok" : "short" }'; }
calc() { awk "BEGIN { printf \"%.${2:-2}f\", $1 }"; }
ms() { calc "$1 / 1000" 2; }
median() {
	sort -n | awk '{ v[NR] = $1 }
		END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
# value NAME < one line of load or raw
value() { tr ' ' '\n' | sed -n "s/^$1=//p"; }
# of_rounds FILE NAME: the median over the lines of FILE
of_rounds() { tr ' ' '\n' <"$1" | sed -n "s/^$2=//p" | median; }
# ratio OURS THEIRS NAME: the median of the rounds' ratios
ratio() {
	tr ' ' '\n' <"$1" | sed -n "s/^$3=//p" >"$run/a"
	tr ' ' '\n' <"$2" | sed -n "s/^$3=//p" >"$run/b"
	paste "$run/a" "$run/b" | awk '$2 > 0 { printf "%.3f\n", $1 / $2 }' | median |
		awk '{ printf "%.2f", $1 }'
}
note() { echo "$*" >>"$log"; }

# ---- servers ----
server_pid='' nginx_pid=''
# server_start DATA [option…]: sets address, cookie, token
server_start() {
	local dir="$1" password login=liting i
	shift
	rm -f "$run/url"
	taskset -c 0 "$anju" serve --data "$dir" --listen 127.0.0.1:0 "$@" >"$run/url" \
		2>"$run/server.log" &
	server_pid=$!
	for i in $(seq 300); do
		[ -s "$run/url" ] && break
		kill -0 $server_pid 2>/dev/null || { cat "$run/server.log" >&2; exit 1; }
		sleep 0.1
	done
	url=$(cat "$run/url") address=${url#http://}
	address=${address%/} url=${url%/}
	password=$(awk -v l=$login '$2 == l { print $3 }' "$dir/logins.txt")
	curl -s -o /dev/null -c "$run/jar" -d "login=$login" --data-urlencode "password=$password" \
		"$url/login"
	cookie="Cookie: $(awk '$6 ~ /anju$/ { print $6 "=" $7 }' "$run/jar")"
	token="Authorization: Bearer $("$anju" token --data "$dir" "$@" --user $login)"
}
server_stop() {
	[ -n "$server_pid" ] || return 0
	kill "$server_pid" 2>/dev/null
	wait "$server_pid" 2>/dev/null
	server_pid=
}
# KiB of the server: its share of the memory it maps, or what it holds when that is not told
server_memory() {
	awk '/^Pss:/ { print $2; found = 1 } END { exit !found }' \
		"/proc/$server_pid/smaps_rollup" 2>/dev/null ||
		awk '/^VmRSS/ { print $2 }' "/proc/$server_pid/status"
}
server_peak() { awk '/^VmHWM/ { print $2 }' "/proc/$server_pid/status"; }
# µs of processor time of process $1
cpu_us() { awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000000 / hz }' "/proc/$1/stat"; }
metric() { curl -s "$url/metrics" | awk -v n="$1" '$1 == n { print $2 }'; }

# nginx_start BYTES TYPE: one worker, a file of that size, nothing written
nginx_start() {
	local dir="$run/nginx" port
	mkdir -p "$dir/html"
	head -c "$1" /dev/zero | tr '\0' x >"$dir/html/file.$2"
	port=$(shuf -i 20000-60000 -n 1)
	cat >"$dir/nginx.conf" <<-END
		daemon off; worker_processes 1; pid $dir/pid; error_log $dir/error.log;
		$([ "$(id -u)" -ne 0 ] || echo 'user root;')
		events { worker_connections 4096; }
		http {
			access_log off; gzip off; sendfile on; tcp_nopush on;
			keepalive_requests 1000000000; keepalive_timeout 3600s; open_file_cache max=100;
			types { text/html html; application/json json; }
			client_body_temp_path $dir/a; proxy_temp_path $dir/b;
			fastcgi_temp_path $dir/c; uwsgi_temp_path $dir/d; scgi_temp_path $dir/e;
			server { listen 127.0.0.1:$port; root $dir/html; }
		}
	END
	taskset -c 0 nginx -c "$dir/nginx.conf" 2>>"$dir/error.log" &
	nginx_pid=$!
	nginx_address=127.0.0.1:$port
	for _ in $(seq 100); do
		curl -s -o /dev/null "http://$nginx_address/file.$2" && break
		sleep 0.05
	done
	nginx_worker=$(tr -d ' ' <"/proc/$nginx_pid/task/$nginx_pid/children")
}
nginx_stop() {
	[ -n "$nginx_pid" ] || return 0
	kill "$nginx_pid" 2>/dev/null
	wait "$nginx_pid" 2>/dev/null
	nginx_pid=
}
# generate FILE PID load's arguments…: a line in FILE, with the server's µs a request
generate() {
	local file="$1" pid="$2" before after line
	shift 2
	before=$(cpu_us "$pid")
	line=$(taskset -c 1 "$load" "$@") || echo "bench: not all answers were right: $line" >&2
	after=$(cpu_us "$pid")
	line="$line cpu=$(calc "($after - $before) / $(echo "$line" | value requests)" 1)"
	echo "$line" >>"$file"
	note "${file##*/} $line"
}

# ---- offices ----
tables=$(cat src/*/sql/*.sql src/modules/*/sql/*.sql src/store/search.c | cksum)
# office N: a folder with N matters and N households (at least 600), made once, kept as long as the
# tables are the same
office() {
	local n="$1" dir="$data/office-$1" before
	[ "$(cat "$dir/made" 2>/dev/null)" != "$tables" ] || return 0
	rm -rf "$dir"
	case $n in
	1000) "$anju" demo --data "$dir" --households 600 --cases 1000 >/dev/null 2>>"$log" || exit 1 ;;
	*)
		before=$([ "$n" -gt 100000 ] && echo 100000 || echo 1000)
		office "$before"
		echo "making an office of $n matters …" >&2
		cp -r "$data/office-$before" "$dir"
		rm -f "$dir/made" "$dir/anju.sock"
		"$build/bench/fill" "$dir" "$n" "$n" 2>>"$log" || exit 1
		;;
	esac
	echo "$tables" >"$dir/made"
}
# communities N: the office of 1000 matters with N-2 more communities beside it (the demo has two)
communities() {
	local n="$1" dir="$data/communities-$1"
	[ "$(cat "$dir/made" 2>/dev/null)" != "$tables" ] || return 0
	office 1000
	rm -rf "$dir"
	echo "making $n communities …" >&2
	cp -r "$data/office-1000" "$dir"
	rm -f "$dir/made" "$dir/anju.sock"
	"$build/bench/fill" "$dir" communities "$n" 2>>"$log" || exit 1
	echo "$tables" >"$dir/made"
}
# a copy to write into
office_copy() {
	office "$1"
	rm -rf "$run/office"
	cp -r "$data/office-$1" "$run/office"
}

# ---- pages against nginx ----
# against NAME HOLD TYPE HEADER PATH STRING
against() {
	local name="$1" hold="$2" type="$3" header="$4" path="$5" must="$6" bytes by_rate p99
	rm -f "$run"/ours-* "$run"/nginx-*
	bytes=$(taskset -c 1 "$load" -n 300 -H "$header" -S "$must" "$address" GET "$path" | value bytes)
	nginx_start "$bytes" "$type"
	for _ in $(seq "$rounds"); do
		for c in 64 8; do
			generate "$run/nginx-$c" "$nginx_worker" -c $c -t "$seconds" "$nginx_address" GET "/file.$type"
			generate "$run/ours-$c" "$server_pid" -c $c -t "$seconds" -H "$header" -S "$must" \
				"$address" GET "$path"
		done
	done
	nginx_stop
	for c in 64 8; do
		by_rate=$(ratio "$run/ours-$c" "$run/nginx-$c" rps)
		row "$name ÷ nginx, $c clients, $bytes B" \
			"$(of_rounds "$run/ours-$c" rps) ÷ $(of_rounds "$run/nginx-$c" rps) /s" "$by_rate" \
			"≥ $hold" "$(at_least "$by_rate" "$hold")"
		p99=$(ms "$(of_rounds "$run/ours-$c" p99)")
		row "  p50, p99 ms; nginx" "$(ms "$(of_rounds "$run/ours-$c" p50)"), $p99; $(ms \
			"$(of_rounds "$run/nginx-$c" p50)"), $(ms "$(of_rounds "$run/nginx-$c" p99)")" "" \
			"p99 ≤ 6" "$(at_most "$p99" 6)"
		row "  processor µs a request; nginx" "$(of_rounds "$run/ours-$c" cpu); $(of_rounds \
			"$run/nginx-$c" cpu)" "$(ratio "$run/nginx-$c" "$run/ours-$c" cpu)" "" ""
	done
}
part_list() {
	office 1000
	server_start "$data/office-1000"
	against "list page" 0.20 html "$cookie" /requests '<table class="rows">'
	server_stop
}
part_json() {
	local id
	office 1000
	server_start "$data/office-1000"
	id=$(curl -s -H "$token" "$url/api/v1/requests?state=closed&page_size=1" |
		sed 's/.*"items":\[{"id":"\([0-9]*\)".*/\1/')
	against "one record, JSON" 0.50 json "$token" "/api/v1/requests/$id" '"obligations":['
	server_stop
}

# ---- durable creation ----
call='{"channel":"phone","phone":"13900000007","rings":2,"kind":"repair",'
call=$call'"text":"厨房下水管道漏水 @@@@@@@@ 请派人来修，下午在家"}'
# create FILE CONNECTIONS
create() {
	generate "$1" "$server_pid" -c "$2" -t "$seconds" -s 201 -S '"matters":[' -H "$token" \
		-H "Content-Type: application/json" -b "$call" "$address" POST /api/v1/contacts
}
wal_most() {
	local most=0 now
	while sleep 0.2; do
		now=$(stat -c %s "$1-wal" 2>/dev/null || echo 0)
		[ "$now" -le "$most" ] || echo $((most = now)) >"$run/wal"
	done
}
raw() {
	local line
	cp "$data/office-10000/office.db" "$run/raw.db"
	rm -f "$run"/raw.db-*
	line=$(taskset -c 0 "$build/bench/raw" "$run/raw.db" "$seconds" "$2") || exit 1
	echo "$line" >>"$1"
	note "raw $2: $line"
}
part_create() {
	local hold by_rate c watcher p99
	office_copy 10000
	rm -f "$run"/ours-* "$run"/raw-* "$run/wal"
	server_start "$run/office"
	wal_most "$run/office/office.db" &
	watcher=$!
	for _ in $(seq "$rounds"); do
		for c in 1 8 64; do
			raw "$run/raw-1-$c" 1
			create "$run/ours-$c" $c
		done
		raw "$run/raw-64" 64
	done
	kill $watcher
	wait $watcher 2>/dev/null
	row "raw SQLite, the same rows, one by one; by 64" "$(of_rounds "$run/raw-1-1" rps); $(of_rounds \
		"$run/raw-64" rps) /s" "" "" ""
	for c in 1 8 64; do
		case $c in 1) hold=0.6 ;; 8) hold=2 ;; 64) hold=4 ;; esac
		by_rate=$(ratio "$run/ours-$c" "$run/raw-1-$c" rps)
		p99=$(ms "$(of_rounds "$run/ours-$c" p99)")
		row "durable create ÷ raw one by one, $c clients" \
			"$(of_rounds "$run/ours-$c" rps) /s, $(of_rounds "$run/ours-$c" cpu) µs each" \
			"$by_rate" "≥ $hold" "$(at_least "$by_rate" $hold)"
		row "  p50, p99 ms" "$(ms "$(of_rounds "$run/ours-$c" p50)"), $p99" "" "p99 ≤ 25" \
			"$(at_most "$p99" 25)"
	done
	row "  ÷ raw by 64, 64 clients" "" "$(ratio "$run/ours-64" "$run/raw-64" rps)" "" ""
	wal=$(calc "$(cat "$run/wal") / 1048576" 1)
	row "  greatest WAL, MiB" "$wal" "" "≤ 64" "$(at_most "$wal" 64)"
	note "batches $(metric anju_write_batches_total) of $(metric anju_writes_total) writes"
	server_stop
}

# ---- reading with many records ----
# timed NAME HOLD HEADER METHOD PATH|FILE: one connection, p50 and p99; a file holds paths
timed() {
	local name="$1" hold="$2" header="$3" path="$4" line before requests micros p99
	set -- -n 2000 -c 1 -H "$header"
	[ "${path#/}" != "$path" ] && [ ! -f "$path" ] || set -- "$@" -p "$path"
	taskset -c 1 "$load" "$@" -n 200 "$address" GET "$path" >/dev/null
	before=$(metric anju_request_microseconds_total)
	line=$(taskset -c 1 "$load" "$@" "$address" GET "$path") || echo "bench: $name: $line" >&2
	micros=$(calc "$(metric anju_request_microseconds_total) - $before" 0)
	requests=$(echo "$line" | value requests)
	note "$name: $line server=$micros"
	p99=$(ms "$(echo "$line" | value p99)")
	row "$name" "p50 $(ms "$(echo "$line" | value p50)"), p99 $p99, server $(ms \
		"$(calc "$micros / $requests" 1)") ms" "" "${hold:+≤ $hold}" "${hold:+$(at_most "$p99" "$hold")}"
}
words() { printf '%s' "$1" | od -An -tx1 | tr -d '\n' | tr ' ' '%'; }
part_search() {
	local word
	office "$rows"
	server_start "$data/office-$rows"
	for word in 漏水 卫生间 下水管道 马桶水箱堵塞; do
		timed "search $rows, common $word" 5 "$token" "/api/v1/requests?q=$(words $word)"
	done
	for word in 孔雀 孔雀鱼 孔雀鱼缸; do
		timed "search $rows, rare $word" 5 "$token" "/api/v1/requests?q=$(words $word)"
	done
	timed "search $rows, two words" 5 "$token" "/api/v1/requests?q=$(words "阳台 对讲机")"
	timed "search $rows, page" 5 "$cookie" "/requests?q=$(words 漏水)"
	server_stop
}
part_card() {
	office "$rows"
	server_start "$data/office-$rows"
	shuf -i 0-$((rows - 1)) -n 2000 --random-source="$anju" |
		awk '{ printf "/api/v1/callers/139%08d\n", $1 }' >"$run/callers"
	timed "caller card, $rows households" 5 "$token" "$run/callers"
	server_stop
}
# as many slips as are printed at once
part_letters() {
	local before took pages
	office 1000
	server_start "$data/office-1000"
	echo 5 >"/proc/$server_pid/clear_refs" # the peak of the sign-in's hash is not that of papers
	before=$(server_peak)
	took=$(curl -s -o "$run/slips.pdf" -w '%{time_total}' -H "$token" \
		"$url/api/v1/requests/slips?kind=repair")
	pages=$(pdfinfo "$run/slips.pdf" 2>/dev/null | sed -n 's/^Pages: *//p')
	row "papers: ${pages:-no} pages, PDF, s" "$took s, $(stat -c %s "$run/slips.pdf") B" "" \
		"≤ 5" "$(at_most "$took" 5)"
	row "  peak of the server, MiB; before" "$(calc "$(server_peak) / 1024" 0); $(calc \
		"$before / 1024" 0)" "" "≤ 100" "$(at_most "$(calc "$(server_peak) / 1024" 0)" 100)"
	server_stop
}
# grown N OF: the pages of the office that is served now; the mean at the server goes to the plot
grown() {
	local id before
	id=$(curl -s -H "$token" "$url/api/v1/requests?state=closed&page_size=1" |
		sed 's/.*"items":\[{"id":"\([0-9]*\)".*/\1/')
	before=$(wc -l <"$report")
	timed "list page of $1 $2" "" "$cookie" /requests
	timed "open ones, soonest first, of $1 $2" "" "$cookie" "/requests?state=open&order=due"
	timed "one kind, JSON with total, of $1 $2" "" "$token" "/api/v1/requests?kind=enquiry"
	timed "detail page of $1 $2" "" "$cookie" "/requests/$id"
	timed "workbench of $1 $2" "" "$cookie" /
	timed "search of $1 $2" "" "$token" "/api/v1/requests?q=$(words 下水管道)"
	tail -n +$((before + 1)) "$report" |
		sed -nE "s/^(.*) of $1 $2 .* server ([0-9.]+) ms.*/$1\t\1\t\2/p" >>"$run/growth-$2"
}
part_growth() {
	local n
	for n in 1000 100000 1000000; do
		[ "$n" -le "$rows" ] || continue
		office $n
		server_start "$data/office-$n"
		grown $n matters
		server_stop
	done
	for n in 2 100 1000; do
		communities $n
		server_start "$data/communities-$n"
		grown $n communities
		server_stop
	done
	awk -f tools/bench/plot.awk "$run/growth-matters" "$run/growth-communities" \
		>"$build/bench/growth.svg"
}

# ---- a peer ----
# Fossil's ticket list: as many rows as ours, nobody signed in, a page made for each request
part_peer() {
	local repo="$run/peer.fossil" port i bytes pid rate
	command -v fossil >/dev/null || { row "peer: fossil is not installed" "" "" "" ""; return; }
	export HOME="$run" USER=peer
	fossil init "$repo" >/dev/null 2>>"$log" || return
	for i in $(seq 20); do
		fossil ticket add -R "$repo" title "厨房下水管道漏水 $i" type Code_Defect status Open \
			>/dev/null 2>>"$log"
	done
	port=$(shuf -i 20000-60000 -n 1)
	taskset -c 0 fossil server --localhost --port "$port" "$repo" >>"$log" 2>&1 &
	pid=$!
	sleep 1
	office 1000
	server_start "$data/office-1000"
	rm -f "$run/ours-peer" "$run/peer"
	bytes=$(curl -s "http://127.0.0.1:$port/rptview?rn=1" | wc -c)
	for _ in $(seq "$rounds"); do
		taskset -c 1 "$load" -c 4 -t "$seconds" -S 下水管道 "127.0.0.1:$port" GET \
			"/rptview?rn=1" >>"$run/peer" 2>>"$log" || note "fossil refused some"
		generate "$run/ours-peer" "$server_pid" -c 8 -t "$seconds" -H "$cookie" \
			-S '<table class="rows">' "$address" GET /requests
	done
	kill "$pid"
	server_stop
	rate=$(ratio "$run/ours-peer" "$run/peer" rps)
	row "list page ÷ fossil, 20 rows, $bytes B" \
		"$(of_rounds "$run/ours-peer" rps) ÷ $(of_rounds "$run/peer" rps) /s" "$rate" "≥ 50" \
		"$(at_least "$rate" 50)"
}

# ---- instructions ----
# counted NAME load's arguments…: instructions of one request, by callgrind; compared with the file
counted() {
	local name="$1" n=100 out="$run/callgrind.out" pid sum before where times
	shift
	rm -rf "$run/counted" "$out"
	cp -r "$data/office-1000" "$run/counted"
	rm -f "$run/counted/anju.sock" "$run/url"
	valgrind -q --tool=callgrind --instr-atstart=no --callgrind-out-file="$out" "$anju" serve \
		--data "$run/counted" --listen 127.0.0.1:0 --confine off >"$run/url" 2>"$run/server.log" &
	pid=$!
	for _ in $(seq 600); do [ -s "$run/url" ] && break; sleep 0.1; done
	sleep 2
	where=$(sed 's|http://||; s|/$||' "$run/url")
	"$load" -n 30 -c 1 "$@" "$where" $method $path >/dev/null
	callgrind_control -i on $pid >/dev/null 2>&1
	"$load" -n $n -c 1 "$@" "$where" $method $path >>"$log"
	callgrind_control -i off $pid >/dev/null 2>&1
	kill $pid
	wait $pid 2>/dev/null
	sum=$(sed -n 's/^\(summary\|totals\): \([0-9]*\).*/\2/p' "$out"* | sort -n | tail -n 1)
	sum=$(calc "$sum / $n" 0)
	before=$(awk -v n="$name" '$1 == n { print $2 }' tools/bench/instructions.txt)
	times=$(calc "$sum / $before")
	row "instructions of a request: $name" "$sum; before $before" "$times" "≤ 1.05" \
		"$(at_most "$times" 1.05)"
}
part_instructions() {
	local id method path
	command -v valgrind >/dev/null || { row "instructions: no valgrind" "" "" "" ""; return; }
	office 1000
	server_start "$data/office-1000"
	id=$(curl -s -H "$token" "$url/api/v1/requests?state=closed&page_size=1" |
		sed 's/.*"items":\[{"id":"\([0-9]*\)".*/\1/')
	server_stop
	method=GET path=/requests
	counted list -H "$cookie"
	path=/api/v1/requests/$id
	counted json -H "$token"
	method=POST path=/api/v1/contacts
	counted create -s 201 -H "$token" -H "Content-Type: application/json" -b "$call"
}

# ---- sheets ----
part_import() {
	local dir="$run/import" n=$((rows < 100000 ? rows : 100000)) begin end peak
	office $n
	server_start "$data/office-$n"
	begin=$(date +%s.%N)
	"$anju" export --data "$data/office-$n" households "$run/households.xlsx" >>"$log" 2>&1
	end=$(date +%s.%N) peak=$(server_peak)
	row "export $n households, xlsx" \
		"$(calc "$end - $begin" 1) s, peak $(calc "$peak / 1024" 0) MiB" "" "" ""
	server_stop
	"$anju" init --data "$dir" --community 测量 >/dev/null 2>>"$log"
	taskset -c 0 "$anju" serve --data "$dir" --listen 127.0.0.1:0 >"$run/url" 2>"$run/server.log" &
	server_pid=$!
	sleep 1
	for again in "" ", again"; do
		begin=$(date +%s.%N)
		"$anju" import --data "$dir" households "$run/households.xlsx" >>"$log" 2>&1
		note "import answers $?"
		end=$(date +%s.%N) peak=$(server_peak)
		row "import $n households, xlsx$again" \
			"$(calc "$end - $begin" 1) s, peak $(calc "$peak / 1024" 0) MiB" "" \
			"≤ 30 s" "$(at_most "$(calc "$end - $begin")" 30)"
	done
	server_stop
}

# ---- memory ----
part_memory() {
	local idle many
	office 1000
	server_start "$data/office-1000"
	curl -s -o /dev/null -H "$cookie" "$url/requests"
	idle=$(calc "$(server_memory) / 1024" 1)
	row "memory idle, MiB" "$idle" "" "≤ 32" "$(at_most "$idle" 32)"
	for c in 100 1000; do
		taskset -c 1 "$load" -c $c -i 4 -H "$cookie" "$address" GET /requests >"$run/idle" &
		sleep 3
		many=$(calc "$(server_memory) / 1024" 1)
		wait $!
		row "memory with $(value live <"$run/idle") idle connections, MiB" "$many" "" "≤ 80" \
			"$(at_most "$many" 80)"
	done
	server_stop
}

# ---- PostgreSQL ----
# figures NAME: list, JSON and creation of the office that is served now
figures() {
	local id
	id=$(curl -s -H "$token" "$url/api/v1/requests?state=closed&page_size=1" |
		sed 's/.*"items":\[{"id":"\([0-9]*\)".*/\1/')
	generate "$run/$1-list" "$server_pid" -c 64 -t "$seconds" -H "$cookie" "$address" GET /requests
	generate "$run/$1-json" "$server_pid" -c 64 -t "$seconds" -H "$token" "$address" GET \
		"/api/v1/requests/$id"
	create "$run/$1-create-1" 1
	create "$run/$1-create-64" 64
}
part_postgres() {
	local pg what
	office_copy 1000
	pg=$(PG_SYNC=on taskset -c 0 tests/postgres.sh start "$run/postgres") || return
	"$anju" demo --data "$run/pg" --db "$pg" --households 600 --cases 1000 >/dev/null \
		2>>"$log" || return
	rm -f "$run"/sqlite-* "$run"/postgres-*
	for _ in $(seq "$rounds"); do
		server_start "$run/office"
		figures sqlite
		server_stop
		server_start "$run/pg" --db "$pg"
		figures postgres
		server_stop
	done
	for what in list json create-1 create-64; do
		row "PostgreSQL ÷ SQLite, $what" "$(of_rounds "$run/postgres-$what" rps) ÷ $(of_rounds \
			"$run/sqlite-$what" rps) /s" "$(ratio "$run/postgres-$what" "$run/sqlite-$what" rps)" "" ""
		row "  p99 ms; SQLite" "$(ms "$(of_rounds "$run/postgres-$what" p99)"); $(ms "$(of_rounds \
			"$run/sqlite-$what" p99)")" "" "" ""
	done
	tests/postgres.sh stop "$run/postgres"
}
