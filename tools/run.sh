#!/bin/sh
# Serves the estate in DATA; makes a demo estate when there is none.
# tools/run.sh PROGRAM DATA ADDRESS:PORT
set -eu
program=$1 data=$2 listen=$3

if ! [ -e "$data/office.db" ]; then
	echo "making a demo estate in $data …"
	# under another name until it is whole
	rm -rf "$data.part"
	mkdir -p "$(dirname "$data")"
	"$program" demo --data "$data.part" >"$data.logins"
	[ -e "$data.part/logins.txt" ] || cp "$data.logins" "$data.part/logins.txt"
	chmod 600 "$data.part/logins.txt"
	rm "$data.logins"
	mv -T "$data.part" "$data"
fi
if [ -e "$data/logins.txt" ]; then
	echo "role, login, password:"
	sed 's/^/  /' "$data/logins.txt"
fi
if [ -e "$data/resident.txt" ]; then
	echo "a resident, on a phone or a narrow window, lets himself in once by:"
	sed "s|^|  http://$listen|" "$data/resident.txt"
fi
exec "$program" serve --data "$data" --listen "$listen"
