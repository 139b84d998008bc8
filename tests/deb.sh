#!/bin/sh
# tests/deb.sh BUILD: the Debian package, installed into a folder of its own. The last line is
# "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 2
build=${1:-build} passed=0 failed=0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
root=$folder/root

# holds SENTENCE COMMAND…
holds() {
	name=$1
	shift
	if "$@" >"$folder/said" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED $name"
		sed 's/^/  /' "$folder/said"
	fi
}
install_deb() {
	fakeroot=
	[ "$(id -u)" = 0 ] || fakeroot=--force-not-root
	# shellcheck disable=SC2086
	dpkg --root="$root" --force-depends --force-script-chrootless --force-bad-path $fakeroot "$@"
}
commands_in_the_manual() {
	for c in $("$root/usr/bin/anju" --help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
		grep -q "^\.B[IR]* .*\b$c\b" packaging/anju.1 || { echo "no $c"; return 1; }
	done
}
completes() {
	PATH=$root/usr/bin:$PATH bash -c '. packaging/anju.bash
		COMP_WORDS=(anju '"$1"'); COMP_CWORD='"$2"'
		_anju; printf "%s\n" "${COMPREPLY[@]}"' | grep -qx -e "$3"
}
is_the_unit() {
	grep -qx 'ExecStart=/usr/bin/anju serve $ANJU_OPTIONS' "$root/lib/systemd/system/anju.service" &&
		! grep -q /usr/local "$root/lib/systemd/system/anju.service"
}
office_is() { "$root/usr/bin/anju" verify --data "$root/var/lib/anju"; }

mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates"
: >"$root/var/lib/dpkg/status"
old=$(packaging/deb.sh "$build" 0.0.9) && new=$(packaging/deb.sh "$build") || {
	echo "FAILED the package is built"
	echo "0 passed, 1 failed"
	exit 1
}
version=$(sed -n 's/.*ANJU_VERSION "\(.*\)"/\1/p' src/version.h)
holds "the package is installed" install_deb -i "$old"
holds "the installed program says its version" \
	sh -c "\"$root/usr/bin/anju\" --version | grep -qx 'anju $version'"
holds "the unit starts the installed program with the options of /etc/default" is_the_unit
holds "the manual names every command" commands_in_the_manual
holds "a command is completed" completes "ba" 1 backup
holds "an option is completed" completes "verify --ag" 2 --against
mkdir -p "$root/var/lib/anju"
holds "an office is made" "$root/usr/bin/anju" init --data "$root/var/lib/anju" --community 翠湖花园
echo 'ANJU_OPTIONS="--listen 127.0.0.1:9999"' >"$root/etc/default/anju"
holds "the package is upgraded" install_deb --force-confold -i "$new"
holds "an upgrade keeps the options" grep -q 9999 "$root/etc/default/anju"
holds "an upgrade keeps the office" office_is
cp "$root/usr/bin/anju" "$folder/anju"
holds "the package is purged" install_deb --purge anju
holds "the program is gone" sh -c "! [ -e '$root/usr/bin/anju' ]"
holds "a purge leaves the office alone" "$folder/anju" verify --data "$root/var/lib/anju"
rm -f "$old"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
