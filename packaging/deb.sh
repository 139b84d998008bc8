#!/bin/sh
# packaging/deb.sh BUILD [VERSION]: BUILD/anju_VERSION_ARCHITECTURE.deb from BUILD/anju. The unit is
# packaging/anju.service with the package's paths and /etc/default/anju.
set -eu
cd "$(dirname "$0")/.."
build=$1
version=${2:-$(sed -n 's/.*ANJU_VERSION "\(.*\)"/\1/p' src/version.h)}
architecture=$(dpkg --print-architecture)
root=$build/deb/root
rm -rf "$build/deb"
mkdir -p "$root/DEBIAN" "$build/deb/debian"

put() { install -D -m "$1" "$2" "$root/$3"; }
pack() {
	mkdir -p "$(dirname "$root/$2")"
	gzip -9n <"$1" >"$root/$2.gz"
	chmod 644 "$root/$2.gz"
}
put 755 "$build/anju" usr/bin/anju
strip --remove-section=.comment "$root/usr/bin/anju"
put 755 packaging/anju-init usr/sbin/anju-init
sed -e 's|/usr/local/bin|/usr/bin|g' -e '/^# /d' -e '/^#$/d' \
	-e 's|^Environment=ANJU_DATA=.*|&\nEnvironmentFile=-/etc/default/anju|' \
	-e 's|^ExecStart=.*|ExecStart=/usr/bin/anju serve $ANJU_OPTIONS|' \
	packaging/anju.service >"$build/deb/anju.service"
put 644 "$build/deb/anju.service" lib/systemd/system/anju.service
put 644 packaging/debian/default etc/default/anju
put 644 packaging/anju.bash usr/share/bash-completion/completions/anju
pack packaging/anju.1 usr/share/man/man1/anju.1
pack packaging/anju-init.8 usr/share/man/man8/anju-init.8
pack CHANGELOG.md usr/share/doc/anju/changelog
put 644 README.md usr/share/doc/anju/README.md
put 644 README.zh-CN.md usr/share/doc/anju/README.zh-CN.md

# what the program is linked with, as packages with their least versions
echo "Source: anju" >"$build/deb/debian/control"
depends=$(cd "$build/deb" && dpkg-shlibdeps -O root/usr/bin/anju 2>/dev/null |
	sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || { echo "deb.sh: dpkg-shlibdeps found no libraries" >&2; exit 1; }
sed -e "s|@VERSION@|$version|; s|@ARCHITECTURE@|$architecture|; s|@DEPENDS@|$depends|" \
	-e "s|@SIZE@|$(du -sk "$root" | cut -f1)|" packaging/debian/control.in \
	>"$root/DEBIAN/control"
echo /etc/default/anju >"$root/DEBIAN/conffiles"
for script in postinst prerm postrm; do
	install -m 755 "packaging/debian/$script" "$root/DEBIAN/$script"
done
(cd "$root" && find . -type f ! -path './DEBIAN/*' -printf '%P\n' | LC_ALL=C sort |
	xargs md5sum) >"$root/DEBIAN/md5sums"
dpkg-deb --root-owner-group -Zxz --build "$root" "$build/anju_${version}_$architecture.deb" >/dev/null
echo "$build/anju_${version}_$architecture.deb"
